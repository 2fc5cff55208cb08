import { expect, it } from 'vitest';
import { renderPlain } from '../../src/chat/show/plain.ts';
import { readHere } from '../../src/compute/readings.ts';
import { readPowerAnswer } from '../../src/power/answer.ts';
import { powerCard } from '../../src/power/card.ts';
import { powerFeeds } from '../../src/power/feeds.ts';
import { momentNamed } from '../../src/power/ownTime.ts';
import { reportsOf } from '../../src/power/table.ts';
import { alertDesk, HOUR_MS, MINUTE_MS } from '../support/alertDesk.ts';
import { setReport } from '../support/database/setReport.ts';
import { testSite } from '../support/testSite.ts';

it.each([
  ['{"time": 1766000000, "price": 31.2}', undefined, 1_766_000_000],
  ['{"meta": {"updated_at": "2026-04-20T10:00Z"}, "price": 31.2}', undefined, undefined],
  ['{"asOf": "2026-04-20", "data": [{"lmp": 31.2}]}', 'data.0.lmp', '2026-04-20'],
  ['{"asOf": "2026-04-20", "data": [{"lmp": 31.2, "Interval Start": "x"}]}', 'data.0.lmp', 'x'],
  ['timestamp,lmp\n1766000000,31.2\n', 'lmp', '1766000000'],
  ['31.2', undefined, undefined],
])('readPowerAnswer() finds the time nearest to the price in %j', (text, field, time) => {
  expect(readPowerAnswer({ text, field }).time).toBe(time);
});

const now = Date.parse('2026-04-20T12:00:00Z');
it.each<[unknown, string | undefined]>([
  [1_776_686_400, '2026-04-20T12:00:00.000Z'],
  ['1776686400000', '2026-04-20T12:00:00.000Z'],
  ['2026-04-20T11:45:00Z', '2026-04-20T11:45:00.000Z'],
  ['2026-04-20 06:45-05:00', '2026-04-20T11:45:00.000Z'],
  // A wall clock of nobody knows where: the latest that it can mean.
  ['2026-04-17T12:00', '2026-04-18T00:00:00.000Z'],
  ['2026-04-20 11:00:00', '2026-04-20T12:00:00.000Z'],
  ['2026-04-17', '2026-04-18T12:00:00.000Z'],
  ['10:05', undefined],
  ['yesterday', undefined],
  [12, undefined],
  [null, undefined],
  ['2026-99-99T99:99Z', undefined],
])('momentNamed() takes %j for %s', (time, expected) => {
  const moment = momentNamed(time, now);
  expect(moment === undefined ? undefined : new Date(moment).toISOString()).toBe(expected);
});

/** A desk with a feed that answers what `answer` says, asked once a minute. */
async function feedDesk(answer: (now: number) => string) {
  const desk = alertDesk();
  await desk.addSite(testSite());
  const { database, clock } = desk;
  const report = {
    tenant: 't',
    site: 'rockdale',
    name: 'Rockdale',
    url: 'http://localhost/',
    source: 'a feed',
  };
  await setReport(database, report);
  const feeds = powerFeeds({
    database,
    now: clock.now,
    fetchFor: () => async () => new Response(answer(clock.now())),
    readText: readHere,
  });
  return {
    ...desk,
    async minute() {
      await feeds.round(new AbortController().signal);
      await desk.run([48]);
    },
    card: async () =>
      renderPlain({
        reply: powerCard({ all: await reportsOf(database, 't'), now: clock.now(), timeZones: new Map() }),
        now: clock.now(),
        width: 200,
      }),
  };
}

it('a price of 72 hours ago is old, however often it is given: no alert fires, and the card says so', async () => {
  const desk = await feedDesk((now) => JSON.stringify({ time: now - 72 * HOUR_MS, price: 400 }));
  await desk.add('rockdale power > $70/MWh');
  for (let n = 0; n < 3; n++) await desk.minute();
  expect(await desk.posted()).toEqual([]);
  expect(await desk.card()).toContain('as of 17 Apr 2026');
  expect(await desk.card()).toContain(
    'Rockdale: this price is too old to be used, and alerts have no data of it',
  );
});

it('an hourly price counts for its hour, and no longer', async () => {
  const desk = await feedDesk((now) => `{"time": ${now - (now % HOUR_MS)}, "price": 400}`);
  await desk.add('rockdale power > $70/MWh');
  for (let n = 0; n < 59; n++) await desk.minute();
  expect(await desk.titles()).toEqual(['Firing: Rockdale power price $400.00/MWh > $70.00/MWh']);
});

it('a price that has not moved for hours is said to stand still', async () => {
  let price = 61;
  const desk = await feedDesk(() => String(price));
  await desk.minute();
  price = 62;
  await desk.minute();
  desk.clock.advance(5 * HOUR_MS);
  await desk.minute();
  expect(await desk.card()).not.toContain('has not moved');
  desk.clock.advance(HOUR_MS);
  await desk.minute();
  expect(await desk.card()).toContain(
    'Rockdale: this price has not moved for 6 h 3 min: check that the feed is alive',
  );
  price = 63;
  await desk.minute();
  expect(await desk.card()).not.toContain('has not moved');
});

it('a time that names no moment is said, and the price counts as of when it was asked', async () => {
  const desk = await feedDesk(() => 'time,price\n10:05,62\n');
  await desk.minute();
  expect(await desk.card()).toContain('its time “10:05” names no moment');
  expect((await reportsOf(desk.database, 't'))[0]!.observedAt).toBe(desk.clock.now() - MINUTE_MS);
});
