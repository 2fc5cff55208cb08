import type { Log } from '../common/log.ts';
import { atMeter, type DispatchPlan, hasIndex, type Slot, scorePlan } from '../economics/index.ts';
import {
  atMarket,
  inTurn,
  meansOver,
  type PowerMarket,
  type PowerPrice,
  pricesSince,
  withReports,
} from '../power/index.ts';
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

interface Ledgers {
  plan: DispatchedPlan;
  dayAhead: readonly PowerPrice[];
  live: readonly PowerPrice[];
}

/** How a plan did on prices as they were kept; undefined where none of its slots has a price. */
function resultOf({ at, ...asked }: Ledgers & { at: number }): PlanResult | undefined {
  const { plan } = asked;
  const { prices, ...paid } = paidFor(asked);
  if (prices.length === 0) return undefined;
  const scores = plan.classes.map(({ strikeUsdPerMwh, meanLoadMw, off }) => {
    const stops = ({ start }: Slot) => off.some((run) => start >= run.start && start < run.end);
    const planned: DispatchPlan = { prices, on: Uint8Array.from(prices, (slot) => (stops(slot) ? 0 : 1)) };
    const { savedUsdPerMw, boundUsdPerMw } = scorePlan({ plan: planned, strikeUsdPerMwh });
    return { savedUsd: savedUsdPerMw * meanLoadMw, boundUsd: boundUsdPerMw * meanLoadMw };
  });
  return {
    at,
    ...paid,
    hours: msOf(prices) / HOUR_MS,
    savedUsd: scores.reduce((sum, { savedUsd }) => sum + savedUsd, 0),
    boundUsd: scores.reduce((sum, { boundUsd }) => sum + boundUsd, 0),
  };
}

/** What a MWh came to in the slots of a plan, and by which prices that is known. */
function paidFor({ plan, dayAhead, live }: Ledgers): { prices: Slot[] } & Paid {
  const { tariff, inForce, source, pricesAsOf, madeAt } = plan;
  if (tariff && !hasIndex(tariff.prices))
    return { prices: within(plan, atMeter({ ...tariff, index: [] })), paid: 'tariff', source, pricesAsOf };
  const charged = tariff?.prices ?? [atMarket(plan)];
  const costing = (index: Slot[], prices = charged) => atMeter({ prices, index });
  const decidedOn = inTurn(dayAhead.filter(({ recordedAt }) => recordedAt <= pricesAsOf));
  const slots = within(plan, costing(soldIn(decidedOn)));
  const reported = inTurn(live);
  const realTime = meansOver({ slots, prices: reported });
  if (realTime.length > 0 && msOf(realTime) >= LEAST_REPORTED * msOf(slots))
    return { prices: costing(realTime), paid: 'realTime', ...keptFrom(reported) };
  const sold = inTurn(dayAhead);
  const held =
    inForce && sold.length > 0
      ? withReports({ prices: charged, reports: [{ ...inForce, start: madeAt }] })
      : charged;
  return { prices: within(plan, costing(soldIn(sold), held)), paid: 'dayAhead', ...keptFrom(sold) };
}

type Paid = Pick<PlanResult, 'paid' | 'source' | 'pricesAsOf'>;

const keptFrom = (ledger: readonly PowerPrice[]) => ({
  source: [...new Set(ledger.map(({ source }) => source))].join('; '),
  pricesAsOf: Math.max(...ledger.map(({ recordedAt }) => recordedAt)),
});

const msOf = (slots: readonly Slot[]): number =>
  slots.reduce((sum, { start, end }) => sum + (end - start), 0);

const soldIn = (prices: readonly PowerPrice[]): Slot[] =>
  prices.map(({ start, end, usdPerMwh }) => ({ start, end, value: usdPerMwh }));

/** Those of the plan: nobody could still act on what began before it was made. */
const within = ({ from, to, madeAt }: DispatchedPlan, slots: readonly Slot[]): Slot[] =>
  slots.filter(({ start, end }) => start >= Math.max(from, madeAt) && end <= to);
