import { z } from 'zod';
import { UserError } from '../common/errors.ts';
import { isTimeZone } from '../common/timeZone.ts';
import { isMonth } from '../economics/month.ts';
import { describe, isWithin, outOfRange } from '../economics/range.ts';
import { poolSchemes, SITE_RANGES, type Site } from '../economics/site.ts';
import { siteKey } from './name.ts';

/** Control, format (bidirectional and zero-width ones among them), private, half and separating characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const LONGEST = 60;

/** A site's name: 1 to 60 visible characters, a letter or digit among them. */
export const siteNameSchema = z
  .string({ error: 'name must be a text' })
  .trim()
  .refine((name) => name !== '' && [...name].length <= LONGEST, {
    error: `name must have 1 to ${LONGEST} characters`,
  })
  .refine((name) => !INVISIBLE.test(name), { error: 'name must have visible characters only' })
  .refine((name) => /[\p{L}\p{N}]/u.test(siteKey(name)), { error: 'name must have a letter or a digit' });

/** A number in the range that the calculation core accepts for `field`, refused in the core's words. */
function within(field: keyof typeof SITE_RANGES) {
  return z.custom<number>((value) => isWithin(SITE_RANGES[field], value), {
    error: ({ input: value }) => outOfRange({ field, value, ...SITE_RANGES[field] }).message,
  });
}

const timeZoneSchema = z.custom<string>(isTimeZone, {
  error: ({ input }) => `timeZone must be an IANA name such as America/Chicago, read ${describe(input)}`,
});

const monthSchema = z.custom<string>(isMonth, {
  error: ({ input }) => `earliestEnergisation must be a month such as 2027-09, read ${describe(input)}`,
});

const words = z.string().max(200);

const machineSchema = z.strictObject({
  vendor: words,
  model: words,
  hashrateThPerS: within('hashrateThPerS'),
  powerW: within('powerW'),
  efficiencyJPerTh: within('efficiencyJPerTh'),
  cooling: words,
  release: words,
  source: words,
  verified: z.boolean(),
  custom: z.boolean().optional(),
});

const fleetItemSchema = z.strictObject({
  machine: machineSchema,
  count: within('count'),
  efficiencyJPerTh: within('efficiencyJPerTh').optional(),
});

const { min: fewestItems, max: mostItems } = SITE_RANGES.fleetItems;

/** A site as it may come from outside: a file, a form, the database. Its issues are ready to be shown. */
export const siteSchema = z.strictObject({
  name: siteNameSchema,
  timeZone: timeZoneSchema,
  powerPriceUsdPerMwh: within('powerPriceUsdPerMwh'),
  pue: within('pue'),
  uptime: within('uptime'),
  poolFee: within('poolFee'),
  poolScheme: z.enum(poolSchemes, {
    error: ({ input }) => `poolScheme must be one of ${poolSchemes.join(', ')}, read ${describe(input)}`,
  }),
  fleet: z
    .array(fleetItemSchema)
    .min(fewestItems, { error: 'fleet must have at least one kind of machine, read none' })
    .max(mostItems, { error: `fleet must have at most ${mostItems} kinds of machine` }),
  otherOperatingUsdPerMwh: within('otherOperatingUsdPerMwh').optional(),
  otherOperatingUsdPerMonth: within('otherOperatingUsdPerMonth').optional(),
  interconnectMw: within('interconnectMw').optional(),
  demandChargeUsdPerKwMonth: within('demandChargeUsdPerKwMonth').optional(),
  sgaUsdPerMonth: within('sgaUsdPerMonth').optional(),
  interestUsdPerMonth: within('interestUsdPerMonth').optional(),
  stockCompensationUsdPerMonth: within('stockCompensationUsdPerMonth').optional(),
  capexUsd: within('capexUsd').optional(),
  depreciationYears: within('depreciationYears').optional(),
  grossMw: within('grossMw').optional(),
  energisedMw: within('energisedMw').optional(),
  firmMw: within('firmMw').optional(),
  earliestEnergisation: monthSchema.optional(),
  grossToCritical: within('grossToCritical').optional(),
  retrofit: z.boolean().optional(),
}) satisfies z.ZodType<Site>;

const MOST_FAULTS_SHOWN = 5;

/** `value` as a site. Throws UserError that names what is wrong: `fleet[2].count must be between …, read 0`. */
export function readSite(value: unknown): Site {
  const read = siteSchema.safeParse(value);
  if (read.success) return read.data;
  const { issues } = read.error;
  const more = issues.length - MOST_FAULTS_SHOWN;
  const faults = issues.slice(0, MOST_FAULTS_SHOWN).map(inWords);
  const onlyName = issues.every(({ path }) => path[0] === 'name');
  throw new UserError(`${faults.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`, {
    parameter: onlyName ? 'name' : undefined,
  });
}

/** Most messages begin with their field, which then stands with its path. */
function inWords({ path, message }: z.core.$ZodIssue): string {
  const field = String(path.at(-1) ?? '');
  const place = z.core.toDotPath(path);
  if (message.startsWith(`${field} `)) return place + message.slice(field.length);
  return place ? `${place}: ${message}` : message;
}
