import type { Log } from '../common/log.ts';
import { type DispatchPlan, type Slot, scorePlan } from '../economics/index.ts';
import { inTurn, meansOver, type PowerMarket, type PowerPrice, pricesSince } from '../power/index.ts';
import type { Database } from '../storage/database.ts';
import type { DispatchedPlan, PlanResult } from './plan.ts';
import { keepScore, plansToScore } from './table.ts';

const HOUR_MS = 3_600_000;
/** Of the hours of a plan, 20 of 24: a few that were reported do not score a day. */
const LEAST_REPORTED = 20 / 24;

/** Scores the plans of every tenant whose day is over, each once, good or bad. One that cannot be scored costs no other. */
export async function scorePlans(asked: { database: Database; now: () => number; log: Log }): Promise<void> {
  const { database, now, log } = asked;
  for (const kept of await plansToScore(database, now()))
    try {
      const { tenant, site, day, plan } = kept;
      // By when they ended: the day is over since a moment ago, and a site may have a year of prices before it.
      const held = async (market: PowerMarket) =>
        (await pricesSince(database, { tenant, market, since: plan.from })).filter(
          (price) => price.site === site && price.start < plan.to,
        );
      const [dayAhead, live] = await Promise.all([held('dayAhead'), held('live')]);
      const score = resultOf({ plan, dayAhead, live, at: now() });
      if (score) await keepScore(database, { tenant, site, day, score });
    } catch (err) {
      log.error({ err, tenant: kept.tenant, day: kept.day }, 'A plan could not be scored');
    }
}

/** How a plan did on prices as they were kept; undefined where none of its slots has a price. */
function resultOf(asked: {
  plan: DispatchedPlan;
  dayAhead: readonly PowerPrice[];
  live: readonly PowerPrice[];
  at: number;
}): PlanResult | undefined {
  const { plan, dayAhead, at } = asked;
  const decidedOn = inTurn(dayAhead.filter(({ recordedAt }) => recordedAt <= plan.pricesAsOf));
  const slots = slotsOf(plan, decidedOn);
  const live = inTurn(asked.live);
  const realTime = meansOver({ slots, prices: live });
  const sold = inTurn(dayAhead);
  const [paid, prices, ledger] =
    msOf(realTime) >= LEAST_REPORTED * msOf(slots) && realTime.length > 0
      ? (['realTime', realTime, live] as const)
      : (['dayAhead', slotsOf(plan, sold), sold] as const);
  if (prices.length === 0) return undefined;
  const scores = plan.classes.map(({ strikeUsdPerMwh, meanLoadMw, off }) => {
    const stops = ({ start }: Slot) => off.some((run) => start >= run.start && start < run.end);
    const planned: DispatchPlan = { prices, on: Uint8Array.from(prices, (slot) => (stops(slot) ? 0 : 1)) };
    const { savedUsdPerMw, boundUsdPerMw } = scorePlan({ plan: planned, strikeUsdPerMwh });
    return { savedUsd: savedUsdPerMw * meanLoadMw, boundUsd: boundUsdPerMw * meanLoadMw };
  });
  return {
    at,
    paid,
    source: [...new Set(ledger.map(({ source }) => source))].join('; '),
    pricesAsOf: Math.max(...ledger.map(({ recordedAt }) => recordedAt)),
    hours: msOf(prices) / HOUR_MS,
    savedUsd: scores.reduce((sum, { savedUsd }) => sum + savedUsd, 0),
    boundUsd: scores.reduce((sum, { boundUsd }) => sum + boundUsd, 0),
  };
}

const msOf = (slots: readonly Slot[]): number =>
  slots.reduce((sum, { start, end }) => sum + (end - start), 0);

/** The slots of the plan with what was sold in them. */
const slotsOf = ({ from, to, madeAt }: DispatchedPlan, prices: readonly PowerPrice[]): Slot[] =>
  prices
    .filter(({ start, end }) => start >= Math.max(from, madeAt) && end <= to)
    .map(({ start, end, usdPerMwh }) => ({ start, end, value: usdPerMwh }));
