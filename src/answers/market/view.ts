import { combined, type Provenance } from '../../chat/show/figures.ts';
import { memoize } from '../../common/memoize.ts';
import {
  type HalvingEstimate,
  type Hashprice,
  hashprice,
  type RetargetEstimate,
  subsidyBtc,
} from '../../economics/index.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import { chainEstimates } from '../../market/forecasts/estimates.ts';

/** A snapshot with what follows from it, and the provenance of each part. */
export interface MarketView {
  snapshot: MarketSnapshot;
  hashprice: Hashprice;
  retarget: RetargetEstimate;
  halving: HalvingEstimate;
  from: Record<'price' | 'chain' | 'difficulty' | 'fees' | 'hashprice' | 'hashpriceBtc', Provenance>;
}

/** What most answers start from: computed once for a snapshot, however many answers start there. */
export const viewMarket = ({ snapshot }: { snapshot: MarketSnapshot }): MarketView => viewOf(snapshot);

const viewOf = memoize((snapshot: MarketSnapshot): MarketView => {
  const { priceUsd, chain, fees } = snapshot;
  const { height, difficulty } = chain.value;
  const { retarget, halving } = chainEstimates(snapshot);
  return {
    snapshot,
    retarget,
    halving,
    // The next block is the first one that anyone can still mine: it decides the subsidy.
    hashprice: hashprice({
      subsidyBtc: subsidyBtc({ height: height + 1 }),
      feesBtcPerBlock: fees.value.btcPerBlock,
      difficulty,
      priceUsd: priceUsd.value,
    }),
    from: {
      price: priceUsd,
      chain,
      difficulty: chain,
      fees,
      hashpriceBtc: combined([chain, fees]),
      hashprice: combined([priceUsd, chain, fees]),
    },
  };
});

/** The same market at another hashprice; whichever of its parts differs comes from the question. */
export function viewAt({ view, hashprice }: { view: MarketView; hashprice: Hashprice }): MarketView {
  const from = (part: 'priceUsd' | 'difficulty' | 'feesBtcPerBlock', present: Provenance): Provenance =>
    hashprice[part] === view.hashprice[part] ? present : { ...present, source: 'the question' };
  const price = from('priceUsd', view.from.price);
  const difficulty = from('difficulty', view.from.difficulty);
  const fees = from('feesBtcPerBlock', view.from.fees);
  const hashpriceBtc = combined([view.from.chain, difficulty, fees]);
  return {
    ...view,
    hashprice,
    from: {
      chain: view.from.chain,
      price,
      difficulty,
      fees,
      hashpriceBtc,
      hashprice: combined([price, hashpriceBtc]),
    },
  };
}
