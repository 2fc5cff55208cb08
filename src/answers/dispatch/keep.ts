import type { DispatchedPlan } from '../../plans/index.ts';
import type { MarketView } from '../market/view.ts';
import { type DispatchDay, decide, offRuns, slotsOf } from './decided.ts';

/** A day's plan as it is kept when it is posted at `madeAt`: of the slots that begin after that; undefined where none does. */
export function planToKeep(asked: {
  day: DispatchDay;
  view: MarketView;
  madeAt: number;
}): DispatchedPlan | undefined {
  const { day, view, madeAt } = asked;
  const left = { ...day, dayAhead: day.dayAhead.filter(({ start }) => start >= madeAt) };
  if (slotsOf(left).length === 0) return undefined;
  return {
    from: day.from,
    to: day.to,
    madeAt,
    hashpriceUsdPerPhDay: view.hashprice.usdPerPhDay,
    basis: view.snapshot.basis,
    source: [...new Set(day.dayAhead.map(({ source }) => source))].join('; '),
    pricesAsOf: Math.max(...day.dayAhead.map(({ recordedAt }) => recordedAt)),
    classes: decide(left).map(({ label, strikeUsdPerMwh, meanLoadMw, plan, score }) => ({
      ...{ label, strikeUsdPerMwh, meanLoadMw },
      off: offRuns(plan),
      savedUsd: score.savedUsdPerMw * meanLoadMw,
    })),
  };
}
