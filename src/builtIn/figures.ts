import {
  assumptionNames,
  assumptions,
  CATALOGUE_READ,
  DEALS_READ,
  deals,
  machineLabel,
  machines,
} from '../economics/index.ts';
import { newerFacts, reference, referenceMonths } from '../market/reference.ts';

/** Something that the desk carries with it, as it stood on a day. */
export interface BuiltInFigure {
  group: 'market' | 'assumption' | 'deal' | 'machine';
  what: string;
  /** The day or the month of the figure. */
  date: string;
  /** The month in which it was last looked up, where that is later: a fact of its day does not change. */
  readOn?: string;
  source: string;
}

/** Every figure that is built in, by group. */
export const builtInFigures: readonly BuiltInFigure[] = [
  ...marketFigures(),
  ...assumptionNames.map((name): BuiltInFigure => {
    const { label, date, source } = assumptions[name];
    return { group: 'assumption', what: `${name}: ${label}`, date, source };
  }),
  ...deals.map(
    ({ date, landlord, lessee, site, source }): BuiltInFigure => ({
      group: 'deal',
      what: `${landlord} – ${lessee}, ${site}`,
      date,
      readOn: DEALS_READ,
      source,
    }),
  ),
  ...machines.map(
    (machine): BuiltInFigure => ({
      group: 'machine',
      what: machineLabel({ machine }),
      date: machine.release,
      readOn: CATALOGUE_READ,
      source: machine.source,
    }),
  ),
];

function marketFigures(): BuiltInFigure[] {
  const { source } = reference;
  const of = (what: string, date: string, from = source): BuiltInFigure => ({
    group: 'market',
    what,
    date,
    source: from,
  });
  return [
    ...['price', 'difficulty and chain', 'fees'].map((what) => of(what, dayOf(reference.observedAt))),
    ...newerFacts.map(({ what, observedAt, source: from }) =>
      of(`${what}, published`, dayOf(observedAt), from),
    ),
    ...referenceMonths.map(({ month }) => of(`means of ${month}`, month)),
  ];
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
