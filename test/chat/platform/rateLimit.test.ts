import { expect, it } from 'vitest';
import { rateLimiter } from '../../../src/chat/platform/rateLimit.ts';
import { handTimers } from '../../support/handTimers.ts';

const { signal } = new AbortController();

it('rateLimiter() lets through one after the other, evenly, and no more than so many in any second', async () => {
  const timers = handTimers();
  const turn = rateLimiter({ ...timers, perSecond: 5 });
  const began = timers.now();
  const turns: number[] = [];
  for (let n = 0; n < 20; n++) void turn(signal).then(() => turns.push(timers.now() - began));
  await timers.pass(10_000);
  expect(turns).toHaveLength(20);
  for (const at of turns) expect(turns.filter((it) => it >= at && it < at + 1_000).length).toBeLessThan(6);
  const gaps = turns.slice(1).map((at, before) => at - turns[before]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
  expect(turns.at(-1)).toBeLessThan(4_500);
});

it('rateLimiter() does not wait for a clock that was set back five hours', async () => {
  const timers = handTimers();
  const turn = rateLimiter({ ...timers, perSecond: 1 });
  await turn(signal);
  timers.jump(-5 * 3_600_000);
  const next = turn(signal);
  await timers.pass(2_000);
  await next;
});
