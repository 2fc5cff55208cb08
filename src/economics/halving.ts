import { type BlockTimeEstimate, type BlockTimeInputs, estimateBlockTime } from './blockTime.ts';
import { nextHalving } from './subsidy.ts';

const MS_PER_DAY = 86_400_000;

export interface HalvingEstimate extends BlockTimeEstimate {
  /** Height of the first block with the lower subsidy. */
  height: number;
  blocksLeft: number;
  daysLeft: number;
  subsidyBtcAfter: number;
}

/** Estimates when the next halving comes, with an 80 % band. @throws RangeError */
export function estimateHalving(inputs: BlockTimeInputs): HalvingEstimate {
  const { height, blocksLeft, subsidyBtcAfter } = nextHalving({ height: inputs.height });
  const estimate = estimateBlockTime({ ...inputs, blocksLeft });
  const daysLeft = (estimate.time - inputs.now) / MS_PER_DAY;
  return { ...estimate, height, blocksLeft, daysLeft, subsidyBtcAfter };
}
