import { describe, expect, it } from 'vitest';
import { guardSource } from '../../src/market/guard.ts';
import type { MarketSource } from '../../src/market/source.ts';
import { SourceError } from '../../src/net/http.ts';
import { handClock } from '../support/handClock.ts';
import { silentLog } from '../support/testMarket.ts';

/** A guarded source whose price is whatever `answers` does next; the last one is repeated. */
function guarded(...answers: (() => Promise<number> | number)[]) {
  const clock = handClock();
  let asked = 0;
  const source: MarketSource = {
    name: 'Kraken',
    url: 'https://kraken.example',
    async price() {
      const answer = answers[Math.min(asked, answers.length - 1)]!;
      asked += 1;
      return { value: await answer(), observedAt: clock.now() };
    },
  };
  const stopping = new AbortController();
  const guard = guardSource({
    source,
    now: clock.now,
    random: () => 0,
    log: silentLog,
    signal: stopping.signal,
  });
  const outcome = () =>
    guard.ask('price').then(
      ({ value }) => value,
      ({ reason }: SourceError) => reason,
    );
  return { guard, clock, outcome, stopping, asked: () => asked };
}

const fail = (reason: string, options?: { retryable?: boolean; retryAfterMs?: number }) => () => {
  throw new SourceError(reason, options);
};

describe('guardSource', () => {
  it('joins a question that is under way', async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const { guard, asked } = guarded(() => promise);
    const both = [guard.ask('price'), guard.ask('price')];
    expect(guard.isAsking('price')).toBe(true);
    resolve(90_000);
    const [one, other] = await Promise.all(both);
    expect(one).toBe(other);
    expect(asked()).toBe(1);
    expect(guard.isAsking('price')).toBe(false);
  });

  it('tries again what may succeed a moment later, twice', async () => {
    const flaky = guarded(
      fail('HTTP 502', { retryable: true }),
      fail('HTTP 502', { retryable: true }),
      () => 1,
    );
    expect(await flaky.outcome()).toBe(1);
    const down = guarded(fail('HTTP 502', { retryable: true }));
    expect(await down.outcome()).toBe('HTTP 502');
    expect(down.asked()).toBe(3);
  });

  it('does not try again what was refused', async () => {
    const { outcome, asked } = guarded(fail('HTTP 404'));
    expect(await outcome()).toBe('HTTP 404');
    expect(asked()).toBe(1);
  });

  it('leaves a source alone for as long as it asks', async () => {
    const asks = fail('HTTP 429, asks to wait 120 s', { retryAfterMs: 120_000 });
    const { outcome, clock, asked } = guarded(asks, () => 90_000);
    await outcome();
    clock.advance(119_000);
    expect(await outcome()).toBe('HTTP 429, asks to wait 120 s; left alone for a while');
    expect(asked()).toBe(1);
    clock.advance(1_000);
    expect(await outcome()).toBe(90_000);
  });

  it('waits an hour at most, whatever is asked', async () => {
    const { outcome, clock } = guarded(fail('HTTP 429', { retryAfterMs: 1e15 }), () => 90_000);
    await outcome();
    clock.advance(3_600_000);
    expect(await outcome()).toBe(90_000);
  });

  it('leaves a source alone for 30 s after five failures, then tries it once', async () => {
    const { outcome, clock, asked } = guarded(fail('HTTP 404'));
    for (let round = 0; round < 8; round++) await outcome();
    expect(asked()).toBe(5);
    expect(await outcome()).toBe('HTTP 404; left alone for a while');
    clock.advance(30_000);
    expect(await outcome()).toBe('HTTP 404');
    expect(await outcome()).toBe('HTTP 404; left alone for a while');
    expect(asked()).toBe(6);
  });

  it('asks a source that has recovered as before', async () => {
    const broken = Array.from({ length: 5 }, () => fail('HTTP 404'));
    const { outcome, clock } = guarded(...broken, () => 90_000);
    for (let round = 0; round < 5; round++) await outcome();
    clock.advance(30_000);
    expect([await outcome(), await outcome()]).toEqual([90_000, 90_000]);
  });

  it('does not leave a source alone for longer when the clock is set back', async () => {
    const { outcome, clock } = guarded(fail('HTTP 429', { retryAfterMs: 60_000 }), () => 90_000);
    await outcome();
    clock.advance(-86_400_000);
    expect(await outcome()).toBe(90_000);
  });

  it('ends every question when the market stops, even of a source that pays no heed', async () => {
    const { guard, stopping } = guarded(() => new Promise<number>(() => undefined));
    const asked = guard.ask('price');
    stopping.abort();
    await expect(asked).rejects.toThrow('no answer in time');
  });

  it('turns whatever a source throws into a SourceError without its words', async () => {
    const { outcome } = guarded(() => {
      throw new TypeError('https://user:password@host');
    });
    expect(await outcome()).toBe('threw an unexpected error');
  });

  it('status() counts answers and errors', async () => {
    const { guard, outcome, clock } = guarded(() => 90_000, fail('HTTP 404'));
    await outcome();
    const answeredAt = clock.now();
    clock.advance(1_000);
    await outcome();
    guard.refused('price −5 USD');
    expect(guard.status()).toEqual({
      name: 'Kraken',
      url: 'https://kraken.example',
      provides: ['price'],
      answers: 1,
      errors: 2,
      lastAnswerAt: answeredAt,
      latencyMs: 0,
      lastError: 'refused: price −5 USD',
    });
  });
});
