import { UserError } from '../../common/errors.ts';
import {
  type Deal,
  type DealMarket,
  type DealReplay,
  deals,
  type Habits,
  selectDeals,
} from '../../economics/index.ts';
import { marketOn, type PastMarket } from '../../market/past/marketOn.ts';
import { SITE_DEFAULTS } from '../site/inputs.ts';

/** What `replayDeal` is asked. */
export interface ReplayAsked {
  deal: Deal;
  market: DealMarket;
  habits: Habits;
}

/** A deal with the market of its day and what the desk makes of both. */
export interface Replayed {
  deal: Deal;
  past: PastMarket;
  replay: DealReplay;
}

/** The public deals that were signed, oldest first; with `words`, those of which landlord, lessee or site hold them. */
export function signedDeals({ words }: { words?: string | undefined } = {}): Deal[] {
  const signed = deals.filter(({ status }) => status === 'signed');
  const found = selectDeals({ deals: signed, words });
  if (found.length > 0) return found;
  throw new UserError(`No signed deal is known of ${words}.`, { suggestions: ['comps replay', 'comps'] });
}

/** The built-in market of the day on which a deal was signed. */
export function pastOf({ date, landlord, site }: Deal): PastMarket {
  const past = marketOn({ day: date });
  if (past) return past;
  throw new UserError(`The desk has no history of ${date}, when ${landlord}, ${site} was signed.`);
}

export function replayAsked(deal: Deal): ReplayAsked {
  const past = pastOf(deal);
  const { difficulty, subsidyBtc, halvingTimes, priceUsd, feesBtcPerBlock } = past;
  return {
    deal,
    market: {
      difficulty,
      subsidyBtc,
      halvingTimes,
      priceUsd: priceUsd?.value,
      feesBtcPerBlock: feesBtcPerBlock.value,
    },
    habits: SITE_DEFAULTS,
  };
}
