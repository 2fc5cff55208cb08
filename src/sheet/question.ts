import { z } from 'zod/mini';
import { UserError } from '../common/errors.ts';
import { checkSite, OutOfRangeError, poolSchemes } from '../economics/index.ts';
import { checkMarket, marketShape } from './market.ts';

/** Mine or lease, and what is asked about it: over years, with what a team assumes. */
const ofLease = ['pivot', 'offer', 'split', 'sensitivity', 'delay'] as const;

/** The commands whose answers a sheet can compute anew. */
export const topics = [
  'profit',
  'breakeven',
  'cost',
  'whatif',
  'halving',
  'machines',
  'hashprice',
  'difficulty',
  ...ofLease,
  'comps',
] as const;
export type Topic = (typeof topics)[number];

export const topicCalled = (name: string): Topic | undefined => topics.find((topic) => topic === name);
export const isLease = (topic: Topic): boolean => ofLease.some((one) => one === topic);

/** Of a question of ours, as JSON. */
export const topicOf = (question: string): Topic => (JSON.parse(question) as SheetQuestion).topic;

/** More sites make no page that anybody reads. */
export const MOST_SITES = 20;
const text = (characters: number) => z.string().check(z.maxLength(characters));
const number = z.number();
const maybe = z.optional(number);

const machine = z.strictObject({
  vendor: text(200),
  model: text(200),
  hashrateThPerS: number,
  powerW: number,
  efficiencyJPerTh: number,
  cooling: text(200),
  release: text(200),
  source: text(200),
  verified: z.boolean(),
  custom: z.optional(z.boolean()),
});

const site = z.strictObject({
  name: text(80),
  timeZone: text(64),
  powerPriceUsdPerMwh: number,
  pue: number,
  uptime: number,
  poolFee: number,
  poolScheme: z.enum(poolSchemes),
  fleet: z.array(z.strictObject({ machine, count: number, efficiencyJPerTh: maybe })),
  otherOperatingUsdPerMwh: maybe,
  otherOperatingUsdPerMonth: maybe,
  interconnectMw: maybe,
  demandChargeUsdPerKwMonth: maybe,
  sgaUsdPerMonth: maybe,
  interestUsdPerMonth: maybe,
  stockCompensationUsdPerMonth: maybe,
  capexUsd: maybe,
  depreciationYears: maybe,
  grossMw: maybe,
  energisedMw: maybe,
  firmMw: maybe,
  earliestEnergisation: z.optional(text(7)),
  grossToCritical: maybe,
  retrofit: z.optional(z.boolean()),
});

/** What was reported of a day's power. */
const power = z.strictObject({
  usdPerMwh: maybe,
  hoursKnown: number,
  hoursReported: maybe,
  reportedToday: z.optional(z.boolean()),
  hours: number,
  source: text(200),
  observedAt: number,
  byHand: z.boolean(),
  inForceUsdPerMwh: maybe,
  end: number,
});

/** What was reported of twelve months. */
const year = z.strictObject({
  usdPerMwh: number,
  hoursKnown: number,
  from: number,
  to: number,
  source: text(200),
});

const overrides = z.optional(z.record(text(60), number));

const shape = z.strictObject({
  topic: z.enum(topics),
  /** What was asked, each input as it was typed; the command itself reads it, as it would in a chat. */
  options: z.record(text(40), text(4_000)),
  /** The sites that it is about. */
  sites: z
    .array(
      z.strictObject({
        site,
        demo: z.boolean(),
        updatedAt: maybe,
        power: z.optional(power),
        year: z.optional(year),
        /** None where they cannot be read any more. `readTariffs` checks them, so that no other page has to know them. */
        tariffs: z.optional(z.array(z.unknown()).check(z.maxLength(24))),
      }),
    )
    .check(z.maxLength(MOST_SITES)),
  market: marketShape,
  /** What the team assumes otherwise than the desk, of all sites and of this one. */
  assumed: overrides,
  assumedOfSite: overrides,
  /** The team's own deals, which `checkLease` checks. */
  deals: z.optional(z.array(z.unknown()).check(z.maxLength(50))),
});

/** A question with all that its answer is computed from, so that whoever has it needs nobody else. */
export type SheetQuestion = z.infer<typeof shape>;

/**
 * `value` as a question. What only mine or lease reads, `checkLease` checks, so that no other page has to know it.
 * @throws UserError naming what it has that cannot be computed with.
 */
export function readQuestion(value: unknown): SheetQuestion {
  const read = shape.safeParse(value);
  if (!read.success) throw new UserError(`This link cannot be computed with: ${faultOf(read.error.issues)}.`);
  try {
    return checked(read.data);
  } catch (error) {
    if (!(error instanceof OutOfRangeError)) throw error;
    throw new UserError(`This link cannot be computed with: ${error.message}.`);
  }
}

/** @throws OutOfRangeError in the words of the calculation core. */
function checked(question: SheetQuestion): SheetQuestion {
  for (const { site } of question.sites) checkSite(site);
  checkMarket(question.market);
  return question;
}

/** Where what cannot be read stands, and why. */
export function faultOf([first]: readonly z.core.$ZodIssue[]): string {
  const place = z.core.toDotPath(first?.path ?? []);
  return `${place === '' ? 'the question' : place}: ${first?.message ?? 'not readable'}`;
}
