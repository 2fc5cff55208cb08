import { describe, expect, it } from 'vitest';
import { reference } from '../../src/market/reference.ts';
import type { MarketSource } from '../../src/market/source.ts';
import { handClock } from '../support/handClock.ts';
import { startMarketServer } from '../support/marketServer.ts';
import { cutOff, testMarket } from '../support/testMarket.ts';

const MINUTE = 60_000;
const EXCHANGES = ['coinbase', 'kraken', 'bitstamp', 'gemini'] as const;

describe('snapshot()', () => {
  it('is live and says nothing when all is well', async () => {
    const { market, clock } = await testMarket();
    const snapshot = await market.snapshot();
    expect(snapshot).toMatchObject({
      now: clock.now(),
      basis: 'live',
      remarks: [],
      priceUsd: {
        value: 91_234.5,
        source: 'Coinbase, Kraken, Bitstamp, Gemini',
        observedAt: clock.now(),
        state: 'confirmed',
      },
      chain: { value: { height: 946_000 }, state: 'confirmed', observedAt: clock.now() },
      fees: { value: { btcPerBlock: expect.closeTo(0.023, 3) }, state: 'confirmed' },
      hashrate: { value: { ehPerS: expect.closeTo(978.8, 1), window: '3 days' }, state: 'confirmed' },
      history: [],
      retargets: [],
    });
    expect(snapshot.notice).toBeUndefined();
  });

  it('takes the time of the answer for the time of observation, never that of the last block', async () => {
    const { market, clock, server } = await testMarket();
    server.state.chain.tipAgeSeconds = 3_000;
    const { chain } = await market.snapshot();
    expect(chain).toMatchObject({ observedAt: clock.now(), state: 'confirmed' });
    expect(chain.value.tipTime).toBe(clock.now() - 3_000_000);
  });

  it('asks nobody within the refresh interval, and again after it', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    const first = server.state.requests.length;
    clock.advance(59_999);
    await market.snapshot();
    expect(server.state.requests).toHaveLength(first);
    clock.advance(1);
    await market.snapshot();
    expect(server.state.requests.length).toBeGreaterThan(first);
  });

  it('asks once for many who ask at the same time', async () => {
    const { market, server } = await testMarket();
    await Promise.all(Array.from({ length: 50 }, () => market.snapshot()));
    expect(server.state.requests.filter((line) => line.includes('/0/public/Ticker'))).toHaveLength(1);
    expect(Math.max(...Object.values(server.state.mostAtOnce))).toBe(1);
  });

  it('is one and the same for all who ask within a second while nothing changes', async () => {
    const { market, clock, server } = await testMarket();
    const first = await market.snapshot();
    clock.advance(1);
    expect(await market.snapshot()).toBe(first);
    clock.advance(1_000);
    const later = await market.snapshot();
    expect(later).not.toBe(first);
    expect(later.now).toBe(clock.now());
    // A round that begins within the second ends it, whatever it brings.
    server.state.chain.height += 1;
    clock.advance(60_000);
    const [one, other] = [await market.snapshot(), await market.snapshot()];
    expect(one.chain.value.height).toBe(946_001);
    expect(other).toBe(one);
    clock.advance(-5 * 60 * MINUTE);
    expect(await market.snapshot()).not.toBe(one);
  });

  it('goes from live to stale to live again as sources fail and return', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    const observedAt = clock.now();
    cutOff(server);
    clock.advance(15 * MINUTE - 1);
    expect(await market.snapshot()).toMatchObject({
      basis: 'live',
      priceUsd: { state: 'confirmed', observedAt },
    });
    clock.advance(1);
    const stale = await market.snapshot();
    expect(stale).toMatchObject({
      basis: 'stale',
      now: observedAt,
      priceUsd: { state: 'stale', observedAt, value: 91_234.5 },
      chain: { state: 'stale', observedAt },
      fees: { state: 'stale' },
      hashrate: { state: 'stale' },
    });
    expect(stale.notice).toMatch(/^Stale since 12:00 UTC: no source answered \(.*HTTP 404/);
    server.state.faults = {};
    clock.advance(2 * MINUTE);
    const back = await market.snapshot();
    expect(back).toMatchObject({ basis: 'live', now: clock.now(), remarks: [] });
    expect(back.notice).toBeUndefined();
  });

  it('gives the reference data when nobody has ever answered, and says why', async () => {
    const { market, server } = await testMarket();
    await server.close();
    const snapshot = await market.snapshot({ deadlineMs: 10_000 });
    expect(snapshot).toMatchObject({
      now: Date.parse('2026-01-31T23:57:31Z'),
      basis: 'reference',
      priceUsd: { value: 78_446.39, state: 'reference', observedAt: reference.observedAt },
      chain: { value: { height: 934_541 }, state: 'reference' },
      fees: { state: 'reference' },
      history: [],
    });
    expect(snapshot.hashrate).toBeUndefined();
    const { host } = new URL(server.url);
    expect(snapshot.notice).toBe(
      'Built-in reference data of 31 Jan 2026: no source answered ' +
        `(Coinbase, Kraken, Bitstamp, Gemini, mempool at ${host}: connection refused).`,
    );
  });

  it('names what is stale or reference when only a part is', async () => {
    const { market, server } = await testMarket();
    server.state.faults['/api/v1/mining/reward-stats'] = { status: 404 };
    const { notice, basis, now } = await market.snapshot();
    expect(notice).toMatch(
      /^Fees: built-in reference data of 31 Jan 2026: no source answered \(mempool at .*: HTTP 404\)\.$/,
    );
    expect(basis).toBe('reference');
    expect(now).toBe(Date.parse('2026-04-20T12:00:00Z'));
  });

  it('answers with the reference data when every source hangs, and names them', async () => {
    const { market, server } = await testMarket({ timeoutMs: 5_000 });
    for (const upstream of ['mempool', ...EXCHANGES]) server.state.faults[upstream] = { hang: true };
    const snapshot = await market.snapshot({ deadlineMs: 50 });
    expect(snapshot.basis).toBe('reference');
    expect(snapshot.notice).toMatch(
      /no source answered \(Coinbase, Kraken, Bitstamp, Gemini, mempool.*: no answer yet\)/,
    );
  });

  it('does not wait again for a refresh that has hung past the deadline', async () => {
    const { market, clock, server } = await testMarket({ timeoutMs: 60_000 });
    await market.snapshot();
    for (const upstream of ['mempool', ...EXCHANGES]) server.state.faults[upstream] = { hang: true };
    clock.advance(MINUTE);
    await market.snapshot({ deadlineMs: 20 });
    clock.advance(60 * MINUTE);
    // Waits an hour by the deadline alone, but the refresh began an hour ago.
    const { priceUsd } = await market.snapshot({ deadlineMs: 60 * MINUTE });
    expect(priceUsd).toMatchObject({ value: 91_234.5, state: 'stale' });
  });

  it('goes on with two exchanges that agree while the others hang: confirmed where it continues the last price', async () => {
    const { market, clock, server } = await testMarket({ timeoutMs: 5_000 });
    await market.snapshot();
    for (const upstream of ['kraken', 'gemini']) server.state.faults[upstream] = { hang: true };
    server.state.priceUsd += 100;
    clock.advance(MINUTE);
    const { priceUsd } = await market.snapshot({ deadlineMs: 500 });
    expect(priceUsd).toMatchObject({ state: 'confirmed', value: 91_334.5 });
    expect(priceUsd.source.split(', ').sort()).toEqual(['Bitstamp', 'Coinbase']);
  });

  it('shows what two say at first contact as unconfirmed until all have answered or failed', async () => {
    const { market, server } = await testMarket({ timeoutMs: 5_000 });
    for (const upstream of ['kraken', 'gemini']) server.state.faults[upstream] = { hang: true };
    expect((await market.snapshot({ deadlineMs: 500 })).priceUsd).toMatchObject({
      state: 'unconfirmed',
      value: 91_234.5,
    });
  });

  it('never rejects, whatever a source does', async () => {
    const sources: MarketSource[] = [
      {
        name: 'Mad',
        url: 'https://mad.example',
        price: () => {
          throw new Error('at once');
        },
        chain: () => Promise.resolve(null as never),
        fees: () => Promise.resolve({ value: { btcPerBlock: 0.02 }, observedAt: Number.NaN }),
        hashrate: () => Promise.reject(undefined),
      },
    ];
    const { market } = await testMarket({ sources });
    const { basis, remarks } = await market.snapshot();
    expect(basis).toBe('reference');
    expect(remarks).toEqual([
      'Mad failed: threw an unexpected error.',
      'Mad failed: its answer could not be judged.',
      'Mad refused: time of observation unknown.',
    ]);
  });

  it('goes on without a store that cannot be read or written', async () => {
    const broken = () => Promise.reject(new Error('The disk is full'));
    const store = { get: broken, set: broken, delete: broken };
    const { market } = await testMarket({ store, history: { load: broken, save: broken } });
    expect(await market.snapshot()).toMatchObject({ basis: 'live' });
  });
});

