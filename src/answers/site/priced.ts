import type { Figure, Part } from '../../chat/reply.ts';
import type { Provenance } from '../../chat/show/figures.ts';
import type { Site, TariffPrice } from '../../economics/index.ts';
import { HOURS_PER_MONTH } from '../../economics/units.ts';
import type { PowerOfYear } from '../../power/index.ts';

/** Where a price of power comes from that is not a report of today. */
export interface Priced {
  basis: PowerBasis;
  /** What the site itself says of power. */
  own: Pick<Site, 'powerPriceUsdPerMwh' | 'demandChargeUsdPerKwMonth'>;
  /** Why what comes before the basis is not used, each as a sentence. */
  notUsed: readonly string[];
  words: PricedWords;
}

/** What an answer says of a price: `split` where the site has the price of one more MWh, and the rest of the bill beside it. */
export interface PricedWords {
  /** After `power at`. */
  short(asked: { price: Figure; subject: string; split: boolean }): Part[];
  whole(split: boolean): Part[];
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
  /** What these bills come to by kind of charge, USD per MWh. */
  parts: readonly { kind: string; usdPerMwh: number }[];
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

/** Whether the price of a MWh is that of one more by a tariff, and the rest of the bill a charge on what the site draws. */
export const isSplit = ({ site, priced }: { site: Site; priced?: Priced | undefined }): boolean =>
  priced?.basis.by === 'tariff' && site.powerPriceUsdPerMwh === priced.basis.price.volumetricUsdPerMwh;

/** So many months of reports stand for a year: fewer are a season. */
export const LEAST_MONTHS = 3;
export const monthsKnown = ({ hoursKnown }: PowerOfYear): number => hoursKnown / HOURS_PER_MONTH;
/** Whether enough of a year is known to value years on it. */
export const standsForYear = (year: PowerOfYear): boolean => monthsKnown(year) >= LEAST_MONTHS;
