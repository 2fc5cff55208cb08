import type { Block, Part } from '../../chat/reply.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { Band, ConversionOutcome, Risk } from '../../economics/index.ts';
import { taxWords } from './basis.ts';
import { type Judgement, named, SPLIT } from './judgement.ts';

const names: Record<Risk, string> = {
  hashprice: 'hashprice',
  power: 'the power price',
  capex: 'capex',
  delay: 'delay',
  ramp: 'the ramp',
  tenant: 'the tenant’s default',
  reletting: 'reletting and renewal',
  marketRent: 'market rent after the term',
  capRate: 'the capitalisation rate of the sale',
  signature: 'rent before signature',
  gpuPrice: 'the GPU price',
};

/** What a lender calls a risk of the conversion that is judged. */
export const riskName = ({ judged }: Pick<Judgement, 'judged'>, risk: Risk): string =>
  risk === 'signature' && judged.use === 'gpuCloud' ? 'the GPU price before signature' : names[risk];

const MOST_SHARES = 4;

/** What many paths say of the verdict, on the basis of the headline. */
export function riskBlocks(of: Judgement): Block[] {
  const { pen, outcomes, pivot } = of;
  const band = (label: string, subject: string, { p5Usd, p50Usd, p95Usd, meanUsd }: Band): Part[] => [
    label,
    pen.of({ metric: 'p5Usd', value: p5Usd, subject }),
    pen.of({ metric: 'p50Usd', value: p50Usd, subject }),
    pen.of({ metric: 'p95Usd', value: p95Usd, subject }),
    pen.of({ metric: 'meanUsd', value: meanUsd, subject }),
  ];
  const { mining, colocation, gpuCloud, judged } = outcomes;
  const rows = (label: string, subject: string, of: ConversionOutcome): [string, string, Band][] => [
    [label, subject, of.site],
    [`${label} above mining`, `${subject} above mining`, of.gain],
    [`${label}, stand-alone`, `${subject} alone`, of.alone],
  ];
  const split = of.subject === SPLIT ? rows('Best split', SPLIT, judged) : [];
  const all = [rows('Colocation', 'colocation', colocation), rows('GPU cloud', 'GPU cloud', gpuCloud), split];
  return [
    tableOf({
      title: `NPV over many paths, ${taxWords(pivot)} and without debt: P5 to P95 holds 90 of 100`,
      columns: ['', 'P5', 'P50', 'P95', 'Mean'],
      rows: [
        band('Never lease', 'mining', mining),
        ...[0, 1, 2].flatMap((kind) => all.flatMap((of) => (of[kind] ? [band(...of[kind])] : []))),
      ],
    }),
    { kind: 'text', parts: [...meanParts(of), ...shareParts(of), ...cashParts(of)] },
  ];
}

function meanParts({ pen, outcomes, judged, subject, pivot }: Judgement): Part[] {
  const { gainUsd: value } = judged;
  const { meanUsd } = outcomes.judged.gain;
  if (Math.abs(meanUsd - value) <= 0.01 * Math.abs(value)) return [];
  const { leaseEnd, assumptions } = pivot.given;
  const bent = [
    'closing, renewal, default, delay',
    ...(leaseEnd === 'cap' ? ['the rate of the sale'] : []),
    ...(assumptions.taxPercent > 0 ? ['tax'] : []),
  ];
  return [
    `The mean gain of ${named(subject)} is `,
    pen.of({ metric: 'meanUsd', value: meanUsd, subject: `${subject} above mining` }),
    ', its headline on the one stated path ',
    pen.of({ metric: 'gainUsd', value, subject }),
    `: ${bent.join(', ')} and vacancy are no straight line in what is random. `,
  ];
}

function shareParts(of: Judgement): Part[] {
  const { pen, outcomes, subject } = of;
  const shares = outcomes.riskShares.filter(({ percent }) => percent > 0).slice(0, MOST_SHARES);
  if (shares.length === 0) return [];
  return [
    `Each risk alone, the variance of the gain of ${named(subject)} comes from `,
    ...shares.flatMap(({ risk, percent: value }, at): Part[] => [
      `${at > 0 ? ', ' : ''}${riskName(of, risk)} `,
      pen.of({ metric: 'varianceSharePercent', value, subject: riskName(of, risk) }),
    ]),
    '. ',
  ];
}

function cashParts({ pen, outcomes }: Judgement): Part[] {
  const at = ({ months, percent }: (typeof outcomes.leaseAhead)[number]): Part[] => [
    pen.of({ metric: 'leaseAheadPercent', value: percent, subject: `after ${months} months` }),
    ` of the paths after ${months} months`,
    ', ',
  ];
  return [
    'In cash, undiscounted, colocation on all that can be leased has brought in more than mining on ',
    ...outcomes.leaseAhead.flatMap(at).slice(0, -1),
    '. BTC volatility: ',
    pen.assumed('btcVolatilityPercent'),
    '. The same question has the same paths.',
  ];
}
