import { type Site, siteEconomics } from '../../economics/index.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import type { StoredTariff } from '../../tariffs/index.ts';
import { viewMarket } from '../market/view.ts';

/** What a day of the site earns now, where a host takes a share of it; undefined where none does. */
export async function revenueForHost(asked: {
  site: Site;
  tariffs: readonly StoredTariff[];
  context: { market: { snapshot: () => Promise<MarketSnapshot> } };
}): Promise<number | undefined> {
  const { site, tariffs, context } = asked;
  const isHosted = tariffs.some(({ tariff }) => tariff.charges.some(({ kind }) => kind === 'hosting'));
  if (!isHosted) return undefined;
  const { hashprice } = viewMarket({ snapshot: await context.market.snapshot() });
  return siteEconomics({ site, hashprice }).revenueUsdPerDay;
}
