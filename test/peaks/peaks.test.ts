import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../src/chat/reply.ts';
import { peakOdds } from '../../src/economics/index.ts';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE, TARIFF } from '../support/examples.ts';

const DAY_MS = 86_400_000;

/** A site that is charged by coincident peaks. */
async function desk() {
  const opened = openTestDesk();
  for (const line of [ROCKDALE, TARIFF]) await opened.ask(line);
  const title = async (line: string, asked = {}) => (await opened.ask(line, asked)).reply.title;
  return { ...opened, title };
}

describe('peaks', () => {
  it('says what a missed peak costs and under which margin avoiding pays, by the tariff', async () => {
    const { ask } = await desk();
    const { text } = await ask('peaks rockdale');
    // 65 $/kW-year, four peaks, 100 MW at 95 % uptime; four stops of two and a half hours for each.
    expect(text).toContain('$1,543,750');
    expect(text).toContain('$1,625.00/MWh');
    expect(text).toContain('bill is cash');
  });

  it('calls a share odds only once 30 days are scored, each against the high that was known then', async () => {
    const { ask, clock } = await desk();
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

  it('is the tenant’s own, read and changed by those who may, goes on under a new name, and goes with its site', async () => {
    const { title } = await desk();
    const typed = 'peaks rockdale forecast="82,400 MW" high="78,000 MW"';
    const member = { person: { id: 'member', standing: 'member' as const } };
    expect(await title(typed, member)).toContain('You may not change the grid’s loads here');
    expect(await title(typed)).toContain('105.6% of the month’s high');
    await title(ROCKDALE, { tenant: 'console:other' });
    expect(await title('peaks rockdale', { tenant: 'console:other' })).toContain('no load of the grid');
    await title('site edit rockdale name=Corsicana');
    expect(await title('peaks Corsicana', member)).toContain('105.6% of the month’s high');
    await title('site remove Corsicana --yes');
    await title(ROCKDALE);
    await title('site edit rockdale name=Corsicana');
    expect(await title('peaks Corsicana')).toContain('no load of the grid is forecast');
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
