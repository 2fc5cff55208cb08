import { type Hashprice, hashprice, type MarketInputs } from './hashprice.ts';
import { checkRange } from './range.ts';
import { checkSite, type Site } from './site.ts';
import { type SiteEconomics, siteEconomics } from './siteEconomics.ts';
import { RETARGET_PERCENT_RANGE } from './units.ts';

/** What is different; what is absent or undefined stays as it is. */
export interface Changes {
  site?: Partial<Site>;
  market?: Partial<MarketInputs>;
  /** A hashprice named directly, after all other changes: the price is kept, the difficulty follows. */
  hashpriceUsdPerPhDay?: number | undefined;
}

/** A site and the market it is looked at in. */
interface Situation {
  site: Site;
  market: MarketInputs;
}

/** The site and the hashprice after the changes. @throws RangeError */
export function applyScenario({ site, market, changes }: Situation & { changes: Changes }) {
  const changedSite = checkSite({ ...site, ...given(changes.site) });
  const changed = hashprice({ ...market, ...given(changes.market) });
  const usdPerPhDay = changes.hashpriceUsdPerPhDay;
  return {
    site: changedSite,
    hashprice: usdPerPhDay === undefined ? changed : withHashprice({ hashprice: changed, usdPerPhDay }),
  };
}

/** The site's economics as they are and as they would be. @throws RangeError */
export function whatIf(asked: Situation & { changes: Changes }): {
  site: Site;
  hashprice: Hashprice;
  before: SiteEconomics;
  after: SiteEconomics;
} {
  const before = siteEconomics({ site: asked.site, hashprice: hashprice(asked.market) });
  const scenario = applyScenario(asked);
  return { ...scenario, before, after: siteEconomics(scenario) };
}

/** Hashprice once the difficulty has changed by `changePercent` (−75…300). @throws RangeError */
export function afterRetarget(asked: { hashprice: Hashprice; changePercent: number }): Hashprice {
  const { hashprice: now, changePercent } = asked;
  checkRange({ field: 'changePercent', value: changePercent, ...RETARGET_PERCENT_RANGE });
  return hashprice({ ...now, difficulty: now.difficulty * (1 + changePercent / 100) });
}

/** Hashprice once the subsidy has halved, with fees, difficulty and price as they are. @throws RangeError */
export function afterHalving({ hashprice: now }: { hashprice: Hashprice }): Hashprice {
  return hashprice({ ...now, subsidyBtc: now.subsidyBtc / 2 });
}

/** What a hashprice may be named as, USD per PH/s per day. */
export const NAMED_HASHPRICE_RANGE = { min: 1e-6, max: 1e9, unit: 'USD/PH/day' };

/** A hashprice named directly (USD per PH/s per day): the price is kept, the difficulty is the one it implies. @throws RangeError */
export function withHashprice(asked: { hashprice: Hashprice; usdPerPhDay: number }): Hashprice {
  const { hashprice: now, usdPerPhDay } = asked;
  checkRange({ field: 'usdPerPhDay', value: usdPerPhDay, ...NAMED_HASHPRICE_RANGE });
  return hashprice({ ...now, difficulty: now.difficulty * (now.usdPerPhDay / usdPerPhDay) });
}

function given<T extends object>(changes: T | undefined): Partial<T> {
  return Object.fromEntries(
    Object.entries(changes ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
