import type { Block, Figure, Part, Step } from '../../chat/reply.ts';
import type { Provenance } from '../../chat/show/figures.ts';
import type { BillLine, Site, TariffPrice } from '../../economics/index.ts';
import { HOURS_PER_MONTH } from '../../economics/units.ts';
import type { PowerOfYear } from '../../power/index.ts';

/** Where a price of power comes from that is not a report of today. */
export interface Priced {
  basis: PowerBasis;
  /** What the site itself says of power. */
  own: Pick<Site, 'powerPriceUsdPerMwh' | 'demandChargeUsdPerKwMonth'>;
  /** Why what comes before the basis is not used, each as a sentence. */
  notUsed: readonly string[];
  /** Whether the site has a tariff and it is not used. */
  lacksTariff: boolean;
  words: PricedWords;
}

/** What an answer says of a price. */
export interface PricedWords {
  /** All that a MWh costs in one figure, and whose price it is: `as typed`. */
  one(asked: { price: Figure; subject: string }): { price: Figure; whose: string };
  /** After `power at`. */
  short(asked: { price: Figure; subject: string }): Part[];
  /** `isReported`: a report of today counts in the place of its energy. */
  whole(asked: { isReported: boolean }): Part[];
  /** How the rest of a tariff's bill becomes a charge on the draw. */
  rest?(asked: { rest: Figure; subject: string; uptime: readonly Figure[] }): Step;
  /** What a day's bill of a tariff holds, by kind of charge. */
  bill?(asked: { subject: string; energyMwhPerDay: number }): Block;
}

export type PowerBasis =
  | ({ by: 'tariff' } & TariffBasis)
  | ({ by: 'reports' } & PowerOfYear)
  | { by: 'own' }
  /** Said in the question, in place of the tariff of that name. */
  | { by: 'question'; tariff: string };

interface TariffBasis {
  tariff: string;
  source: string;
  setAt: number;
  /** The year or the month whose bills it is the mean of: `2026`, `2026-07`. */
  of: string;
  price: TariffPrice;
  /** Of which hours a MWh counts at the mean: `of the month’s hours`. */
  hours: string;
  /** What counts in the place of its volumetric price on a day. */
  today?: HoursOfDay;
  /** Whether the whole bill is counted by the MWh. */
  allIn: boolean;
  /** Whether several uses of the site are held against each other, of which mining alone can be switched off. */
  ofUses?: true;
  /** Whether a MWh counts at less than one more costs: hasRisingSteps(). */
  risingSteps?: true;
  /** What these bills come to by kind of charge, USD per MWh. */
  parts: readonly { kind: BillLine['kind']; usdPerMwh: number }[];
}

/** Of which bills it is the mean: `2026`, `Jan 2026`; by itself, since words of leases weigh on the sheet's first view. */
export const period = ({ of }: Pick<TariffBasis, 'of'>): string =>
  of.length === 4 ? of : monthAndYear.format(Date.parse(`${of}-01`));

const monthAndYear = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** The volumetric price of the hours of a local day. */
export interface HoursOfDay {
  /** Their mean. */
  usdPerMwh: number;
  /** Of the hour that it is. */
  nowUsdPerMwh: number;
}

type PowerField = 'powerPriceUsdPerMwh' | 'demandChargeUsdPerKwMonth';

/**
 * Who says what the site is given in the place of its own price or demand charge, and of when that is; undefined where the
 * site or the question says it.
 */
export function pricedFrom(asked: {
  priced?: Priced | undefined;
  changed: readonly (keyof Site)[];
  field: keyof Site;
}): Provenance | undefined {
  const { priced, changed, field } = asked;
  const basis = priced?.basis;
  if (!isPower(field) || changed.includes(field)) return undefined;
  if (basis?.by === 'tariff') return { source: basis.source, observedAt: basis.setAt };
  return basis?.by === 'reports' && field === 'powerPriceUsdPerMwh'
    ? { source: basis.source, observedAt: basis.to }
    : undefined;
}

const isPower = (field: keyof Site): field is PowerField =>
  field === 'powerPriceUsdPerMwh' || field === 'demandChargeUsdPerKwMonth';

/** Whether a MWh costs what one more does by a tariff, or what was reported, and the rest of the bill is a charge on the draw. */
export const isSplit = ({ priced }: { priced?: Priced | undefined }): boolean =>
  priced?.basis.by === 'tariff' && !priced.basis.allIn;

/** So many months of reports stand for a year: fewer are a season. */
export const LEAST_MONTHS = 3;
export const monthsKnown = ({ hoursKnown }: PowerOfYear): number => hoursKnown / HOURS_PER_MONTH;
/** Whether enough of a year is known to value years on it. */
export const standsForYear = (year: PowerOfYear): boolean => monthsKnown(year) >= LEAST_MONTHS;

/** A site that the tenant keeps has a tariff and a ledger; one that is only described has neither. */
export const isKept = ({ demo, updatedAt }: { demo: boolean; updatedAt?: number | undefined }): boolean =>
  !demo && updatedAt !== undefined;
