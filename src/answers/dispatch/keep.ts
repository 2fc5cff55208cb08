import type { DispatchedPlan } from '../../plans/index.ts';
import type { PowerPrice } from '../../power/index.ts';
import type { MarketView } from '../market/view.ts';
import { type DispatchDay, decide, offRuns } from './decided.ts';
import { onMarket, pricesOf, slotsOf } from './meterDay.ts';

/** A day's plan as it is kept when it is posted at `madeAt`: of the slots that begin after that; undefined where none does. */
export function planToKeep(asked: {
  day: DispatchDay;
  view: MarketView;
  madeAt: number;
}): DispatchedPlan | undefined {
  const { day, view, madeAt } = asked;
  const left = { ...day, from: Math.max(day.from, madeAt) };
  if (slotsOf(left).length === 0) return undefined;
  const { tariff, notUsed, inForce } = day;
  const kept = (price: PowerPrice) => ({ source: price.source, at: price.recordedAt });
  const decidedOn = onMarket(day)
    ? day.dayAhead.map(kept)
    : [{ source: tariff!.source, at: tariff!.setAt }, ...(inForce ? [kept(inForce)] : [])];
  return {
    from: day.from,
    to: day.to,
    madeAt,
    hashpriceUsdPerPhDay: view.hashprice.usdPerPhDay,
    basis: view.snapshot.basis,
    source: [...new Set(decidedOn.map(({ source }) => source))].join('; '),
    pricesAsOf: Math.max(...decidedOn.map(({ at }) => at)),
    ...(tariff && {
      tariff: {
        ...{ name: tariff.name, since: tariff.since },
        // Where market prices count, what is in force is kept beside what is charged: it takes their place.
        prices: onMarket(day) ? [...tariff.prices] : pricesOf(day),
      },
    }),
    ...(inForce && { inForce: inForceIn(inForce) }),
    ...(notUsed !== undefined && { notUsed }),
    classes: decide(left).map(({ label, strikeUsdPerMwh, meanLoadMw, plan, score }) => ({
      ...{ label, strikeUsdPerMwh, meanLoadMw },
      off: offRuns(plan),
      savedUsd: score.savedUsdPerMw * meanLoadMw,
    })),
  };
}

const inForceIn = ({ usdPerMwh, end, source }: PowerPrice) => ({ usdPerMwh, end, source });
