import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readHere } from '../../src/compute/readings.ts';
import { isPublicAddress, publicFetch } from '../../src/net/publicFetch.ts';
import { readPowerAnswer } from '../../src/power/answer.ts';
import { askFeed } from '../../src/power/feed.ts';
import { powerFeeds } from '../../src/power/feeds.ts';
import { alertDesk, MINUTE_MS } from '../support/alertDesk.ts';
import { setReport } from '../support/database/setReport.ts';
import { testSite } from '../support/testSite.ts';

describe('readPowerAnswer()', () => {
  it.each([
    ['62.5', undefined, 62.5],
    ['-12\n', undefined, -12],
    ['{"price": "4.5"}', undefined, 4.5],
    ['{"price": "$62.50/MWh"}', undefined, 62.5],
    ['{"price": "6.25 c/kWh"}', undefined, 62.5],
    ['price,hub\n"62.5 USD/MWh",HB_NORTH\n', undefined, 62.5],
    ['{"price": 62.5}', undefined, 62.5],
    ['{"data": [{"lmp": "62.5"}]}', 'data.0.lmp', 62.5],
    ['time,price\n10:00,61\n10:05,"62.5"\n', undefined, 62.5],
    ['"time, local",lmp\r\n"10:05, CT",62.5\r\n', 'lmp', 62.5],
  ])('reads %j', (text, field, price) => {
    expect(readPowerAnswer({ text, field }).priceUsdPerMwh).toBe(price);
  });

  it.each([
    ['{"price": null}', undefined, /has no number under price/],
    ['{"price": ""}', undefined, /has no number/],
    ['{"price": 62', undefined, /not JSON/],
    ['{"a": 1}', '__proto__', /has no number under "__proto__"/],
    ['<html></html>', undefined, /has no number/],
    ['', undefined, /has no number/],
    ['99999', undefined, /the price must be between/],
    ['NaN', undefined, /has no number/],
    ['{"price": "0x10"}', undefined, /has no number/],
    ['{"price": "62,5"}', undefined, /comma is unclear/],
    ['{"price": "62.5 EUR"}', undefined, /has no number/],
  ])('refuses %j', (text, field, message) => {
    expect(() => readPowerAnswer({ text, field })).toThrow(message);
  });
});

describe('publicFetch', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
    '0.0.0.0',
  ])('takes %s for an address that is not public', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(['8.8.8.8', '104.16.0.1', '2606:4700::1'])('takes %s for a public address', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it('reaches no server that is not public, by address or by name', async () => {
    const { port, asked } = await startPriceServer(() => '62');
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '2130706433'])
      await expect(publicFetch(`http://${host}:${port}/`)).rejects.toThrow();
    expect(asked()).toBe(0);
  });
});

async function startPriceServer(answer: () => string) {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end(answer());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, asked: () => asked };
}

it('a power price from a URL moves its alerts, and is no data when it has grown old', async () => {
  const desk = alertDesk();
  await desk.addSite(testSite({ powerPriceUsdPerMwh: 45 }));
  await desk.add('rockdale power > breakeven for 3m');
  await desk.add('rockdale power > $70/MWh');
  let price = '50';
  const { port } = await startPriceServer(() => price);
  const parts = { database: desk.database, fetchFor: () => fetch, now: desk.clock.now, readText: readHere };
  const feeds = powerFeeds(parts);
  const { signal } = new AbortController();
  const url = `http://localhost:${port}/price?key=secret`;
  const report = { tenant: 't', site: 'rockdale', name: 'Rockdale', url, source: 'a feed' };
  await setReport(desk.database, report);
  const minute = async () => {
    await feeds.round(signal);
    await desk.run([48]);
  };
  for (let n = 0; n < 4; n++) await minute();
  expect(await desk.posted()).toEqual([]);
  price = '400';
  for (let n = 0; n < 5; n++) await minute();
  expect(await desk.titles()).toEqual([
    'Firing: Rockdale power price $400.00/MWh > $70.00/MWh',
    expect.stringMatching(
      /^Firing: Rockdale power price \$400.00\/MWh > breakeven \$\d+\.\d\d\/MWh for 3 min/,
    ),
  ]);
  price = 'broken';
  for (let n = 0; n < 60; n++) await minute();
  expect(await desk.titles()).toEqual(['No confirmed data for 30 min: the power price of rockdale']);
  const [row] = await desk.database.all('SELECT error FROM power_reports');
  expect(String(row!.error)).toContain('has no number');
  expect(String(row!.error)).not.toContain('secret');
  price = '50';
  // A feed that fails is asked less often.
  for (let n = 0; n < 16; n++) await minute();
  expect(await desk.titles()).toContain('There is data again: the power price of rockdale');
  expect((await desk.rules.get('t', 2))?.state.is).toBe('inactive');
}, 20_000);

it('askFeed() keeps what was said before where the URL cannot be read', async () => {
  const before = {
    tenant: 't',
    site: 's',
    name: 'S',
    url: 'http://127.0.0.1:59999/',
    source: '',
    priceUsdPerMwh: 50,
    observedAt: 5,
  };
  const { report, failed } = await askFeed(before, { fetchFor: () => fetch, now: () => MINUTE_MS });
  expect(failed).toBe(true);
  expect(report).toEqual({ ...before, error: 'http://127.0.0.1:59999: connection refused' });
});
