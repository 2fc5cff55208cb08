import { describe, expect, it } from 'vitest';
import { testMarket } from '../../support/testMarket.ts';

const MINUTE = 60_000;

describe('two exchanges that are 20 % off and answer first', () => {
  it('move nothing while the others are a second late', async () => {
    const { market, clock, server } = await testMarket({ timeoutMs: 5_000 });
    await market.snapshot();
    for (const liar of ['coinbase', 'kraken'] as const) server.state.prices[liar] = 91_234.5 * 1.2;
    for (const late of ['bitstamp', 'gemini']) server.state.faults[late] = { delayMs: 400 };
    clock.advance(MINUTE);
    const during = await market.snapshot({ deadlineMs: 150 });
    expect(during.priceUsd).toMatchObject({ value: 91_234.5, state: 'confirmed' });
    const after = await market.snapshot({ deadlineMs: 5_000 });
    expect(after.priceUsd).toMatchObject({ value: 91_234.5, state: 'confirmed' });
    expect(after.remarks.join(' ')).toMatch(
      /^The price shown was confirmed at 12:00 UTC; unconfirmed since: Coinbase \$109,481\.4, /,
    );
  });
});

describe('a lone quote', () => {
  it('does not take the place of a fresh confirmed price, and is mentioned', async () => {
    const { market, clock, server } = await testMarket();
    const { priceUsd: confirmed } = await market.snapshot();
    for (const gone of ['coinbase', 'bitstamp', 'gemini']) server.state.faults[gone] = { status: 404 };
    server.state.prices.kraken = 80_000;
    clock.advance(MINUTE);
    const { priceUsd, remarks } = await market.snapshot();
    expect(priceUsd).toEqual(confirmed);
    expect(remarks).toContain(
      'The price shown was confirmed at 12:00 UTC; unconfirmed since: Kraken $80,000.',
    );
    clock.advance(15 * MINUTE);
    expect((await market.snapshot()).priceUsd).toMatchObject({ value: 80_000, state: 'unconfirmed' });
  });
});

describe('the time that a source itself gives', () => {
  it('makes a quote old, however often it is repeated', async () => {
    const { market, server, clock } = await testMarket();
    server.state.faults.bitstamp = {
      change: (ticker: object) => ({ ...ticker, timestamp: String(clock.now() / 1000 - 3_600) }),
    };
    server.state.faults.gemini = {
      change: (ticker: object) => ({ ...ticker, volume: { timestamp: clock.now() - 7_200_000 } }),
    };
    const { priceUsd, remarks } = await market.snapshot();
    expect(priceUsd).toMatchObject({ source: 'Coinbase, Kraken', state: 'confirmed' });
    expect(remarks).toEqual([
      'Bitstamp refused: its answer is of 11:00 UTC.',
      'Gemini failed: its ticker is of 10:00 UTC.',
    ]);
  });
});
