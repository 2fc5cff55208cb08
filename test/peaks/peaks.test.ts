import { describe, expect, it } from 'vitest';
import { peakMonths, peakWorth } from '../../src/answers/dispatch/peakWorth.ts';
import { questionAbout, siteCase, USUAL_STOPS, viewMarket } from '../../src/answers/index.ts';
import { testSnapshot } from '../digest/digests.ts';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE, TARIFF } from '../support/examples.ts';
import { testSite } from '../support/testSite.ts';

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
    // 65 $/kW-year and 6.25 % tax, four peaks, 100 MW at 95 % uptime; four stops of two and a half hours for each.
    expect(text).toContain('$1,640,234');
    expect(text).toContain('$1,726.56/MWh');
    expect(text.replace(/\s+/gu, ' ')).toContain('so it pays in months whose peaks count.');
    expect(text).toContain('bill is cash');
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

it('peakWorth() counts the riders and taxes on its charge alone, and peakMonths() goes by the clock of the site', () => {
  const site = testSite({ timeZone: 'America/Chicago' });
  const view = viewMarket({ snapshot: testSnapshot(Date.parse('2026-04-20T12:00Z')) });
  const of = siteCase({ question: questionAbout({ site, version: 1, updatedAt: 0, demo: false }), view });
  const start = Date.parse('2025-07-01T03:00Z');
  const peak = {
    kind: 'coincident' as const,
    name: 'Peaks',
    usdPerKw: 40,
    per: 'year' as const,
    of: 'mean' as const,
  };
  const tax = (name: string, share: number, of?: string[]) => ({ kind: 'percent' as const, name, share, of });
  const charges = [
    { ...peak, peaks: [{ start, end: start + 900_000 }], months: ['2026-01'] },
    { kind: 'fixed' as const, name: 'Fixed', usd: 1, per: 'day' as const },
    tax('Rider', 0.1, ['Peaks']),
    tax('Other', 0.5, ['Fixed']),
    tax('Tax', 0.2),
  ];
  const tariff = { since: '2026-01-01', tariff: { name: 'Flat', charges }, source: 'typed', setAt: 0 };
  const worth = peakWorth({ of, tariffs: [tariff], day: '2026-04-20', stops: USUAL_STOPS });
  expect(worth).toMatchObject({ costsBy: 'own', charges: [{ name: 'Peaks', peaks: 1 }] });
  expect(worth!.charges[0]!.rateUsdPerMwYear).toBeCloseTo(40_000 * 1.1 * 1.2, 6);
  expect(peakMonths(worth!, site.timeZone)).toEqual(['06']);
});
