import { expect, it } from 'vitest';
import { type PowerPrice, pricesSince, pricesWithin, recordPrice } from '../../src/power/prices.ts';
import { dayVersions } from '../../src/power/versions.ts';
import { setReport } from '../support/database/setReport.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';

const HOUR_MS = 3_600_000;

it('dayVersions() holds what is known of a day against what was known at its end, and names each correction', () => {
  const price = (from: number, to: number, usdPerMwh: number, recorded: number): PowerPrice => ({
    ...{ site: 's', source: 'a feed', byHand: false, endSaid: false, usdPerMwh },
    ...{ start: from * HOUR_MS, end: to * HOUR_MS, recordedAt: recorded * HOUR_MS },
  });
  const prices = [
    price(0, 12, 40, 0),
    price(0, 12, 50, 30),
    price(12, 24, 60, 12),
    price(0, 12, 46, 20),
    price(12, 24, 60, 25),
  ];
  const found = dayVersions({ prices, from: 0, to: 24 * HOUR_MS });
  expect(found.known).toEqual({ usdPerMwh: 55, hoursKnown: 24 });
  expect(found.atEnd).toEqual({ usdPerMwh: 53, hoursKnown: 24 });
  expect(found.corrections.map(({ wasUsdPerMwh, isUsdPerMwh }) => [wasUsdPerMwh, isUsdPerMwh])).toEqual([
    [40, 46],
    [46, 50],
  ]);
  expect(dayVersions({ prices: [], from: 0, to: HOUR_MS })).toMatchObject({ corrections: [], prices: [] });
});

it('power shows a past day with what a correction changed, and what it cannot show', async () => {
  const database = testDatabase();
  const { ask, clock } = openTestDesk({ database });
  await ask('site add rockdale 100 MW s21xp at $45/MWh zone=America/Chicago');
  const day = Date.parse('2026-04-19T05:00Z');
  const report = {
    tenant: 'console:local',
    site: 'rockdale',
    name: 'rockdale',
    source: 'https://example.com',
  };
  const say = (priceUsdPerMwh: number, answeredAt: number) =>
    setReport(database, {
      ...{ ...report, url: 'https://example.com', priceUsdPerMwh, observedAt: day + HOUR_MS, answeredAt },
    });
  await say(900, day + HOUR_MS);
  await say(90, clock.now());
  const { reply, shown, text } = await ask('power rockdale yesterday');
  expect(reply.title).toMatch(
    /^rockdale on 2026-04-19: \$90\.00\/MWh, the mean of 1\.\d h reported of 24\.0 h$/u,
  );
  expect(shown).toMatch(/has moved by −\$810\.00\/MWh/u);
  expect(text).toMatch(/01:00 +\$900\.00\/MWh +\$90\.00\/MWh +2026-04-20 07:00/u);
  expect((await ask('power rockdale 2026-04-01')).reply.title).toMatch(/^No price of power of rockdale/u);
  // Until when a price holds is said on the clock that it was typed on.
  expect((await ask('power rockdale 300 until=18:00')).text).toMatch(
    /until 2026-04-20 18:00\s+\(America\/Chicago\)/u,
  );
  clock.advance(3 * 60_000);
  expect((await ask('power rockdale today')).reply.title).toMatch(
    /, the mean of 3 min reported of 7\.1 h so far$/u,
  );
  for (const [line, why] of [
    ['power rockdale tomorrow', /has not begun/u],
    ['power rockdale yesterday 62', /asked about alone/u],
    ['power yesterday', /Name the site/u],
  ] as const)
    expect((await ask(line)).text).toMatch(why);
});

it('prices that are asked for from a time on leave out one that a later one had ended by then, also when that has run out itself', async () => {
  const database = testDatabase();
  const report = { tenant: 't', site: 'rockdale', name: 'Rockdale', source: 'set by Ana' };
  const say = (priceUsdPerMwh: number, from: number, to: number) =>
    recordPrice(database, {
      ...{ ...report, priceUsdPerMwh },
      ...{ observedAt: from * HOUR_MS, until: to * HOUR_MS },
    });
  await say(300, 8, 31);
  await say(50, 9, 12);
  const asked = { tenant: 't', market: 'live' as const };
  const from = (hour: number) => {
    const time = hour * HOUR_MS;
    const within = { ...asked, site: 'rockdale', from: time, to: 48 * HOUR_MS };
    return Promise.all([pricesSince(database, { ...asked, since: time }), pricesWithin(database, within)]);
  };
  for (const prices of await from(8)) expect(prices.map(({ usdPerMwh }) => usdPerMwh)).toEqual([300, 50]);
  for (const prices of await from(10)) expect(prices.map(({ usdPerMwh }) => usdPerMwh)).toEqual([50]);
  for (const hour of [13, 24]) expect(await from(hour)).toEqual([[], []]);
});
