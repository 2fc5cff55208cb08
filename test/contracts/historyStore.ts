import { describe, expect, it } from 'vitest';
import type { History, HistoryStore } from '../../src/market/history.ts';

const from = { source: 'mempool.space', observedAt: 1_769_903_851_000 };
const history: History = {
  rows: [
    { day: '2026-01-29', priceUsd: 84_000.5, ...from },
    {
      day: '2026-01-30',
      priceUsd: 80_000,
      difficulty: 141_668_107_417_558.25,
      feesBtcPerBlock: 0,
      hashpriceBtcPerPhDay: 0.000447,
      hashpriceUsdPerPhDay: 35.05,
      ...from,
    },
  ],
  retargets: [
    {
      height: 933_408,
      time: 1_769_110_282_000,
      difficulty: 141_668_107_417_558.25,
      changePercent: -3.280111,
    },
    { height: 931_392, time: 1_767_900_000_000, difficulty: 146_472_570_619_930.8, changePercent: -1.2 },
  ],
  updatedAt: 1_769_903_851_000,
};

/** What every HistoryStore does. `open` gives an empty store. */
export function historyStoreContract(name: string, open: () => HistoryStore): void {
  describe(`${name} as a HistoryStore`, () => {
    it('load() is empty, and updated at no time, when nothing was saved', async () => {
      expect(await open().load()).toEqual({ rows: [], retargets: [] });
    });

    it('load() returns what was saved; what was absent is absent, and 0 is 0', async () => {
      const store = open();
      await store.save(history);
      const loaded = await store.load();
      expect(loaded).toEqual(history);
      expect(Object.keys(loaded.rows[0]!)).toEqual(['day', 'priceUsd', 'source', 'observedAt']);
    });

    it('save() replaces what was there', async () => {
      const store = open();
      await store.save(history);
      const { rows, retargets } = history;
      await store.save({ rows: rows.slice(1), retargets: retargets.slice(1) });
      expect(await store.load()).toEqual({ rows: rows.slice(1), retargets: retargets.slice(1) });
    });

    it('save() keeps what was there when a part cannot be saved', async () => {
      const store = open();
      await store.save(history);
      const twice = { ...history, rows: [history.rows[0]!, history.rows[0]!] };
      await expect(store.save(twice)).rejects.toThrow();
      expect(await store.load()).toEqual(history);
    });
  });
}
