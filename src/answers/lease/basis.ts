import type { Part } from '../../chat/reply.ts';
import { exact } from '../../chat/show/numerals.ts';
import { midSentence } from '../site/notes.ts';
import type { PivotQuestion } from './asked.ts';
import type { Pen } from './figures.ts';
import type { Judgement } from './judgement.ts';

type Basis = Pick<PivotQuestion, 'given' | 'overridden'>;

/** What money of mine or lease is counted after: `after 21% tax`, or `before tax (no tax rate given)`. */
export function taxWords({ given, overridden }: Basis): string {
  const { taxPercent } = given.assumptions;
  if (taxPercent > 0) return `after ${exact(taxPercent)}% tax`;
  return overridden.some(({ name }) => name === 'taxPercent')
    ? 'before tax'
    : 'before tax (no tax rate given)';
}

/** What the path of hashprice is called: `the network’s path`. */
export function pathName({ given: { path = 'network' } }: Pick<Basis, 'given'>): string {
  return path === 'network' ? 'the network’s path' : `the ${path} path`;
}

/** `NPV is before tax (no tax rate given) and without debt` */
export const npvWords = (basis: Basis): string => `NPV is ${taxWords(basis)} and without debt`;

/** The same as a sentence, with the path where nothing else names it. */
export const npvOnPath = (basis: Basis): string => `${npvWords(basis)}, on ${pathName(basis)}.`;

const BINDING = {
  gross: 'all the site has',
  energised: 'what is energised',
  firm: 'what is firm',
} as const;

/** Which megawatts can be let, and what binds. */
export function limitParts({ pen, compared, pivot }: Judgement): Part[] {
  const { leasableMw, criticalMw, binding, laterMw, laterMonths } = compared.leasable;
  // An offer's case holds the offer's megawatts in the place of the site's firm ones.
  const isOffered = pivot.given.site.firmMw !== pivot.question.site.firmMw;
  return [
    'Leasable: ',
    pen.of({ metric: 'leasableMw', value: leasableMw }),
    ` (${isOffered ? 'what the offer takes' : BINDING[binding]}), which is `,
    pen.of({ metric: 'criticalMw', value: criticalMw }),
    ' critical.',
    ...(laterMw > 0
      ? [
          ' Of this ',
          pen.of({ metric: 'convertedMw', value: laterMw, subject: 'later' }),
          ` have power in ${laterMonths} months.`,
        ]
      : []),
  ];
}

/** The conventions and the assumptions that weigh most, which whoever reads the verdict must know. */
export function basisParts({ pen, pivot }: Judgement): Part[] {
  const said = pivot.overridden.filter(({ by }) => by !== 'measured' && by !== 'deals');
  const others = [...new Set(said.map(({ name }) => name))];
  return [
    'The BTC price grows ',
    pen.assumed('btcPriceGrowthPercentPerYear'),
    ...(pivot.given.path === 'falling'
      ? [', difficulty ', pen.assumed('difficultyGrowthPercentPerYear')]
      : []),
    `. Lease: ${pivot.given.leaseForm}, `,
    pen.assumed('rentUsdPerKwMonth'),
    ', ',
    pen.assumed('leaseTermYears'),
    ' of signed term. After a GPU contract the halls are let at the market’s rent. ',
    ...(others.length > 0
      ? [
          'Assumed otherwise than the default: ',
          ...others.flatMap((name) => named(pen, name)).slice(0, -1),
          '. ',
        ]
      : []),
    'IRR is of all months to the last, what comes after the term included; where money changes sides so often that there is no single IRR, the MIRR at the discount rate stands in its place. ',
    'All of it: assumptions. By year, as CSV: the same question with csv=yes.',
  ];
}

const named = (pen: Pen, name: Parameters<Pen['assumed']>[0]): Part[] => {
  const value = pen.assumed(name);
  return [`${midSentence(value.label)} `, value, ', '];
};
