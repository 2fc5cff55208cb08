import { figure, type Provenance } from '../chat/figures.ts';
import type { Part } from '../chat/reply.ts';
import type { MarketSample } from './sample.ts';

/**
 * What moved the hashprice since `past`, in a sentence: price × reward ÷ difficulty, each part by its own change.
 * Empty where a part is not known.
 */
export function attributionParts(asked: {
  sample: MarketSample;
  past: MarketSample | undefined;
  /** `24 h` */
  span: string;
  from: Provenance;
}): Part[] {
  const { sample, past, span, from } = asked;
  const price = ratio(sample.priceUsd, past?.priceUsd);
  const difficulty = ratio(sample.difficulty, past?.difficulty);
  const reward = ratio(rewardOf(sample), past && rewardOf(past));
  if (price === undefined || difficulty === undefined || reward === undefined) return [];
  const part = (
    metric: 'btcPriceChangePercent' | 'difficultyChangePercent' | 'blockRewardChangePercent',
    ratio: number,
  ) => figure({ metric, value: (ratio - 1) * 100, subject: span, from });
  return [
    `Over ${span}: price `,
    part('btcPriceChangePercent', price),
    ', difficulty ',
    part('difficultyChangePercent', difficulty),
    ', fees ',
    part('blockRewardChangePercent', reward),
    ' of the block reward.',
  ];
}

function ratio(now: number | undefined, then: number | undefined): number | undefined {
  return now === undefined || then === undefined || then <= 0 ? undefined : now / then;
}

function rewardOf({ subsidyBtc, feesBtcPerBlock }: MarketSample): number | undefined {
  return subsidyBtc === undefined || feesBtcPerBlock === undefined ? undefined : subsidyBtc + feesBtcPerBlock;
}
