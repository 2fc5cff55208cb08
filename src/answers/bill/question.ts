import { boundsOf } from '../../common/localTime.ts';
import type { Compute } from '../../compute/threads.ts';
import type { CreditBook } from '../../credits/index.ts';
import { addMonths, type Site } from '../../economics/index.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import type { DayAheadBook } from '../../power/index.ts';
import type { StoredTariff, TariffBook } from '../../tariffs/index.ts';
import { type BillQuestion, firstMonth, heldBetween } from './computed.ts';
import { hostedRevenue } from './hosting.ts';

/** What of a desk a month's power is read from. */
export interface BillBooks {
  now: () => number;
  tariffs: Pick<TariffBook, 'tariffs' | 'metered'>;
  credits: Pick<CreditBook, 'ofMonth' | 'lastMonth'>;
  dayAhead: Pick<DayAheadBook, 'prices'>;
  market: { snapshot: () => Promise<MarketSnapshot> };
  threads: { compute: Compute };
}

/** Whose month is asked about. */
export interface MonthOfSite {
  site: Site;
  month: string;
  context: BillBooks;
}

/** All that is known of a month's bill; undefined where the site has no tariff. */
export async function billQuestion({ site, month, context }: MonthOfSite): Promise<BillQuestion | undefined> {
  const tariffs = await context.tariffs.tariffs(site.name);
  if (tariffs.length === 0) return undefined;
  const from = firstMonth({ site, tariffs, month });
  const metered = await context.tariffs.metered({ site: site.name, from, to: month });
  const held = heldBetween({ tariffs, from: month, to: month });
  const hosted = await hostedRevenue({ site, month, tariffs: held, metered, context });
  const index = await indexOf({ site, month, tariffs, context });
  const credits = await context.credits.ofMonth({ site: site.name, month });
  return { site, month, tariffs, metered, credits, hosted, index };
}

/** A site's month from its first moment until the next one's. Unix milliseconds. */
export function monthBounds({ site, month }: { site: Site; month: string }): { from: number; to: number } {
  const startOf = (name: string) => boundsOf({ day: `${name}-01`, timeZone: site.timeZone }).from;
  return { from: startOf(month), to: startOf(addMonths({ month, months: 1 })) };
}

/** What a block's index was in the month: as it was reported when power was used, else day ahead; nothing unless it is whole. */
async function indexOf(
  asked: MonthOfSite & { tariffs: readonly StoredTariff[] },
): Promise<BillQuestion['index']> {
  const { site, tariffs, context } = asked;
  if (!tariffs.some(({ tariff }) => tariff.charges.some(({ kind }) => kind === 'block'))) return undefined;
  const { from, to } = monthBounds(asked);
  for (const market of ['live', 'dayAhead'] as const) {
    const prices = await context.dayAhead.prices({ name: site.name, market, from, to });
    const knownMs = prices.reduce(
      (sum, { start, end }) => sum + Math.min(end, to) - Math.max(start, from),
      0,
    );
    if (knownMs === to - from)
      return { market, slots: prices.map(({ start, end, usdPerMwh: value }) => ({ start, end, value })) };
  }
  return undefined;
}
