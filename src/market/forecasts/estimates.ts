import {
  type BlockTimeInputs,
  estimateHalving,
  estimateNextRetarget,
  type HalvingEstimate,
  type RetargetEstimate,
} from '../../economics/index.ts';
import type { MarketSnapshot } from '../contract.ts';

/** What the chain of a snapshot lets expect, and the pace that it lets expect blocks at. */
export function chainEstimates({
  now,
  chain: { value },
  longRunSecondsPerBlock,
}: Pick<MarketSnapshot, 'now' | 'chain' | 'longRunSecondsPerBlock'>): {
  retarget: RetargetEstimate;
  halving: HalvingEstimate;
  pace: BlockTimeInputs;
} {
  const { height, tipTime, periodStartTime, previousRetargetPercent, block504Time } = value;
  const retarget = estimateNextRetarget({
    height,
    now,
    tipTime,
    periodStartTime,
    previousRetargetPercent,
    block504Time,
  });
  const currentSecondsPerBlock = retarget.millisecondsPerBlock / 1000;
  const pace = { height, now, currentSecondsPerBlock, longRunSecondsPerBlock };
  return { retarget, halving: estimateHalving(pace), pace };
}
