import type { Part } from '../../chat/reply.ts';
import { minedSiteOf, type PublishedFigure, referenceMiner } from '../../economics/index.ts';
import { dealPen } from './pen.ts';
import type { Replayed } from './replayed.ts';
import { averageRentUsd, saidNoi, saidYieldPercent } from './said.ts';
import { whyTheyDiffer } from './why.ts';

/** A sentence or two under a name. */
export interface Line {
  name: string;
  parts: Part[];
}

/** All that is said of one deal, in order. */
export function paragraph(replayed: Replayed): Line[] {
  return [
    { name: 'Terms', parts: terms(replayed) },
    { name: 'Market of the day', parts: market(replayed) },
    { name: 'The desk', parts: desk(replayed) },
    { name: 'The company', parts: company(replayed) },
    { name: 'Why they differ', parts: whyTheyDiffer(replayed) },
  ];
}

function terms(replayed: Replayed): Part[] {
  const { deal, replay } = replayed;
  const pen = dealPen(replayed);
  const { grossToCritical } = replay.given.assumptions;
  return [
    `${deal.lessee}, ${formOf(replayed)}, ${deal.termYears} years, `,
    pen.desk({ metric: 'contractUsd', value: deal.contractUsdM! * 1e6 }),
    `, ${riseOf(replayed)}; `,
    pen.desk({ metric: 'criticalMw', value: replay.criticalMw }),
    ' critical, ',
    pen.desk({ metric: 'grossMw', value: replay.grossMw }),
    ` gross${replay.ratioAssumed ? ` (${grossToCritical} gross per critical, assumed)` : ''}.`,
  ];
}

function formOf({ deal: { structure }, replay }: Replayed): string {
  const { leaseForm } = replay.given;
  return replay.use === 'gpuCloud' || structure === leaseForm
    ? structure
    : `${structure} (taken as ${leaseForm})`;
}

function riseOf({ deal, replay }: Replayed): string {
  if (replay.use === 'gpuCloud') return 'flat';
  const { escalatorPercentPerYear } = replay.given.assumptions;
  const assumed = deal.escalatorPercentPerYear === undefined ? ' (assumed)' : '';
  return `rising ${escalatorPercentPerYear}% a year${assumed}`;
}

function market(replayed: Replayed): Part[] {
  const { deal, past, replay } = replayed;
  if (replay.alone === 'nobody mined there')
    return ['it moves nothing. Nobody is known to have mined on these megawatts: the project stands alone.'];
  const pen = dealPen(replayed);
  const { difficulty: value, priceUsd, feesBtcPerBlock: fees } = past;
  const difficulty = pen.said({ metric: 'difficulty', value, source: 'block headers', date: deal.date });
  if (priceUsd === undefined)
    return [
      'difficulty ',
      difficulty,
      ', no price known: nothing is compared with mining.',
      ...powerOf(replayed),
    ];
  return [
    'difficulty ',
    difficulty,
    ', BTC price ',
    pen.said({ metric: 'btcPriceUsd', ...priceUsd }),
    ` (${priceUsd.date}, ${priceUsd.source}), hashprice `,
    pen.desk({ metric: 'hashpriceUsdPerPhDay', value: replay.given.hashprice.usdPerPhDay }),
    ` with fees of ${fees.value.toFixed(3)} BTC a block (${fees.assumed ? '' : `${fees.date}, `}${fees.source}).`,
    ...powerOf(replayed),
    ...fleetOf(replayed),
  ];
}

const origin = ({ date, source }: PublishedFigure) => ` (${source}, ${date}).`;

/** What power costs there, where mining or a GPU cloud pays for it. */
function powerOf(replayed: Replayed): Part[] {
  const { deal, replay } = replayed;
  if (replay.use === 'colocation' && replay.againstMining === undefined) return [];
  const power = minedSiteOf(deal)?.powerPriceUsdPerMwh ?? referenceMiner.powerPriceUsdPerMwh;
  return [' Power ', dealPen(replayed).said({ metric: 'powerPriceUsdPerMwh', ...power }), origin(power)];
}

/** The machines that are given up. */
function fleetOf(replayed: Replayed): Part[] {
  const fleet = minedSiteOf(replayed.deal)?.efficiencyJPerTh ?? referenceMiner.efficiencyJPerTh;
  return [' Fleet ', dealPen(replayed).said({ metric: 'fleetEfficiencyJPerTh', ...fleet }), origin(fleet)];
}

