import { expect, it } from 'vitest';
import { lossRows, lossWords } from '../../src/answers/bill/losses.ts';

const from = { source: 'a file', observedAt: 0 };

it('lossRows() and lossWords() name the losses that are added before power is billed', () => {
  const losses = { energyShare: 0.03, demandShare: 0 };
  expect(lossRows({ losses, from })).toMatchObject([['Losses added to energy', { text: '3%' }]]);
  expect(lossWords({ losses })).toBe('; billed with 3% losses on energy');
  expect(lossWords({ losses: { energyShare: 0.03, demandShare: 0.025 } })).toBe(
    '; billed with 3% losses on energy and 2.5% losses on demand',
  );
  expect([lossRows({ from }), lossWords({})]).toEqual([[], '']);
});
