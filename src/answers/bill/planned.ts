import type { Compute } from '../../compute/threads.ts';
import {
  monthsOfYear,
  OutOfRangeError,
  type PlanPrice,
  type Site,
  type TariffPrice,
} from '../../economics/index.ts';
import type { StoredTariff } from '../../tariffs/index.ts';
import { modelCase } from './computed.ts';
import { isHosted } from './hosting.ts';

/** What a tariff comes to, or why that cannot be said. */
export type Planned = { plan: PlanPrice; volumetricUsdPerMwh: number } | { unknown: string };

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
  const { terms, load } = modelCase({ ...asked, metered: [] });
  const all = await asked.compute('volumetricUsdPerMwh', { ...terms, load });
  // The last month of the grid is the one that is asked for, in whole hours.
  const hours = found.plan.bills[0]!.hours;
  const first = all.length - hours;
  const { plan, volumetricUsdPerMwh } = found;
  return {
    price: { allInUsdPerMwh: plan.allInUsdPerMwh, volumetricUsdPerMwh },
    start: terms.grid.start + first * MS_PER_HOUR,
    usdPerMwhByHour: all.slice(first),
  };
}

const MS_PER_HOUR = 3_600_000;

async function planned(
  asked: Asked & { tariffs: readonly StoredTariff[]; from: string; to: string },
): Promise<Planned> {
  const { compute, site, tariffs, from, to, indexUsdPerMwh } = asked;
  const [first] = tariffs;
  if (first === undefined || first.since > `${from}-01`)
    return { unknown: `it holds since ${first?.since}, not for all of ${from}` };
  if (isHosted(heldBetween(asked))) return { unknown: 'its host’s share moves with hashprice: see bill' };
  const { terms, load } = modelCase({ site, tariffs, metered: [], month: to, indexUsdPerMwh });
  try {
    const plan = await compute('planPrice', { ...terms, load, since: from });
    if (plan === undefined) return { unknown: 'the site draws nothing' };
    const { missing, volumetricUsdPerMwh } = plan;
    if (missing.length > 0 || volumetricUsdPerMwh === undefined)
      return { unknown: `not known: ${missing.join('; ') || 'the index price'}` };
    return { plan, volumetricUsdPerMwh };
  } catch (error) {
    if (error instanceof OutOfRangeError) return { unknown: error.message };
    throw error;
  }
}

/** The tariffs that hold in some of the months from one to another, both included. */
export const heldBetween = (asked: { tariffs: readonly StoredTariff[]; from: string; to: string }) =>
  asked.tariffs.filter(({ since }, at) => {
    const next = asked.tariffs[at + 1]?.since;
    return since <= `${asked.to}-31` && (next === undefined || next > `${asked.from}-01`);
  });
