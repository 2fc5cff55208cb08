import { describe, expect, it } from 'vitest';
import { keyValue } from '../../src/storage/keyValue.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handClock } from '../support/handClock.ts';
import { cutOff, testMarket } from '../support/testMarket.ts';

const storage = () => keyValue({ database: testDatabase(), namespace: 'market', now: () => 0 });

describe('after a restart', () => {
  it('has the last good values without asking anybody', async () => {
    const store = storage();
    const clock = handClock();
    const before = await testMarket({ store, clock });
    const last = await before.market.snapshot();
    await before.market.stop();
    clock.advance(30_000);
    const after = await testMarket({ store, clock });
    const restarted = await after.market.snapshot();
    expect(restarted).toEqual({ ...last, now: clock.now() });
    expect(after.server.state.requests).toEqual([]);
  });

  it('shows them as stale when nobody answers for long', async () => {
    const store = storage();
    const clock = handClock();
    const before = await testMarket({ store, clock });
    await before.market.snapshot();
    await before.market.stop();
    clock.advance(3 * 86_400_000);
    const after = await testMarket({ store, clock });
    cutOff(after.server);
    const { notice, priceUsd, now } = await after.market.snapshot();
    expect(priceUsd).toMatchObject({ state: 'stale', value: 91_234.5 });
    expect(notice).toMatch(/^Stale since 20 Apr 2026 12:00 UTC: no source answered/);
    expect(now).toBe(priceUsd.observedAt);
  });

  it('does not trust values from the future', async () => {
    const store = storage();
    const ahead = await testMarket({ store, clock: handClock(Date.parse('2027-01-01T00:00:00Z')) });
    await ahead.market.snapshot();
    await ahead.market.stop();
    const { market, server } = await testMarket({ store });
    cutOff(server);
    expect((await market.snapshot()).basis).toBe('reference');
  });

  it('does not take what is in the store for data when it is not', async () => {
    const store = storage();
    await store.set('last good readings', {
      price: { value: -5, source: 'x', observedAt: 1, confirmed: true },
    });
    const { market, server } = await testMarket({ store });
    cutOff(server);
    expect((await market.snapshot()).priceUsd.state).toBe('reference');
  });
});

describe('when the clock jumps', () => {
  it('asks again after a jump ahead', async () => {
    const { market, clock } = await testMarket();
    await market.snapshot();
    clock.advance(30 * 86_400_000);
    expect(await market.snapshot()).toMatchObject({ basis: 'live', priceUsd: { observedAt: clock.now() } });
  });

  it('asks again after a jump back', async () => {
    const { market, clock } = await testMarket();
    await market.snapshot();
    clock.advance(-86_400_000);
    expect(await market.snapshot()).toMatchObject({ basis: 'live', priceUsd: { observedAt: clock.now() } });
  });

  it('marks what it can no longer date as stale when nobody answers after a jump back', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    cutOff(server);
    clock.advance(-86_400_000);
    expect(await market.snapshot()).toMatchObject({ basis: 'stale' });
  });
});
