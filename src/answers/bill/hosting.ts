import { type Hashprice, type Site, siteEconomics } from '../../economics/index.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import type { StoredTariff } from '../../tariffs/index.ts';
import { viewMarket } from '../market/view.ts';

interface Hosted {
  site: Site;
  tariffs: readonly StoredTariff[];
}

/** What a day of the site earns at a hashprice, where a host takes a share of it; undefined where none does. */
export const revenueAt = ({
  site,
  tariffs,
  hashprice,
}: Hosted & { hashprice: Hashprice }): number | undefined =>
  isHosted(tariffs) ? siteEconomics({ site, hashprice }).revenueUsdPerDay : undefined;

/** As `revenueAt`, at the hashprice of now. */
export async function revenueForHost(
  asked: Hosted & { context: { market: { snapshot: () => Promise<MarketSnapshot> } } },
): Promise<number | undefined> {
  if (!isHosted(asked.tariffs)) return undefined;
  const { hashprice } = viewMarket({ snapshot: await asked.context.market.snapshot() });
  return revenueAt({ ...asked, hashprice });
}

const isHosted = (tariffs: readonly StoredTariff[]): boolean =>
  tariffs.some(({ tariff }) => tariff.charges.some(({ kind }) => kind === 'hosting'));
