import { boundsOf } from '../../common/localTime.ts';
import type { Compute } from '../../compute/threads.ts';
import { hasRisingSteps, type MeterPrice, OutOfRangeError, type Site } from '../../economics/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import { modelCase } from './computed.ts';
import { heldOn, plannedMonth } from './planned.ts';

/** The tariff of a site on a day, as its volumetric price at the meter. */
export interface MeterTariff {
  name: string;
  /** The local day from which on it holds. */
  since: string;
  source: string;
  setAt: number;
  /** Of the whole day, one after the other, at the steps that the month of the site's own model reaches. */
  prices: readonly MeterPrice[];
  risingSteps: boolean;
}

/** Why the core refuses the prices of a tariff that can be billed. */
const BEYOND =
  'a MWh costs by it what run or stop does not count with: less than −$2,000, more than $20,000 or more than twice the index';

/** The tariff that holds at a site on a local day, or why it is not used; undefined where the site has none. */
export async function meterTariff(asked: {
  compute: Compute;
  site: Site;
  tariffs: SiteTariffs | undefined;
  /** `2026-07-15` */
  day: string;
}): Promise<MeterTariff | { unknown: string } | undefined> {
  const { compute, site, tariffs, day } = asked;
  if (tariffs === undefined) return undefined;
  if (tariffs === 'damaged') return { unknown: 'it cannot be read any more' };
  const held = heldOn({ tariffs, day });
  if (held === undefined) return { unknown: `it holds from ${tariffs[0]!.since} on` };
  if (
    held.tariff.charges.some((charge) => charge.kind === 'block' && charge.blockMw > 0 && !charge.sellsBack)
  )
    return {
      unknown:
        'its block does not sell back, so that what one more MWh costs turns on how much of it is used',
    };
  const month = day.slice(0, 7);
  try {
    const billed = await plannedMonth({ compute, site, tariffs, month, indexUsdPerMwh: 0 });
    if ('unknown' in billed) return billed;
    const { terms, load } = modelCase({ site, tariffs, metered: [], credits: [], month });
    const prices = await compute('meterPrices', {
      ...terms,
      load,
      ...boundsOf({ day, timeZone: site.timeZone }),
    });
    if (prices.every(({ usdPerMwh, ofIndex }) => usdPerMwh === 0 && ofIndex === 0))
      return { unknown: 'it charges nothing by the MWh' };
    const { tariff, since, source, setAt } = held;
    return { name: tariff.name, since, source, setAt, prices, risingSteps: hasRisingSteps(tariff) };
  } catch (error) {
    if (error instanceof OutOfRangeError) return { unknown: BEYOND };
    throw error;
  }
}
