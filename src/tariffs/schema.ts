import { z } from 'zod';
import { UserError } from '../common/errors.ts';
import { checkTariff, OutOfRangeError, type Tariff } from '../economics/index.ts';

const name = z.string().max(80);
const number = z.number();
const month = z.string().max(7);
const tier = z.strictObject({ usdPerUnit: number, upTo: number.optional() });
const periods = z.array(z.strictObject({ name, tiers: z.array(tier).max(30) })).max(64);
const twelve = z.array(z.array(number).max(24)).max(12);
const schedule = z.union([
  z.strictObject({ months: z.array(number).max(12) }),
  z.strictObject({ weekday: twelve, weekend: twelve }),
]);
const lookBack = z.union([
  z.strictObject({ monthsBack: number }),
  z.strictObject({ months: z.array(z.boolean()).max(12) }),
]);
const per = z.enum(['month', 'day', 'year']);

const charge = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('energy'),
    name,
    schedule: schedule.optional(),
    periods,
    tiersCount: z.enum(['kWh', 'kWh/day', 'kWh/kW']).optional(),
  }),
  z.strictObject({
    kind: z.literal('demand'),
    name,
    schedule: schedule.optional(),
    periods,
    ratchet: z.strictObject({ share: number, lookBack }).optional(),
    minimumKw: number.optional(),
  }),
  z.strictObject({
    kind: z.literal('coincident'),
    name,
    usdPerKw: number,
    per,
    peaks: z.array(z.strictObject({ start: number, end: number })).max(400),
    of: z.enum(['highest', 'mean']),
    months: z.array(month).max(60),
    minimumKw: number.optional(),
    stated: z.strictObject({ kw: number, peaks: number }).optional(),
  }),
  z.strictObject({ kind: z.literal('fixed'), name, usd: number, per }),
  z.strictObject({
    kind: z.literal('block'),
    name,
    blockMw: number,
    blockUsdPerMwh: number,
    adderUsdPerMwh: number,
    sellsBack: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('percent'), name, share: number, of: z.array(name).max(60).optional() }),
  z.strictObject({ kind: z.literal('minimum'), name, usd: number, per }),
  z.strictObject({
    kind: z.literal('hosting'),
    name,
    share: number,
    of: z.enum(['revenue', 'profit']),
    passesPowerThrough: z.boolean(),
  }),
]);

/** A tariff as it may come from outside: a file, the database. Ranges are the core's: `soundTariff()`. */
export const tariffSchema = z.strictObject({
  name,
  charges: z.array(charge).max(60),
  losses: z.strictObject({ energyShare: number, demandShare: number }).optional(),
  powerFactor: z
    .strictObject({
      least: number,
      raise: z.union([z.literal('ratio'), z.strictObject({ sharePerPoint: number })]),
    })
    .optional(),
  demandWindowMinutes: number.optional(),
  holidays: z.array(z.string().max(10)).max(400).optional(),
}) satisfies z.ZodType<Tariff>;

/** The tariff, when all of it can be billed. @throws UserError in the core's words */
export function soundTariff(tariff: Tariff): Tariff {
  try {
    return checkTariff(tariff);
  } catch (error) {
    throw error instanceof OutOfRangeError ? new UserError(`${error.message}.`) : error;
  }
}
