import { viewMarket } from '../../answers/market/view.ts';
import type { MarketSnapshot } from '../../market/contract.ts';

/** Counters that grow by what happens on the chain; undefined while the chain is not confirmed. */
export interface ChainCounters {
  /** Height at which the 2,016-block period began. */
  retarget: number | undefined;
  /** Halving milestones passed since the first block. */
  halving: number | undefined;
}

/** Days and blocks to the halving at which it is worth a post; the halving itself is one more. */
const MILESTONE_DAYS = [210, 100, 30, 7, 1];
const MILESTONE_BLOCKS = [1000, 144, 6];
const MILESTONES_PER_ERA = MILESTONE_DAYS.length + MILESTONE_BLOCKS.length + 1;
const BLOCKS_PER_ERA = 210_000;

export function chainCounters(snapshot: MarketSnapshot): ChainCounters {
  const { chain } = snapshot;
  if (chain.state !== 'confirmed') return { retarget: undefined, halving: undefined };
  const { height, periodStartHeight } = chain.value;
  const { blocksLeft, daysLeft } = viewMarket({ snapshot }).halving;
  return { retarget: periodStartHeight, halving: milestonesPassed({ height, blocksLeft, daysLeft }) };
}

/** Halving milestones passed since the first block; the halving ends an era and counts in the next. */
export function milestonesPassed(asked: { height: number; blocksLeft: number; daysLeft: number }): number {
  const era = Math.floor(asked.height / BLOCKS_PER_ERA);
  const days = MILESTONE_DAYS.filter((most) => asked.daysLeft <= most).length;
  const blocks = MILESTONE_BLOCKS.filter((most) => asked.blocksLeft <= most).length;
  return era * MILESTONES_PER_ERA + days + blocks;
}

/** Whether the milestone that made the counter what it is was the halving itself. */
export const isHalving = (counter: number): boolean => counter % MILESTONES_PER_ERA === 0;
