import { z } from 'zod';

/** What can be watched in the market. Units: see `marketMetrics` in metrics.ts. */
const marketMetricNames = [
  'hashprice',
  'hashpriceBtc',
  'price',
  'difficulty',
  'hashrate',
  'feeShare',
  'nextRetarget',
] as const;
export type MarketMetric = (typeof marketMetricNames)[number];

/** What can be watched at a site: USD per day, percent of revenue, percent, USD per MWh. */
const siteMeasureNames = ['margin', 'marginPercent', 'headroom', 'power'] as const;
export type SiteMeasure = (typeof siteMeasureNames)[number];

/** The side of the limit on which a rule fires; a value at the limit is on neither. */
const side = z.enum(['below', 'above']);
export type Side = z.infer<typeof side>;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long the market is remembered tick by tick; beyond it there is the daily history. */
export const SAMPLES_KEPT_MS = 2 * DAY_MS;
/** Windows of change rules. */
export const WINDOW_RANGE = { min: 5 * MINUTE_MS, max: 365 * DAY_MS };
/** How long a condition may have to hold, a cooldown last, a reminder wait. */
export const HOLD_RANGE = { min: 0, max: 30 * DAY_MS };

/** How long before a stop it is told. */
export const AHEAD_RANGE = { min: 0, max: DAY_MS / 2 };

const limit = z.number();
/** The name of a site, looked up without regard to case, spaces and punctuation. */
const site = z.string().min(1).max(60);

export const conditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('market'), metric: z.enum(marketMetricNames), side, limit }),
  z.strictObject({
    kind: z.literal('change'),
    metric: z.enum(marketMetricNames),
    direction: z.enum(['drops', 'rises', 'moves']),
    percent: z.number().positive().max(1000),
    windowMs: z.number().int().min(WINDOW_RANGE.min).max(WINDOW_RANGE.max),
  }),
  /** Without a site: any of the tenant's. */
  z.strictObject({
    kind: z.literal('site'),
    site: site.optional(),
    metric: z.enum(siteMeasureNames),
    side,
    limit,
  }),
  /** The power price is above what the site can pay. */
  z.strictObject({ kind: z.literal('breakeven'), site: site.optional() }),
  /** A machine class of the site earns less than its avoidable costs; `machine` is its label. */
  z.strictObject({ kind: z.literal('unprofitable'), site, machine: z.string().min(1).max(200) }),
  /**
   * Power at the site costs more than the limit (USD/MWh), and than a machine class can pay: now, or by day-ahead prices
   * within the time ahead.
   */
  z.strictObject({
    kind: z.literal('stop'),
    site,
    limit,
    aheadMs: z.number().int().min(AHEAD_RANGE.min).max(AHEAD_RANGE.max),
  }),
  /** A price source does not answer or disagrees with the others. */
  z.strictObject({ kind: z.literal('sources') }),
  /** Happens and is over: it has no recovery. */
  z.strictObject({ kind: z.literal('chainEvent'), what: z.enum(['retarget', 'halving']) }),
]);
export type Condition = z.infer<typeof conditionSchema>;
/** A condition that has a value beside a limit, and so can recover. */
export type LevelCondition = Exclude<Condition, { kind: 'chainEvent' }>;
/** A condition about one site, or any. */
export type SiteCondition = Extract<Condition, { kind: 'site' | 'breakeven' | 'unprofitable' | 'stop' }>;
/** A condition about the market as a whole. */
export type MarketCondition = Exclude<LevelCondition, SiteCondition>;

export const MOST_PINGS = 10;
const hold = z.number().int().min(HOLD_RANGE.min).max(HOLD_RANGE.max);

/** What a rule says, as a person decides it. */
export const ruleSchema = z.strictObject({
  condition: conditionSchema,
  /** How long the condition has to hold before the rule fires, and the recovery before it resolves. */
  forMs: hold,
  /** How long after a recovery it does not fire again. */
  cooldownMs: hold,
  /** How often it is said again while it lasts. */
  remindMs: hold.min(MINUTE_MS).optional(),
  /** Fires a single time. */
  once: z.boolean(),
  /** Ids of people and roles to be named in the message, as the platform writes them. */
  pings: z.array(z.string().min(1).max(40)).max(MOST_PINGS),
  /** Says nothing until then (Unix milliseconds), or until it has recovered. */
  mutedUntil: z.union([z.number(), z.literal('recovered')]).optional(),
  /** Why it is at rest until someone resumes it: its channel cannot be reached. */
  paused: z.string().max(200).optional(),
  address: z.strictObject({
    adapter: z.string(),
    tenant: z.string(),
    channel: z.string(),
    thread: z.string().optional(),
  }),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
});
export type Rule = z.infer<typeof ruleSchema>;

export const MOST_RULES_PER_TENANT = 500;
