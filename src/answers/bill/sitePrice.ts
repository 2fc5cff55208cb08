import { SITE_RANGES } from '../../economics/index.ts';
import { isWithin } from '../../economics/range.ts';

/** Whether a site may have the price of power, USD/MWh. */
export const isSitePrice = (usdPerMwh: number): boolean =>
  isWithin(SITE_RANGES.powerPriceUsdPerMwh, usdPerMwh);

/** Why a tariff is not used that comes to another. */
export const NO_SITE_PRICE =
  'a MWh comes by it to what no site is counted with, less than −$500 or more than $1,000';
