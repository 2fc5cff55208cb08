import { expect, it } from 'vitest';
import { openTestDesk } from '../support/desk.ts';

it('pivot, split, sensitivity and delay rule alike on the same paths', async () => {
  const { ask } = openTestDesk();
  const verdicts = await Promise.all(
    ['pivot demo', 'split demo', 'sensitivity demo', 'delay demo 6 months'].map(async (question) => {
      const { text } = await ask(`${question} firm=80 rent=$110`);
      return text.replace(/\s+/gu, ' ').match(/gains on ([\d.]+% of [\d,]+ paths)/u)?.[1];
    }),
  );
  expect(verdicts[0]).toMatch(/% of 10,000 paths$/u);
  expect(new Set(verdicts).size).toBe(1);
});
