import type { Part } from '../../chat/reply.ts';
import { assumptions, hallCapexUsdMPerCriticalMw, leaseFormOf } from '../../economics/index.ts';
import { type DealPen, dealPen } from './pen.ts';
import type { Replayed } from './replayed.ts';
import { averageRentUsd, saidNoi } from './said.ts';

/** One line on why what the desk computes is not what the landlord said, from the figures of both. */
export function whyTheyDiffer(replayed: Replayed): Part[] {
  const pen = dealPen(replayed);
  if (replayed.replay.use === 'gpuCloud') return ofCloud({ ...replayed, pen });
  return [...ofNoi({ ...replayed, pen }), ' ', ...ofCapex({ ...replayed, pen })];
}

type Asked = Replayed & { pen: DealPen };

function ofNoi({ deal, pen, replay }: Asked): Part[] {
  const noi = saidNoi(deal);
  if (noi === undefined) return ['There is no NOI of the landlord to differ from.'];
  const rentUsd = averageRentUsd(deal);
  const share = (usd: number) => (usd / rentUsd) * 100;
  const { rampMonths } = replay.given.assumptions;
  return [
    'Of the rent the landlord keeps ',
    ...pen.extent({
      metric: 'noiOfRentPercent',
      extent: [share(noi.usdPerYear[0]), share(noi.usdPerYear[1])],
    }),
    ', the desk ',
    pen.desk({ metric: 'noiOfRentPercent', value: share(replay.averageNoiUsd) }),
    `: ${marginOf(deal)}% (${leaseFormOf(deal)}) less a ramp of ${rampMonths} months.`,
  ];
}

function marginOf(deal: Replayed['deal']): number {
  const name =
    leaseFormOf(deal) === 'triple-net' ? 'noiMarginTripleNetPercent' : 'noiMarginModifiedGrossPercent';
  return assumptions[name].value;
}

function ofCapex({ deal, pen, replay }: Asked): Part[] {
  const { assumptions: of } = replay.given;
  const value = hallCapexUsdMPerCriticalMw(replay.given) * 1e6;
  if (value === 0) return ['The desk charges no capex either.'];
  const capex = pen.desk({ metric: 'capexUsdPerCriticalMw', value });
  const overrun = `and an overrun of ${of.capexOverrunPercent}% in the value`;
  if (deal.capexUsdMPerMw === undefined)
    return ['Capex is the desk’s default, ', capex, ` critical, ${overrun}.`];
  const [low, high] = deal.capexUsdMPerMw;
  return [
    `Capex is the ${low === high ? 'landlord’s' : 'middle of the landlord’s'}, `,
    capex,
    ` critical, ${overrun}.`,
  ];
}

function ofCloud({ pen, replay }: Asked): Part[] {
  const { assumptions: of, site } = replay.given;
  return [
    `From revenue to NOI the desk takes ${of.gpuOperatingPercent}% for operation and the power of `,
    pen.desk({ metric: 'grossMw', value: replay.grossMw }),
    ' at ',
    pen.desk({ metric: 'powerPriceUsdPerMwh', value: site.powerPriceUsdPerMwh }),
    site.retrofit ? '; to the GPUs it adds the retrofit of halls at ' : '; to the GPUs it adds new halls of ',
    pen.desk({ metric: 'capexUsdPerCriticalMw', value: hallCapexUsdMPerCriticalMw(replay.given) * 1e6 }),
    ` critical and assumes a prepayment of ${of.gpuPrepaymentPercent}%.`,
  ];
}