describe('start() and stop()', () => {
  it('start() refreshes in the background', async () => {
    const { market, server } = await testMarket();
    market.start();
    market.start();
    await expect.poll(() => market.status().every(({ answers }) => answers > 0)).toBe(true);
    expect(server.state.requests.filter((line) => line.includes('Ticker'))).toHaveLength(1);
  });

  it('stop() ends what is in flight, and nobody is asked afterwards', async () => {
    const { market, clock, server } = await testMarket({ timeoutMs: 60_000 });
    server.state.faults.mempool = { hang: true };
    await expect.poll(async () => (await market.snapshot({ deadlineMs: 50 })).priceUsd.value).toBe(91_234.5);
    await market.stop();
    const requests = server.state.requests.length;
    clock.advance(MINUTE);
    expect(await market.snapshot()).toMatchObject({
      priceUsd: { value: 91_234.5 },
      chain: { state: 'reference' },
    });
    expect(server.state.requests).toHaveLength(requests);
  });
});

it('status() shows no credentials, and what each source provides', async () => {
  const clock = handClock();
  const server = await startMarketServer({ now: clock.now });
  const url = server.url.replace('//', '//miner:hunter2-4711@');
  server.urls.BITCOIN_RPC_URL = `${url}/?token=4711-0815`;
  const { market } = await testMarket({ clock, server, variables: ['BITCOIN_RPC_URL', 'COINBASE_URL'] });
  server.state.faults.bitcoinCore = { status: 401 };
  const snapshot = await market.snapshot();
  const [core, coinbase] = market.status();
  expect(core).toMatchObject({
    name: 'Bitcoin Core',
    url: server.url,
    provides: ['chain', 'fees', 'hashrate'],
    answers: 0,
  });
  expect(core!.errors).toBeGreaterThan(0);
  expect(core!.lastError).toBe(`${server.url}: HTTP 401`);
  expect(coinbase).toMatchObject({ answers: 1, errors: 0, lastAnswerAt: clock.now(), latencyMs: 0 });
  expect(JSON.stringify({ snapshot, status: market.status() })).not.toMatch(/hunter2|4711|0815/);
});
