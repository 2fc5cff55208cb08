import type { Block, Part } from '../../chat/reply.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { Band, Outcomes } from '../../economics/index.ts';
import type { Pen } from './figures.ts';

/** What many paths of price, hashrate, power, rent and GPU price say of the verdict. */
export function riskBlocks({ pen, outcomes }: { pen: Pen; outcomes: Outcomes }): Block[] {
  const band = (label: string, subject: string, { p5Usd, p50Usd, p95Usd }: Band): Part[] => [
    label,
    pen.of({ metric: 'p5Usd', value: p5Usd, subject }),
    pen.of({ metric: 'p50Usd', value: p50Usd, subject }),
    pen.of({ metric: 'p95Usd', value: p95Usd, subject }),
  ];
  return [
    tableOf({
      title: 'How sure that is: NPV of the site over many paths, before tax and debt',
      columns: ['', 'P5', 'P50', 'P95'],
      rows: [
        band('Keep mining', 'mining', outcomes.mining),
        band('Colocation', 'colocation', outcomes.colocation),
        band('GPU cloud', 'GPU cloud', outcomes.gpuCloud),
        band('Colocation above mining', 'colocation above mining', outcomes.difference),
      ],
    }),
    { kind: 'text', parts: wins({ pen, outcomes }) },
  ];
}

function wins({ pen, outcomes }: { pen: Pen; outcomes: Outcomes }): Part[] {
  const { leaseWins, paths } = outcomes;
  const at = ({ months, percent }: (typeof leaseWins)[number]): Part[] => [
    pen.of({ metric: 'leaseWinsPercent', value: percent, subject: `after ${months} months` }),
    ` after ${months} months`,
    ', ',
  ];
  return [
    'Leasing is ahead of mining in ',
    ...leaseWins.toReversed().flatMap(at).slice(0, -1),
    ' (cash so far, nothing for what is left) of ',
    pen.of({ metric: 'pathCount', value: paths }),
    ' paths, with a BTC volatility of ',
    pen.assumed('btcVolatilityPercent'),
    '. The same question has the same paths.',
  ];
}
