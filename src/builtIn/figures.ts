import {
  assumptionNames,
  assumptions,
  CATALOGUE_READ,
  DEALS_READ,
  deals,
  machineLabel,
  machines,
  minedSites,
  type PublishedFigure,
  referenceMiner,
} from '../economics/index.ts';
import { periods } from '../market/past/periods.ts';
import { printedPrices } from '../market/past/prices.ts';
import { newerFacts, reference, referenceMonths } from '../market/reference.ts';

/** Something that the desk carries with it, as it stood on a day. */
export interface BuiltInFigure {
  group: 'market' | 'assumption' | 'deal' | 'miner' | 'machine';
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
  ...minerFigures(),
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
    ...pastFigures(),
  ];
}

/** What the deals are replayed with: facts of their days, which stay as they are. */
function pastFigures(): BuiltInFigure[] {
  const history: BuiltInFigure = {
    group: 'market',
    what: `difficulty of ${periods.length} periods`,
    date: dayOf(periods.at(-1)![2] * 1000),
    readOn: DEALS_READ,
    source: 'block headers',
  };
  const prices = printedPrices.map(
    ({ day, source }): BuiltInFigure => ({
      group: 'market',
      what: 'printed price',
      date: day,
      readOn: DEALS_READ,
      source,
    }),
  );
  return [history, ...prices];
}

/** What miners published of the sites that they let. */
function minerFigures(): BuiltInFigure[] {
  const of = (what: string, figure: PublishedFigure | undefined): BuiltInFigure[] =>
    figure === undefined
      ? []
      : [{ group: 'miner', what, date: figure.date, readOn: DEALS_READ, source: figure.source }];
  const sites = [...minedSites, { landlord: 'reference site', site: '', ...referenceMiner }];
  return sites.flatMap(({ landlord, site, powerPriceUsdPerMwh, efficiencyJPerTh }) => {
    const name = [landlord, site].filter((word) => word !== '').join(', ');
    return [...of(`${name}: power price`, powerPriceUsdPerMwh), ...of(`${name}: fleet`, efficiencyJPerTh)];
  });
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
