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

function terms({ deal, past, replay }: Replayed): Part[] {
  const pen = dealPen({ deal, past });
  const { assumptions, leaseForm } = replay.given;
  const form =
    replay.use === 'gpuCloud'
      ? 'GPU cloud'
      : deal.structure === leaseForm
        ? leaseForm
        : `${deal.structure}, taken as ${leaseForm}`;
  const rise =
    replay.use === 'gpuCloud'
      ? 'flat'
      : `rising ${assumptions.escalatorPercentPerYear}% a year${deal.escalatorPercentPerYear === undefined ? ' (assumed)' : ''}`;
  return [
    `${deal.landlord} to ${deal.lessee}, ${form}, ${deal.termYears} years, `,
    pen.desk({ metric: 'contractUsd', value: deal.contractUsdM! * 1e6 }),
    `, ${rise}; `,
    pen.desk({ metric: 'criticalMw', value: replay.criticalMw }),
    ' critical, ',
    pen.desk({ metric: 'grossMw', value: replay.grossMw }),
    ` gross${replay.ratioAssumed ? ` (${assumptions.grossToCritical} gross per critical, assumed)` : ''}.`,
  ];
}

function market({ deal, past, replay }: Replayed): Part[] {
  if (replay.alone === 'nobody mined there')
    return [
      'moves nothing: nobody is known to have mined on these megawatts, so that the lease stands alone.',
    ];
  const pen = dealPen({ deal, past });
  const { priceUsd, feesBtcPerBlock: fees } = past;
  const difficulty = pen.said({
    metric: 'difficulty',
    value: past.difficulty,
    source: 'block headers',
    date: deal.date,
  });
  if (priceUsd === undefined)
    return [
      'difficulty ',
      difficulty,
      ', no price known: there is no comparison with mining.',
      ...miner(replay, deal, pen),
    ];
  return [
    'difficulty ',
    difficulty,
    ', BTC price ',
    pen.said({ metric: 'btcPriceUsd', ...priceUsd }),
    ` (${priceUsd.date}, ${priceUsd.source}), hashprice `,
    pen.desk({ metric: 'hashpriceUsdPerPhDay', value: replay.given.hashprice.usdPerPhDay }),
    ` with fees of ${fees.value.toFixed(3)} BTC a block (${fees.source}).`,
    ...miner(replay, deal, pen),
  ];
}

/** The miner that is given up, and who says what it costs. */
function miner(replay: Replayed['replay'], deal: Replayed['deal'], pen: ReturnType<typeof dealPen>): Part[] {
  const mined = minedSiteOf(deal);
  const power = mined?.powerPriceUsdPerMwh ?? referenceMiner.powerPriceUsdPerMwh;
  const fleet = mined?.efficiencyJPerTh ?? referenceMiner.efficiencyJPerTh;
  const origin = ({ date, source }: PublishedFigure) => `(${source}, ${date})`;
  const powered: Part[] = [
    ' Power ',
    pen.said({ metric: 'powerPriceUsdPerMwh', ...power }),
    ` ${origin(power)}`,
  ];
  if (replay.againstMining === undefined) return [...powered, '.'];
  return [
    ...powered,
    ', fleet ',
    pen.said({ metric: 'fleetEfficiencyJPerTh', ...fleet }),
    ` ${origin(fleet)}.`,
  ];
}

function desk({ deal, past, replay }: Replayed): Part[] {
  const pen = dealPen({ deal, past });
  const { againstMining, averageYieldPercent } = replay;
  const project = replay.use === 'gpuCloud' ? 'GPU cloud' : 'lease';
  const yielded: Part[] =
    averageYieldPercent === undefined
      ? [', with no capex of the landlord to yield on']
      : [
          ', ',
          pen.desk({ metric: 'averageYieldPercent', value: averageYieldPercent }),
          ' of capex as planned',
        ];
  return [
    `${deskSays(replay)}. `,
    ...(againstMining
      ? [
          pen.desk({ metric: 'gainUsdPerGrossMw', value: againstMining.gainUsdPerGrossMw }),
          ' gross above mining, each use at its own rate; ',
        ]
      : []),
    `the ${project} alone has an NPV of `,
    pen.desk({ metric: 'npvUsdPerGrossMw', value: replay.npvUsdPerGrossMw }),
    ` gross at ${replay.discountPercent}% and an unlevered IRR of `,
    pen.irr(replay.irr),
    ', all before tax. NOI ',
    pen.desk({ metric: 'averageNoiUsdPerYear', value: replay.averageNoiUsd }),
    ' on average over the signed term, the ramp included',
    ...yielded,
    '.',
  ];
}

/** The verdict in two or three words. */
export function deskSays({ use, againstMining, npvUsd, alone }: Replayed['replay']): string {
  const lease = use === 'gpuCloud' ? 'GPU cloud' : 'lease';
  if (againstMining === undefined) {
    const worth = npvUsd > 0 ? 'worth building' : 'not worth building';
    return alone === 'no price known' ? `no price known; alone ${worth}` : `${worth}`;
  }
  const { verdict } = againstMining;
  if (verdict.tooCloseToCall) return 'too close to call';
  return verdict.use === 'mining' ? 'keep mining' : lease;
}

function company({ deal, past, replay }: Replayed): Part[] {
  const pen = dealPen({ deal, past });
  const noi = saidNoi(deal);
  const yielded = saidYieldPercent({ deal, replay });
  const capex = deal.capexUsdMPerMw;
  const parts: Part[] = [];
  if (noi)
    parts.push(
      'expects NOI of ',
      ...pen.extent({ metric: 'averageNoiUsdPerYear', extent: noi.usdPerYear }),
      ' on average over the term',
      noi.fromMargin ? ' (its margin times the average rent)' : '',
    );
  else if (deal.revenueUsdMPerYear !== undefined)
    parts.push(
      'expects revenue of ',
      ...pen.extent({
        metric: 'averageRevenueUsdPerYear',
        extent: [deal.revenueUsdMPerYear * 1e6, deal.revenueUsdMPerYear * 1e6],
      }),
      ' and named no NOI',
    );
  else
    parts.push(
      'named no NOI; its rent is ',
      pen.desk({ metric: 'averageRevenueUsdPerYear', value: averageRentUsd(deal) }),
      ' on average over the term',
    );
  if (capex?.[1] === 0) parts.push('; the tenant pays for the building');
  else if (capex)
    parts.push(
      '; capex of ',
      ...pen.extent({ metric: 'capexUsdPerCriticalMw', extent: [capex[0] * 1e6, capex[1] * 1e6] }),
      replay.use === 'gpuCloud' ? ' critical for the GPUs alone' : ' critical',
    );
  else parts.push('; it named no capex');
  if (yielded)
    parts.push(
      '. It states no yield: the one on the other is ',
      ...pen.extent({ metric: 'averageYieldPercent', extent: yielded }),
    );
  return [...parts, '.'];
}
