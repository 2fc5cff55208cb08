import { describe, expect, it } from 'vitest';
import { periodKeeper } from '../../src/market/blocks.ts';
import { headerReader } from '../../src/market/headers.ts';
import { handClock } from '../support/handClock.ts';
import { createChain } from '../support/marketServer/chain.ts';
import { mineChain } from '../support/marketServer/minedChain.ts';

const start = (periodStartTime: number) => ({
  periodStartHeight: 945_504,
  periodStartTime,
  previousRetargetPercent: 1,
});

describe('periodKeeper()', () => {
  it('asks again with another tip, after five minutes at the same one, and where it failed', async () => {
    const clock = handClock();
    const kept = periodKeeper(clock);
    expect(await kept('a', async () => start(1))).toEqual(start(1));
    clock.advance(299_999);
    expect(await kept('a', async () => start(2))).toEqual(start(1));
    clock.advance(1);
    await expect(kept('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await kept('a', async () => start(3))).toEqual(start(3));
    expect(await kept('b', async () => start(4))).toEqual(start(4));
  });
});

describe('periodKeeper() of a clock that is set back', () => {
  it('keeps what it knows for five minutes more, not until the clock has caught up', async () => {
    const clock = handClock();
    const kept = periodKeeper(clock);
    await kept('a', async () => start(1));
    clock.advance(-86_400_000);
    expect(await kept('a', async () => start(2))).toEqual(start(1));
    clock.advance(300_000);
    expect(await kept('a', async () => start(3))).toEqual(start(3));
  });
});

describe('headerReader()', () => {
  it('asks again for a header that was not the one asked for', async () => {
    const tipTime = Date.parse('2026-04-20T12:00:00Z');
    const chain = createChain({ now: () => tipTime });
    mineChain({ tipHeight: 946_000, tipTime }).serve(chain);
    const hashAt = async (height: number) => chain.hashAt(height)!;
    const headerOf = async (hash: string) => chain.headerOf(hash)!;
    const tip = { height: 946_000, hash: chain.hashAt(946_000)! };
    const other = await headerOf(chain.hashAt(943_488)!);
    const wrong = await headerOf(chain.hashAt(945_504)!);
    const read = headerReader();
    const lying = async (hash: string) => ((await headerOf(hash)) === other ? wrong : headerOf(hash));
    const said = async (headers: typeof headerOf) =>
      (await read(tip, { hashAt, headerOf: headers })).find(({ height }) => height === 943_488)?.hex;
    expect(await said(lying)).toBe(wrong);
    expect(await said(headerOf)).toBe(other);
  });
});
