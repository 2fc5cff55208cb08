import type { LinesChart } from '../../charts/chart.ts';
import type { MarketSnapshot } from '../../market/contract.ts';

const BLOCKS_PER_HALVING = 210_000;

type Mark = LinesChart['marks'][number];

/** The retargets that are known, and the halvings between them. */
export function chainMarks({ chain, retargets }: Pick<MarketSnapshot, 'chain' | 'retargets'>): Mark[] {
  const {
    periodStartHeight: height,
    periodStartTime: time,
    previousRetargetPercent,
    height: tip,
    tipTime,
  } = chain.value;
  const last = { height, time, changePercent: previousRetargetPercent };
  const known = [last, ...retargets.filter((one) => one.height < height)];
  const steps = known.map(
    ({ time: at, changePercent }): Mark => ({
      at,
      kind: changePercent >= 0 ? 'up' : 'down',
    }),
  );
  return [...steps, ...halvings([{ height: tip, time: tipTime }, ...known])];
}

/** A halving lies between two heights whose times are known: by the share of the blocks, which is hours off at most. */
function halvings(known: readonly { height: number; time: number }[]): Mark[] {
  return known.slice(1).flatMap((before, at): Mark[] => {
    const after = known[at]!;
    const height = Math.ceil(before.height / BLOCKS_PER_HALVING) * BLOCKS_PER_HALVING;
    if (height <= before.height || height > after.height) return [];
    const share = (height - before.height) / (after.height - before.height);
    return [{ at: before.time + share * (after.time - before.time), kind: 'event', label: 'Halving' }];
  });
}
