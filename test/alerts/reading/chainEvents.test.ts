import { expect, it } from 'vitest';
import { isHalving, milestonesPassed } from '../../../src/alerts/reading/chainEvents.ts';

const HALVING = 1_050_000;
const counter = (blocksLeft: number) =>
  milestonesPassed({ height: HALVING - blocksLeft, blocksLeft, daysLeft: (blocksLeft * 591) / 86_400 });

it('milestonesPassed() grows by one at 210, 100, 30, 7 and 1 days, at 1,000, 144 and 6 blocks, and at the halving', () => {
  const grown: number[] = [];
  for (let left = 40_000; left > 0; left--) if (counter(left) > counter(left + 1)) grown.push(left);
  const days = [210, 100, 30, 7, 1].map((count) => Math.floor((count * 86_400) / 591));
  expect(grown).toEqual([...days, 1000, 144, 6].sort((a, b) => b - a));
  const reached = milestonesPassed({ height: HALVING, blocksLeft: 210_000, daysLeft: 1436 });
  expect(reached).toBe(counter(1) + 1);
  expect(isHalving(reached)).toBe(true);
  expect(isHalving(counter(1))).toBe(false);
});
