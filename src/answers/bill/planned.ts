import type { Compute } from '../../compute/threads.ts';
import {
  type IntervalPrices,
  monthsOfYear,
  OutOfRangeError,
  type PlanPrice,
  type Site,
  type TariffPrice,
} from '../../economics/index.ts';
import type { StoredTariff } from '../../tariffs/index.ts';
import { heldBetween, modelCase } from './computed.ts';
import { isHosted } from './hosting.ts';
import { isSitePrice, NO_SITE_PRICE } from './sitePrice.ts';

/** What a tariff comes to, or why that cannot be said. */
export type Planned =
  | { plan: PlanPrice; volumetricUsdPerMwh: number; prices: IntervalPrices }
  | { unknown: string };

interface Asked {
  compute: Compute;
  site: Site;
  /** What the index is at all hours, where only the steps that a month reaches are asked for. */
  indexUsdPerMwh?: number;
}

/** The tariff that holds on a day (`2026-07-15`), of those by the day from which on they hold; undefined before the first. */
export const heldOn = ({ tariffs, day }: { tariffs: readonly StoredTariff[]; day: string }) =>
  tariffs.findLast(({ since }) => since <= day);

/** What a tariff comes to in a calendar year of the site's own model, as if it held all year. */
export function plannedYear({
  tariff,
  year,
  ...asked
}: Asked & { tariff: StoredTariff; year: number }): Promise<Planned> {
  const months = monthsOfYear(year);
  const tariffs = [{ ...tariff, since: `${months[0]}-01` }];
  return planned({ ...asked, tariffs, from: months[0]!, to: months.at(-1)! });
}

/** What the tariffs of a month come to in it, by the site's own model. */
export const plannedMonth = ({
  month,
  ...asked
}: Asked & { tariffs: readonly StoredTariff[]; month: string }): Promise<Planned> =>
  planned({ ...asked, from: month, to: month });

/** The volumetric price of each hour of a month, and what the bill comes to. */
export interface BilledMonth {
  price: TariffPrice;
  /** When the month begins, Unix milliseconds. */
  start: number;
  usdPerMwhByHour: Float64Array;
}

/** A month by the hour, of the tariffs that hold in it, by the site's own model; undefined where something is not known. */
export async function billedMonth(
  asked: Asked & { tariffs: readonly StoredTariff[]; month: string },
): Promise<BilledMonth | undefined> {
  const found = await plannedMonth(asked);
  if ('unknown' in found) return undefined;
  const { plan, volumetricUsdPerMwh, prices } = found;
  return {
    price: { allInUsdPerMwh: plan.allInUsdPerMwh, volumetricUsdPerMwh },
    start: prices.start,
    usdPerMwhByHour: prices.usdPerMwh,
  };
}

async function planned(
  asked: Asked & { tariffs: readonly StoredTariff[]; from: string; to: string },
): Promise<Planned> {
  const { compute, site, tariffs, from, to, indexUsdPerMwh } = asked;
  const [first] = tariffs;
  if (first === undefined || first.since > `${from}-01`)
    return { unknown: `it holds since ${first?.since}, not for all of ${from}` };
  if (isHosted(heldBetween(asked))) return { unknown: 'its host’s share moves with hashprice: see bill' };
  const { terms, load } = modelCase({ site, tariffs, metered: [], credits: [], month: to, indexUsdPerMwh });
  try {
    const plan = await compute('planPrice', { ...terms, load, since: from });
    if (plan === undefined) return { unknown: 'the site draws nothing' };
    const { missing, volumetricUsdPerMwh, prices } = plan;
    if (missing.length > 0 || volumetricUsdPerMwh === undefined || prices === undefined)
      return { unknown: lacks(missing) };
    if (![plan.allInUsdPerMwh, volumetricUsdPerMwh].every(isSitePrice)) return { unknown: NO_SITE_PRICE };
    return { plan, volumetricUsdPerMwh, prices };
  } catch (error) {
    if (error instanceof OutOfRangeError) return { unknown: `it cannot be billed: ${error.message}` };
    throw error;
  }
}

/** Of a year it may be much the same in every month. */
const lacks = ([first = 'the index prices', ...more]: readonly string[]): string =>
  `its bill lacks ${first}${more.length === 0 ? '' : `, and ${more.length} more`}`;