function desk(replayed: Replayed): Part[] {
  const { replay } = replayed;
  const pen = dealPen(replayed);
  return [
    `${deskSays(replay)}. `,
    ...gain(replayed),
    `The ${projectName(replay)} alone has an NPV of `,
    pen.desk({ metric: 'npvUsdPerGrossMw', value: replay.npvUsdPerGrossMw }),
    ` gross at ${replay.discountPercent}% and `,
    ...('irrPercent' in replay.irr
      ? ['an unlevered IRR of ']
      : 'mirrPercent' in replay.irr
        ? ['an unlevered ']
        : []),
    pen.irr(replay.irr),
    ', before tax. NOI ',
    pen.desk({ metric: 'averageNoiUsdPerYear', value: replay.averageNoiUsd }),
    ' on average over the signed term, the ramp included',
    ...yieldOf(replayed),
    '.',
    ...beyondTerm(replayed),
  ];
}

const projectName = ({ use }: Replayed['replay']): string => (use === 'gpuCloud' ? 'GPU cloud' : 'lease');

function gain(replayed: Replayed): Part[] {
  const { againstMining, discountPercent } = replayed.replay;
  if (againstMining === undefined) return [];
  const pen = dealPen(replayed);
  const { gainUsdPerGrossMw, verdict } = againstMining;
  return [
    pen.desk({ metric: 'gainUsdPerGrossMw', value: gainUsdPerGrossMw }),
    ` gross above mining, each use at its own rate (incremental NPV at ${discountPercent}% `,
    pen.desk({ metric: 'incrementalNpvUsd', value: verdict.incrementalNpvUsd }),
    '). ',
  ];
}

/** How much of what comes in hangs on what nobody has signed. */
function beyondTerm(replayed: Replayed): Part[] {
  const { beyondTermPercent: value } = replayed.replay;
  if (value === undefined) return [];
  return [
    ' Of the present value of what comes in ',
    dealPen(replayed).desk({ metric: 'valueBeyondTermPercent', value }),
    ' comes after that term.',
  ];
}

function yieldOf(replayed: Replayed): Part[] {
  const { averageYieldPercent: value } = replayed.replay;
  if (value === undefined) return [', with no capex of the landlord to yield on'];
  return [', ', dealPen(replayed).desk({ metric: 'averageYieldPercent', value }), ' of capex as planned'];
}

/** The verdict in two or three words. */
export function deskSays(replay: Replayed['replay']): string {
  const { againstMining, npvUsd, alone } = replay;
  if (againstMining === undefined) {
    const worth = npvUsd > 0 ? 'worth building' : 'not worth building';
    return alone === 'no price known' ? `no price known; alone ${worth}` : worth;
  }
  const { verdict } = againstMining;
  if (verdict.tooCloseToCall) return 'too close to call';
  return verdict.use === 'mining' ? 'keep mining' : projectName(replay);
}

function company(replayed: Replayed): Part[] {
  const yielded = saidYieldPercent(replayed);
  return [
    ...incomeSaid(replayed),
    ...capexSaid(replayed),
    ...(yielded === undefined
      ? []
      : [
          '. The yield of the one on the other, computed here, is ',
          ...dealPen(replayed).extent({ metric: 'averageYieldPercent', extent: yielded }),
        ]),
    '.',
  ];
}

function incomeSaid(replayed: Replayed): Part[] {
  const { deal } = replayed;
  const pen = dealPen(replayed);
  const noi = saidNoi(deal);
  const revenue = (deal.revenueUsdMPerYear ?? 0) * 1e6;
  if (noi)
    return [
      'it expects NOI of ',
      ...pen.extent({ metric: 'averageNoiUsdPerYear', extent: noi.usdPerYear }),
      ` on average over the term${noi.fromMargin ? ' (its margin times the average rent)' : ''}`,
    ];
  if (revenue > 0)
    return [
      'it expects revenue of ',
      ...pen.extent({ metric: 'averageRevenueUsdPerYear', extent: [revenue, revenue] }),
      ', and no NOI that it named is known',
    ];
  return [
    'no NOI that it named is known; its rent is ',
    pen.desk({ metric: 'averageRevenueUsdPerYear', value: averageRentUsd(deal) }),
    ' on average over the term',
  ];
}

function capexSaid(replayed: Replayed): Part[] {
  const { capexUsdMPerMw: capex } = replayed.deal;
  if (capex === undefined) return ['; no capex that it named is known'];
  if (capex[1] === 0) return ['; the tenant pays for the building'];
  return [
    '; capex of ',
    ...dealPen(replayed).extent({
      metric: 'capexUsdPerCriticalMw',
      extent: [capex[0] * 1e6, capex[1] * 1e6],
    }),
    ` critical${replayed.replay.use === 'gpuCloud' ? ' for the GPUs alone' : ''}`,
  ];
}
