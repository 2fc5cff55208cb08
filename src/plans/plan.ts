import { z } from 'zod';

const moment = z.number();
const usd = z.number();

/** What was decided for one class of machines. */
const plannedClass = z.strictObject({
  label: z.string(),
  strikeUsdPerMwh: z.number(),
  /** At the meter, with the uptime of the site. */
  meanLoadMw: z.number().min(0),
  /** When it is off, one stretch after the other. */
  off: z.array(z.strictObject({ start: moment, end: moment })),
  /** What that saves against always on, at the prices that it was decided on. */
  savedUsd: usd,
});

/** The volumetric price at the meter by the tariff of the site, as a fixed part and a multiple of the index. */
const meterPrice = z.strictObject({
  start: moment,
  end: moment,
  usdPerMwh: z.number(),
  ofIndex: z.number(),
});

export const planSchema = z.strictObject({
  /** The first moment of the day, and of the next. */
  from: moment,
  to: moment,
  /** Slots that began before are none of the plan: nobody could still act on them. */
  madeAt: moment,
  hashpriceUsdPerPhDay: z.number(),
  /** What the market was known from then. */
  basis: z.enum(['live', 'stale', 'reference']),
  /**
   * Where its day-ahead prices came from, and when the last of them was kept: later corrections are none of it. Of a tariff
   * without an index, whose it is and when it was set.
   */
  source: z.string(),
  pricesAsOf: moment,
  /** By which it was decided what a MWh costs, and the local day since which it holds; without it market prices are what it pays. */
  tariff: z
    .strictObject({ name: z.string(), since: z.string(), prices: z.array(meterPrice).min(1) })
    .optional(),
  /**
   * What was reported and in force when it was posted: until it ended it is among the prices of a tariff without an index, and
   * otherwise in place of day-ahead prices.
   */
  inForce: z.strictObject({ usdPerMwh: z.number(), end: moment, source: z.string() }).optional(),
  /** Why the tariff that the site has is not in it: then nobody knows what it saves, and what is counted is what markets say. */
  notUsed: z.string().optional(),
  classes: z.array(plannedClass),
});

/** Which classes of a site run when on a day, as it was posted; times in Unix milliseconds. */
export type DispatchedPlan = z.infer<typeof planSchema>;

export const scoreSchema = z.strictObject({
  at: moment,
  /**
   * Paid as was reported for when power was used, where enough of the plan's hours were; else as it was sold the day before. By
   * a tariff these are its index; one without an index is what was paid.
   */
  paid: z.enum(['realTime', 'dayAhead', 'tariff']),
  source: z.string(),
  /** When the last of the prices was kept: it is scored once, whatever is corrected later. */
  pricesAsOf: moment,
  /** How much of the plan has a price. */
  hours: z.number().min(0),
  /** What the plan saved against always on, and what perfect foresight would have. */
  savedUsd: usd,
  boundUsd: usd,
});

/** How a plan did on the prices that came. */
export type PlanResult = z.infer<typeof scoreSchema>;

/** Whose plan it is: the site by its key, the day by the site's own calendar, `2026-07-14`. */
export interface PlanPlace {
  tenant: string;
  site: string;
  day: string;
}

/** A plan as it is kept. */
export interface KeptPlan extends PlanPlace {
  plan: DispatchedPlan;
  /** Undefined until the day is over. */
  score?: PlanResult;
}

/** What all classes together save against always on, as the plan promised. */
export const promisedUsd = ({ classes }: DispatchedPlan): number =>
  classes.reduce((sum, { savedUsd }) => sum + savedUsd, 0);
