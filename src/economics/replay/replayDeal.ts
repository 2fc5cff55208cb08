import { hallCapexUsdMPerCriticalMw, type Prepared, prepare } from '../case/case.ts';
import type { Deal } from '../deals/deal.ts';
import type { ReturnRate } from '../finance/irr.ts';
import type { UseValue } from '../finance/value.ts';
import { type Alternative, alternative } from '../mineOrLease/compare.ts';
import { miningPlan, valued } from '../mineOrLease/plans.ts';
import { type Verdict, verdictOf } from '../mineOrLease/verdict.ts';
import type { Conversion } from '../uses/division.ts';
import { addUp } from '../uses/leg.ts';
import { type DealCase, type DealMarket, dealCase, type Habits } from './dealCase.ts';
import { minedSiteOf } from './minedSites.ts';

/** The lease or the GPU cloud of a deal against going on mining on the same megawatts. */
export interface AgainstMining {
  miningNpvUsd: number;
  /** NPV of the site above that of never leasing, each use at its own rate, before tax and debt. */
  gainUsd: number;
  gainUsdPerGrossMw: number;
  /** Of the headline alone: no paths are simulated. */
  verdict: Verdict;
}

/** A signed deal at the market of its day. */
export interface DealReplay extends DealCase {
  use: Conversion;
  /** Of the project alone, at its use's rate, before tax and debt. */
  npvUsd: number;
  npvUsdPerGrossMw: number;
  /** Unlevered, of the project alone: the IRR, the MIRR at its use's rate where none is single, or why there is neither. */
  irr: ReturnRate;
  discountPercent: number;
  /** As planned, without the overrun that the value counts. */
  capexUsd: number;
  /** A year's mean over the signed term, the ramp included. */
  averageNoiUsd: number;
  /** Mean NOI of the signed term over capex as planned; undefined where the landlord pays no capex. */
  averageYieldPercent: number | undefined;
  /** Share of the present value of what comes in that comes after the signed term; undefined where nothing does. */
  beyondTermPercent: number | undefined;
  /** Undefined where nobody is known to have mined there, or where the price of the day is not known. */
  againstMining: AgainstMining | undefined;
  /** Why there is no comparison with mining. */
  alone: 'nobody mined there' | 'no price known' | undefined;
}

/** What the desk would have said of a deal on its day, with its defaults of today. @throws RangeError */
export function replayDeal(asked: { deal: Deal; market: DealMarket; habits: Habits }): DealReplay {
  const { deal, market } = asked;
  const one = dealCase(asked);
  const given = prepare(one.given);
  const use = deal.structure === 'GPU cloud' ? 'gpuCloud' : 'colocation';
  const mining = valued({ given, plan: miningPlan(given) });
  const judged = alternative({ given, mining, use, convertedMw: one.grossMw });
  const project = judged.conversionValue!;
  const alone = aloneOf({ deal, market });
  const averageNoiUsd = meanNoiUsd({ given, judged, deal });
  const capexUsd = plannedCapexUsd({ given, use, criticalMw: one.criticalMw });
  return {
    ...one,
    use,
    ...projectOf({ project, grossMw: one.grossMw }),
    capexUsd,
    averageNoiUsd,
    averageYieldPercent: capexUsd >= 1 ? (averageNoiUsd / capexUsd) * 100 : undefined,
    beyondTermPercent: judged.beyondTermPercent,
    againstMining: alone === undefined ? against({ judged, mining, grossMw: one.grossMw }) : undefined,
    alone,
  };
}

function projectOf({ project, grossMw }: { project: UseValue; grossMw: number }) {
  const { npvUsd, irr, discountPercent } = project;
  return { npvUsd, npvUsdPerGrossMw: npvUsd / grossMw, irr, discountPercent };
}

function aloneOf({ deal, market }: { deal: Deal; market: DealMarket }): DealReplay['alone'] {
  if (minedSiteOf(deal) === undefined) return 'nobody mined there';
  return market.priceUsd === undefined ? 'no price known' : undefined;
}

function against(asked: { judged: Alternative; mining: { npvUsd: number }; grossMw: number }): AgainstMining {
  const { judged, mining, grossMw } = asked;
  return {
    miningNpvUsd: mining.npvUsd,
    gainUsd: judged.gainUsd,
    gainUsdPerGrossMw: judged.gainUsd / grossMw,
    verdict: verdictOf({ compared: { judged } }),
  };
}

/** NOI from the first rent to the end of the signed term, by the year. */
function meanNoiUsd(asked: { given: Prepared; judged: Alternative; deal: Deal }): number {
  const { given, judged, deal } = asked;
  const noiUsd = addUp(
    judged.converted.map((leg) => leg.noiUsd),
    given.months,
  );
  const months = Math.round(deal.termYears! * 12);
  const term = noiUsd.slice(given.buildMonths, given.buildMonths + months);
  return (term.reduce((sum, usd) => sum + usd, 0) / months) * 12;
}

function plannedCapexUsd(asked: { given: Prepared; use: Conversion; criticalMw: number }): number {
  const { given, use, criticalMw } = asked;
  const gpus = use === 'gpuCloud' ? given.assumptions.gpuCapexUsdMPerCriticalMw : 0;
  return criticalMw * (hallCapexUsdMPerCriticalMw(given) + gpus) * 1e6;
}
