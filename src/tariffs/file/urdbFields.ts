import { z } from 'zod';

const number = z.number();
const tier = z.strictObject({
  rate: number.optional(),
  adj: number.optional(),
  max: number.nullish(),
  unit: z.string().max(40).optional(),
  /** The price of what a generator sells: a load sells nothing. */
  sell: number.optional(),
});
const structure = z.array(z.array(tier).min(1)).optional();
const schedule = z.array(z.array(number).length(24)).length(12).optional();
const flags = z.array(z.union([z.boolean(), number])).length(12);

/** The fields that are computed; others are looked at by their names. */
export const fields = z.looseObject({
  name: z.string().max(1000).optional(),
  label: z.string().max(200).optional(),
  utility: z.string().max(1000).optional(),
  energyratestructure: structure,
  energyweekdayschedule: schedule,
  energyweekendschedule: schedule,
  demandratestructure: structure,
  demandweekdayschedule: schedule,
  demandweekendschedule: schedule,
  demandrateunit: z.string().max(40).optional(),
  demandunits: z.string().max(40).optional(),
  demandwindow: number.optional(),
  flatdemandstructure: structure,
  flatdemandmonths: z.array(number).length(12).optional(),
  flatdemandunit: z.string().max(40).optional(),
  lookbackpercent: number.optional(),
  lookbackmonths: flags.optional(),
  lookbackrange: number.optional(),
  fixedmonthlycharge: number.optional(),
  fixedchargefirstmeter: number.optional(),
  fixedchargeunits: z.enum(['$/month', '$/day', '$/year']).optional(),
  minmonthlycharge: number.optional(),
  mincharge: number.optional(),
  minchargeunits: z.enum(['$/month', '$/day']).optional(),
});
export type Fields = z.infer<typeof fields>;

export type UrdbTier = z.infer<typeof tier>;

/** Fields of the URDB form that no bill follows from: who made the rate, for whom it is, where it was read. */
export const PASSED_OVER: ReadonlySet<string> = new Set(
  `approved coincidentrateunit country description eiaid is_default label latest_update name phasewiring revisions sector source sourceparent
   startdate supersedes supercedes uri utility voltagecategory voltagemaximum voltageminimum usenetmetering dgrules
   peakkwcapacityhistory peakkwhusagehistory energytoulabels demandtoulabels`.split(/\s+/u),
);

const from = (unix: string): string =>
  Number.isFinite(Number(unix)) ? new Date(Number(unix) * 1000).toISOString().slice(0, 10) : unix;

/** Fields that a reader must know of, and in which words; an empty one needs none. */
export const SAID: Readonly<Record<string, (value: string) => string>> = {
  enddate: (unix) => `the rate ended on ${from(unix)}`,
  servicetype: (type) =>
    type === 'Bundled'
      ? ''
      : `it is for ${type.toLowerCase()} alone: the rest of the power bill is not in it`,
  peakkwcapacitymin: (kw) => `it is for sites from ${kw} kW`,
  peakkwcapacitymax: (kw) => `it is for sites up to ${kw} kW`,
  peakkwhusagemin: (kwh) => `it is for sites from ${kwh} kWh a month`,
  peakkwhusagemax: (kwh) => `it is for sites up to ${kwh} kWh a month`,
  fixedchargeeaaddl: (usd) => `each further meter costs ${usd} more: one is billed`,
  basicinformationcomments: (words) => `said in words, not computed: ${words}`,
  energycomments: (words) => `said of energy in words, not computed: ${words}`,
  demandcomments: (words) => `said of demand in words, not computed: ${words}`,
  fixedcomments: (words) => `said of fixed charges in words, not computed: ${words}`,
};

const ATTRIBUTES = 'what it holds cannot be computed: take it out if it is no charge';

/** Fields that change the bill and cannot be computed. */
export const REFUSED: Readonly<Record<string, string>> = {
  demandreactivepowercharge: 'reactive power ($/kVAR) cannot be computed from kW',
  demandratchetpercentage:
    'does not say at which months it looks back: give lookbackPercent and lookbackRange',
  coincidentratestructure:
    'when the system peaks is not in this form: add a coincident charge to the tariff instead',
  coincidentrateschedule: 'see coincidentratestructure',
  coincidentschedule: 'see coincidentratestructure',
  annualmincharge: 'a minimum of a year cannot be billed by the month',
  energyfueladjustments: 'adjustments by month cannot be read: add them to `adj` of periods by month',
  fueladjustmentsmonthly: 'adjustments by month cannot be read: add them to `adj` of periods by month',
  energyattrs: ATTRIBUTES,
  demandattrs: ATTRIBUTES,
  fixedattrs: ATTRIBUTES,
};
