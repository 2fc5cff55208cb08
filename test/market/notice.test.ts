import { describe, expect, it } from 'vitest';
import type { Reading, ReadingState } from '../../src/market/contract.ts';
import { noticeFor } from '../../src/market/notice.ts';
import { reference } from '../../src/market/reference.ts';

const now = Date.parse('2026-04-20T12:30:00Z');
const reading = <T>(value: T, state: ReadingState, observedAt = now): Reading<T> => ({
  value,
  source: 'x',
  observedAt,
  state,
});
const readings = (price: ReadingState, chain: ReadingState, fees: ReadingState, observedAt = now) => ({
  priceUsd: reading(90_000, price, observedAt),
  chain: reading(reference.chain, chain, observedAt),
  fees: reading(reference.fees, fees, observedAt),
});
const failed = (source: string, reason: string) => ({ source, reason, kind: 'failed' as const });

describe('noticeFor', () => {
  it('says nothing when all is live', () => {
    expect(
      noticeFor(readings('unconfirmed', 'confirmed', 'confirmed'), { troubles: [], now }),
    ).toBeUndefined();
  });

  it('gives the time of today, and the date of another day', () => {
    const at = (time: string) =>
      noticeFor(readings('stale', 'stale', 'stale', Date.parse(time)), { troubles: [], now });
    expect(at('2026-04-20T12:03:59Z')).toBe('Stale since 12:03 UTC: no source answered.');
    expect(at('2026-04-19T23:59:00Z')).toBe('Stale since 19 Apr 2026 23:59 UTC: no source answered.');
  });

  it('tells apart what is stale from what is built in', () => {
    const mixed = {
      ...readings('stale', 'stale', 'confirmed'),
      fees: reading(reference.fees, 'reference', reference.observedAt),
    };
    const troubles = [failed('mempool.space', 'HTTP 503')];
    expect(noticeFor(mixed, { troubles, now })).toBe(
      'Price and chain: stale since 12:30 UTC; fees: built-in reference data of 31 Jan 2026: ' +
        'no source answered (mempool.space: HTTP 503).',
    );
  });

  it('says that answers came but could not be used', () => {
    const troubles = [{ source: 'Kraken', reason: 'price −5 USD', kind: 'refused' as const }];
    expect(noticeFor(readings('stale', 'confirmed', 'confirmed'), { troubles, now })).toBe(
      'Price: stale since 12:30 UTC: no source gave a usable answer (Kraken: price −5 USD).',
    );
  });

  it('stays one line of 200 characters however much went wrong', () => {
    const troubles = Array.from({ length: 20 }, (_, at) => failed(`Source ${at}`, `reason number ${at}`));
    const notice = noticeFor(readings('stale', 'stale', 'stale'), { troubles, now })!;
    expect(notice.length).toBe(200);
    expect(notice).toMatch(/…\)\.$/);
  });
});
