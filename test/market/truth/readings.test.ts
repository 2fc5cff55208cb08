import { describe, expect, it } from 'vitest';
import type { MarketServer } from '../../support/marketServer.ts';
import { testMarket } from '../../support/testMarket.ts';

const MINUTE = 60_000;

describe('the price', () => {
  it('leaves out an exchange that is 20 % off, and names it', async () => {
    const { market, server } = await testMarket();
    server.state.prices.kraken = 91_234.5 * 1.2;
    const { priceUsd, remarks } = await market.snapshot();
    expect(priceUsd).toMatchObject({
      value: 91_234.5,
      source: 'Coinbase, Bitstamp, Gemini',
      state: 'confirmed',
    });
    expect(remarks).toEqual([
      'Kraken dropped: $109,481.4 is 20.0% above the price that the others agree on.',
    ]);
  });

  it('never takes −5 USD, and names who said it', async () => {
    const { market, server } = await testMarket();
    server.state.prices.kraken = -5;
    const { priceUsd, remarks } = await market.snapshot();
    expect(priceUsd).toMatchObject({ value: 91_234.5, state: 'confirmed' });
    expect(remarks).toEqual(['Kraken refused: price −5 USD, accepted 100 to 100,000,000 USD.']);
    expect(market.status().find(({ name }) => name === 'Kraken')).toMatchObject({
      lastError: 'refused: price −5 USD, accepted 100 to 100,000,000 USD',
    });
  });

  it('is unconfirmed when one exchange alone answers', async () => {
    const { market, server } = await testMarket();
    for (const upstream of ['coinbase', 'bitstamp', 'gemini'])
      server.state.faults[upstream] = { status: 404 };
    const { priceUsd, basis, notice, remarks } = await market.snapshot();
    expect(priceUsd).toMatchObject({ value: 91_234.5, state: 'unconfirmed', source: 'Kraken' });
    expect(basis).toBe('live');
    expect(notice).toBeUndefined();
    expect(remarks).toContain('The price is unconfirmed: Kraken alone answered.');
    expect(remarks).toContain('Gemini failed: HTTP 404.');
  });

  it('follows a move that all exchanges agree on, however large', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    server.state.priceUsd = 9_123.45;
    clock.advance(MINUTE);
    expect((await market.snapshot()).priceUsd).toMatchObject({ value: 9_123.45, state: 'confirmed' });
  });
});

describe('the chain', () => {
  const doubled = (server: MarketServer) => {
    const { chain } = server.state;
    const { difficultyAt } = chain;
    chain.difficultyAt = (height) => difficultyAt(height) * 2;
    chain.bitsAt = () => 0x170109b4;
  };

  it('keeps the last known when the difficulty changes off a retarget height', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    server.state.chain.difficultyAt = () => 138_955_357_012_247.3;
    server.state.chain.bitsAt = () => 0x1702068f;
    clock.advance(MINUTE);
    const { chain, remarks } = await market.snapshot();
    expect(chain.value.difficulty).toBe(135_594_876_535_256.58);
    expect(remarks[0]).toMatch(
      /^mempool at .* refused: difficulty 138,955,357,012,247 after 135,594,876,535,257 with no retarget in between\.$/,
    );
  });

  it('believes that change when the own node says the same', async () => {
    const variables = ['BITCOIN_RPC_URL', 'MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL'];
    const { market, clock, server } = await testMarket({ variables });
    await market.snapshot();
    server.state.chain.difficultyAt = () => 138_955_357_012_247.3;
    server.state.chain.bitsAt = () => 0x1702068f;
    clock.advance(MINUTE);
    expect((await market.snapshot()).chain).toMatchObject({
      value: { difficulty: 138_955_357_012_247.3 },
      state: 'confirmed',
    });
  });

  it('comes from the next source when the own node is in initial block download', async () => {
    const { market, server } = await testMarket({ variables: ['BITCOIN_RPC_URL', 'MEMPOOL_URL'] });
    server.state.initialBlockDownload = true;
    const { chain, fees, hashrate, remarks } = await market.snapshot();
    for (const reading of [chain, fees, hashrate!]) {
      expect(reading).toMatchObject({ state: 'confirmed', source: expect.stringMatching(/^mempool/) });
    }
    expect(remarks).toEqual([
      "Bitcoin Core failed: is in initial block download (at block 946000), so its tip is not the chain's.",
    ]);
  });

  it('follows a retarget', async () => {
    const { market, clock, server } = await testMarket();
    server.state.chain.height = 947_519;
    await market.snapshot();
    server.state.chain.height = 947_520;
    clock.advance(MINUTE);
    expect((await market.snapshot()).chain.value).toMatchObject({
      height: 947_520,
      periodStartHeight: 947_520,
      difficulty: 132_472_011_079_030.52,
      previousRetargetPercent: expect.closeTo(-2.303085, 6),
    });
  });

  it('is stale and computed at its own time where no source knows a block of the last six hours', async () => {
    const { market, server } = await testMarket();
    server.state.chain.tipAgeSeconds = 7 * 3_600;
    const { chain, now, basis, notice } = await market.snapshot();
    expect(chain).toMatchObject({ state: 'stale', observedAt: Date.parse('2026-04-20T05:00:00Z') });
    expect(now).toBe(chain.observedAt);
    expect(basis).toBe('stale');
    expect(notice).toMatch(/^Chain: stale since 05:00 UTC: .*its newest block is of 05:00 UTC/);
  });

  it('refuses bits and difficulty that contradict each other', async () => {
    const { market, server } = await testMarket();
    doubled(server);
    const { chain, remarks } = await market.snapshot();
    expect(chain.state).toBe('reference');
    expect(remarks[0]).toMatch(/contradicts its bits/);
  });
});

describe('confirmedAt()', () => {
  it('stands still for what no source confirms, though others answer', async () => {
    const { market, clock, server } = await testMarket();
    expect(market.confirmedAt()).toEqual({});
    await market.snapshot();
    const first = clock.now();
    // The chain answers with what is refused, and one price alone.
    server.state.chain.height += 2_292;
    for (const gone of ['coinbase', 'bitstamp', 'gemini']) server.state.faults[gone] = { status: 404 };
    clock.advance(20 * MINUTE);
    const { priceUsd } = await market.snapshot();
    expect(priceUsd).toMatchObject({ state: 'unconfirmed', observedAt: clock.now() });
    expect(market.confirmedAt()).toMatchObject({ price: first, chain: first, fees: clock.now() });
  });

  it('stands still for a chain whose only source does not follow it', async () => {
    const { market, clock } = await testMarket();
    await market.snapshot();
    const first = clock.now();
    const { tipTime } = (await market.snapshot()).chain.value;
    clock.advance(7 * 60 * MINUTE);
    await market.snapshot();
    expect(market.confirmedAt().chain).toBe(first);
    expect(tipTime).toBeLessThan(first);
  });
});
