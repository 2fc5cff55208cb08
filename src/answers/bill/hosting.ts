import { type Site, siteEconomics } from '../../economics/index.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import type { StoredTariff } from '../../tariffs/index.ts';
import { viewMarket } from '../market/view.ts';

interface Hosted {
  site: Site;
  tariffs: readonly StoredTariff[];
}

/** What a day of the site earns at the hashprice of now, where a host takes a share of it; undefined where none does. */
export async function revenueForHost(
  asked: Hosted & { context: { market: { snapshot: () => Promise<MarketSnapshot> } } },
): Promise<number | undefined> {
  if (!isHosted(asked.tariffs)) return undefined;
  const { hashprice } = viewMarket({ snapshot: await asked.context.market.snapshot() });
  return siteEconomics({ site: asked.site, hashprice }).revenueUsdPerDay;
}

/** Whether a host takes a share of revenue or profit by any of these tariffs. */
export const isHosted = (tariffs: readonly StoredTariff[]): boolean =>
  tariffs.some(({ tariff }) => tariff.charges.some(({ kind }) => kind === 'hosting'));
