import { checkRange } from '../range.ts';
import { checkSiteNumbers, SITE_RANGES, type Site } from '../site.ts';
import { HOURS_PER_MONTH } from '../units.ts';

/** What a tariff comes to by a site's own load, USD per MWh. */
export interface TariffPrice {
  /** All of the bill. */
  allInUsdPerMwh: number;
  /** What a MWh counts by volume: volumetricUsdPerMwh(). */
  volumetricUsdPerMwh: number;
}

const KW_PER_MW = 1000;

/**
 * A site that pays by a tariff: a MWh costs what it counts by volume, and the rest of the bill is a charge on its draw, below
 * zero where a block pays back. The two come to the bill while the load is what the tariff was billed on.
 * @throws RangeError
 */
export function withTariff({ site, price }: { site: Site; price: TariffPrice }): Site {
  const { allInUsdPerMwh, volumetricUsdPerMwh } = price;
  const { powerPriceUsdPerMwh: range } = SITE_RANGES;
  checkRange({ field: 'price.allInUsdPerMwh', value: allInUsdPerMwh, ...range });
  const mwhPerKwMonth = (HOURS_PER_MONTH * site.uptime) / KW_PER_MW;
  const priced = {
    ...site,
    powerPriceUsdPerMwh: volumetricUsdPerMwh,
    demandChargeUsdPerKwMonth: (allInUsdPerMwh - volumetricUsdPerMwh) * mwhPerKwMonth,
  };
  checkSiteNumbers(priced);
  return priced;
}
