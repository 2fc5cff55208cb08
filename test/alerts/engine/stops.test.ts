import { expect, it } from 'vitest';
import { ruleBook } from '../../../src/alerts/book/ruleBook.ts';
import { customMachine } from '../../../src/economics/machines/machines.ts';
import { recordDayAhead } from '../../../src/power/prices.ts';
import { keepReport } from '../../../src/power/table.ts';
import type { Database } from '../../../src/storage/database.ts';
import { keepTariff } from '../../../src/tariffs/table.ts';
import { alertDesk, HOUR_MS, MINUTE_MS } from '../../support/alertDesk.ts';
import { testSite } from '../../support/testSite.ts';

const place = { tenant: 't', site: 'rockdale' };
const QUARTER_MS = 15 * MINUTE_MS;

/** Day-ahead prices by the hour from `from` on, as quarter hours. */
const sell = (database: Database, { from, hourly }: { from: number; hourly: readonly number[] }) =>
  recordDayAhead(database, {
    ...place,
    slots: hourly.flatMap((value, hour) =>
      [0, 1, 2, 3].map((quarter) => {
        const start = from + hour * HOUR_MS + quarter * QUARTER_MS;
        return { start, end: start + QUARTER_MS, value };
      }),
    ),
    source: 'a market',
    at: from,
  });

async function withPrices(hourly: readonly number[], site = testSite()) {
  const desk = alertDesk();
  await desk.addSite(site);
  const from = desk.clock.now();
  await sell(desk.database, { from, hourly });
  const minutes = async (count: number) => desk.run(Array.from({ length: count }, () => 48));
  return { ...desk, from, minutes };
}

it('a rule on stops fires once before a run of dear hours, says what stops and what that saves, and recovers after it', async () => {
  const { add, minutes, posted, restart, titles } = await withPrices([20, 400, 600, 20, 20, 400, 20]);
  await add('rockdale stops > $300/MWh');
  await minutes(29);
  expect(await posted()).toEqual([]);
  await minutes(1);
  const [fired, ...more] = await posted();
  expect(more).toEqual([]);
  await expect(fired!.text).toMatchFileSnapshot('stops.txt');
  restart();
  await minutes(149);
  expect(await posted()).toEqual([]);
  await minutes(1);
  expect(await titles()).toEqual(['Resolved: Rockdale power within 30 min $20.00/MWh ≤ $300.00/MWh']);
  await minutes(90);
  expect(await titles()).toEqual(['Firing: Rockdale power within 30 min $400.00/MWh > $300.00/MWh']);
});

it('a rule on stops says when a class stops that can pay a part of the dear hours', async () => {
  const { fleet } = testSite();
  const old = { machine: customMachine({ hashrateThPerS: 100, powerW: 3000 }), count: 100 };
  const site = testSite({ fleet: [...fleet, old] });
  const { add, minutes, posted } = await withPrices([20, 80, 80, 250, 80, 20], site);
  await add('rockdale stops > $70/MWh');
  await minutes(30);
  const [fired] = await posted();
  expect(fired!.text.replaceAll(/\s+/gu, ' ')).toContain(
    'From 08:00 to 12:00 (America/Chicago) it pays to stop these: 100 TH/s at 3,000 W, 200 TH/s at 3,500 W 10:00–11:00. That saves',
  );
});

it('a rule on stops says nothing while a class can pay the price, nor when prices are missing', async () => {
  const { add, database, minutes, posted, setHashprice, tick, titles } = await withPrices([20, 100, 100]);
  await add('rockdale stops within 15m > $50/MWh');
  await minutes(50);
  expect(await posted()).toEqual([]);
  // The class pays less than the price at a lower hashprice, which no price announces.
  setHashprice(40);
  await tick();
  expect(await titles()).toEqual([expect.stringMatching(/^Firing: Rockdale power within 15 min \$100\.00/u)]);
  await database.run('DELETE FROM power_prices');
  for (let minute = 0; minute < 20; minute++) await minutes(1);
  expect(await posted()).toEqual([]);
});

it('a rule on stops fires on the price in force, too', async () => {
  const { add, clock, database, minutes, posted } = await withPrices([20, 20, 20]);
  await add('rockdale stops > $300/MWh');
  await minutes(5);
  const report = {
    ...place,
    name: 'Rockdale',
    url: 'https://example.com/',
    source: 'a feed',
    priceUsdPerMwh: 900,
    observedAt: clock.now(),
    answeredAt: clock.now(),
  };
  await database.transaction('tenant:t', () => keepReport(database, report));
  await minutes(1);
  const [fired, ...more] = await posted();
  expect(more).toEqual([]);
  expect(fired!.text).toContain('Firing: Rockdale power within 30 min $900.00/MWh > $300.00/MWh');
  expect(fired!.text.replaceAll(/\s+/gu, ' ')).toMatch(
    /At the price in force, from a feed, of \S+ 07:05 \(America\/Chicago\), it pays to stop these: .+ That saves \$[\d.]+ an hour, against running\./u,
  );
});

