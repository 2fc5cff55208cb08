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
      title: 'How sure that is: NPV of the site over many paths, after tax and without debt',
      columns: ['', 'P5', 'P50', 'P95'],
      rows: [
        band('Keep mining', 'mining', outcomes.mining),
        band('Colocation', 'colocation', outcomes.colocation.site),
        band('GPU cloud', 'GPU cloud', outcomes.gpuCloud.site),
        band('Colocation above mining', 'colocation above mining', outcomes.colocation.gain),
      ],
    }),
    { kind: 'text', parts: wins({ pen, outcomes }) },
  ];
}

function wins({ pen, outcomes }: { pen: Pen; outcomes: Outcomes }): Part[] {
  const { leaseAhead, paths, colocation } = outcomes;
  const at = ({ months, percent }: (typeof leaseAhead)[number]): Part[] => [
    pen.of({ metric: 'leaseAheadPercent', value: percent, subject: `after ${months} months` }),
    ` after ${months} months`,
    ', ',
  ];
  return [
    'Leasing is worth more than mining on ',
    pen.of({ metric: 'leaseWinsPercent', value: colocation.gainPositivePercent, subject: 'whole horizon' }),
    ' of ',
    pen.of({ metric: 'pathCount', value: paths }),
    ' paths. In cash, undiscounted, it is ahead on ',
    ...leaseAhead.flatMap(at).slice(0, -1),
    '. BTC volatility: ',
    pen.assumed('btcVolatilityPercent'),
    '. The same question has the same paths.',
  ];
}
