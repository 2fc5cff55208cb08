import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../src/chat/reply.ts';
import { peakOdds } from '../../src/economics/index.ts';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE } from '../support/examples.ts';

const DAY_MS = 86_400_000;

describe('peaks', () => {
  it('calls a share odds only once 30 days are scored, each against the high that was known then', async () => {
    const { ask, clock } = openTestDesk();
    await ask(ROCKDALE);
    const odds: (number | undefined)[] = [];
    const scored: (number | undefined)[] = [];
    for (let day = 0; day <= 31; day++) {
      // Every third day comes higher than all before it, the others lower; all are forecast alike.
      const high = 70_000 + day * 100;
      if (day > 0) await ask(`peaks rockdale came="${day % 3 === 1 ? high - 50 : 60_000} MW"`);
      const { reply } = await ask(`peaks rockdale forecast="${high + 100} MW" high="${high} MW"`);
      const value = (name: string) => figuresOf(reply).find(({ metric }) => metric === name)?.value;
      odds.push(value('newHighPercent'));
      scored.push(value('scoredDays'));
      clock.advance(DAY_MS);
    }
    expect(scored.slice(28)).toEqual([28, 29, 30, 31]);
    expect(odds.slice(28)).toEqual([
      undefined,
      undefined,
      expect.closeTo(1000 / 30),
      expect.closeTo(1100 / 31),
    ]);
  });
});

describe('peakOdds()', () => {
  it('counts days of the same band alone, and knows no odds where none is alike', () => {
    const days = Array.from({ length: 30 }, (_, day) => ({
      shareOfMonthHigh: day < 10 ? 1.01 : 0.9,
      setHigh: day < 4,
    }));
    expect(peakOdds({ days, shareOfMonthHigh: 1 })).toMatchObject({
      alikeDays: 10,
      setHighDays: 4,
      odds: 0.4,
    });
    expect(peakOdds({ days, shareOfMonthHigh: 0.99 }).odds).toBeUndefined();
    expect(peakOdds({ days: days.slice(1), shareOfMonthHigh: 1 })).toMatchObject({
      scoredDays: 29,
      odds: undefined,
    });
  });
});