it('a rule on stops goes by what somebody set before day-ahead prices until it ends, and says when', async () => {
  const { add, clock, database, minutes, posted, titles } = await withPrices([20, 900, 900, 20]);
  await add('rockdale stops > $300/MWh');
  await minutes(5);
  const set = (priceUsdPerMwh: number, until: number) =>
    database.transaction('tenant:t', () =>
      keepReport(database, {
        ...{ ...place, name: 'Rockdale', source: 'set by Ana', observedAt: clock.now() },
        ...{ priceUsdPerMwh, until },
      }),
    );
  await set(20, clock.now() + 115 * MINUTE_MS);
  await minutes(50);
  expect(await titles()).toEqual([]);
  await set(400, clock.now() + 65 * MINUTE_MS);
  await minutes(1);
  const [fired] = await posted();
  expect(fired!.text.replaceAll(/\s+/gu, ' ')).toMatch(
    /At the price in force, set by Ana, of \S+ 07:55 until \S+ 09:00 \(America\/Chicago\), it pays to stop these: /u,
  );
});

it('a rule on stops goes by what one more MWh costs by the tariff: day-ahead prices as its index, and what is reported', async () => {
  const { add, clock, database, minutes, posted, titles } = await withPrices([20, 250, 20, 20]);
  const supply = {
    kind: 'block' as const,
    name: 'Supply',
    blockMw: 0,
    blockUsdPerMwh: 0,
    adderUsdPerMwh: 60,
  };
  const tariff = { name: 'Index', charges: [{ ...supply, sellsBack: true }] };
  const held = { ...place, since: '2000-01-01', tariff, source: 'a file', setAt: clock.now() };
  await database.transaction('tenant:t', () => keepTariff(database, held));
  await add('rockdale stops > $300/MWh');
  await minutes(30);
  const [fired] = await posted();
  expect(fired!.text).toContain('Firing: Rockdale power within 30 min $310.00/MWh > $300.00/MWh');
  expect(fired!.text.replaceAll(/\s+/gu, ' ')).toContain(
    'at the volumetric price of its tariff Index, against running.',
  );
  await minutes(90);
  expect(await titles()).toEqual([expect.stringMatching(/^Resolved: /u)]);
  const report = {
    ...{ ...place, name: 'Rockdale', url: 'https://example.com/', source: 'a feed', priceUsdPerMwh: 260 },
    ...{ observedAt: clock.now(), answeredAt: clock.now() },
  };
  await database.transaction('tenant:t', () => keepReport(database, report));
  await minutes(1);
  expect(await titles()).toEqual(['Firing: Rockdale power within 30 min $320.00/MWh > $300.00/MWh']);
});

it('a rule on stops calls nothing saved where the tariff of the site is not used, and says why', async () => {
  const { add, clock, database, minutes, posted } = await withPrices([20, 400, 20]);
  const block = {
    kind: 'block' as const,
    name: 'Supply',
    blockMw: 5,
    blockUsdPerMwh: 40,
    adderUsdPerMwh: 0,
    sellsBack: false,
  };
  const tariff = { name: 'Block', charges: [block] };
  const held = { ...place, since: '2000-01-01', tariff, source: 'a file', setAt: clock.now() };
  await database.transaction('tenant:t', () => keepTariff(database, held));
  await add('rockdale stops > $300/MWh');
  await minutes(30);
  const [fired] = await posted();
  const text = fired!.text.replaceAll(/\s+/gu, ' ');
  expect(text).toMatch(
    /From 08:00 to 09:00 \(America\/Chicago\) these cannot pay day-ahead prices: .+ What stopping them saves is not known, since its tariff is not used: its block does not sell back/u,
  );
  expect(text).not.toContain('That saves');
});

it('a rule on stops without a price takes the tenth dearest hour of the last year, or refuses where too little is known', async () => {
  const { database, clock, from } = await withPrices([]);
  const address = { adapter: 'console', tenant: 't', channel: 'C1' };
  const site = { site: testSite(), version: 1, updatedAt: 0, demo: false };
  const book = ruleBook({
    ...{ database, now: clock.now, address },
    sites: { list: async () => [site] } as never,
    person: { id: 'U1', name: 'ana', standing: 'admin', roles: [] },
    rights: { read: true, change: true } as never,
  });
  await expect(book.read('rockdale stops')).rejects.toThrow('takes 30 days of day-ahead prices');
  await sell(database, {
    from: from - 31 * 24 * HOUR_MS,
    hourly: Array.from({ length: 31 * 24 }, (_, hour) => hour),
  });
  expect((await book.read('rockdale stops in 1h')).condition).toEqual({
    kind: 'stop',
    site: 'Rockdale',
    limit: 31 * 24 - 10,
    aheadMs: HOUR_MS,
  });
});
