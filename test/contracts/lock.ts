import { describe, expect, it } from 'vitest';
import type { Lock } from '../../src/storage/lock.ts';

const ttlMs = 30_000;
type Parts = { holder: string; now: () => number; ttlMs: number };

/** What every Lock does. `open` gives locks of one name over one storage, each with a connection of its own. */
export function lockContract(name: string, open: () => (parts: Parts) => Lock): void {
  describe(`${name} as a Lock`, () => {
    it('acquire() gives the lock to one holder, who may renew it', async () => {
      const { one, other, clock } = twoHolders(open);
      expect(await one.acquire()).toBe(true);
      for (let renewal = 0; renewal < 10; renewal++) {
        clock.time += ttlMs / 3;
        expect(await other.acquire()).toBe(false);
        expect(await one.acquire()).toBe(true);
      }
    });

    it('acquire() takes over a lock that has expired, and the former holder learns of it', async () => {
      const { one, other, clock } = twoHolders(open);
      await one.acquire();
      clock.time += ttlMs - 1;
      expect(await other.acquire()).toBe(false);
      clock.time += 1;
      expect(await other.acquire()).toBe(true);
      expect(await one.acquire()).toBe(false);
    });

    it('release() lets another take it at once, and does nothing to the lock of another', async () => {
      const { one, other } = twoHolders(open);
      await one.acquire();
      await other.release();
      expect(await other.acquire()).toBe(false);
      await one.release();
      expect(await other.acquire()).toBe(true);
    });

    it('acquire() gives the lock to one holder when the clock is set ahead', async () => {
      const { one, other, clock } = twoHolders(open);
      await one.acquire();
      clock.time += 365 * 24 * 60 * 60 * 1000;
      const taken = await Promise.all([other.acquire(), one.acquire()]);
      expect(taken.sort()).toEqual([false, true]);
    });

    it('acquire() does not wait for an end that was written before the clock was set back', async () => {
      const { one, other, clock } = twoHolders(open);
      await one.acquire();
      clock.time -= 60 * 60 * 1000;
      expect(await other.acquire()).toBe(true);
      expect(await one.acquire()).toBe(false);
    });
  });
}

/** Two holders, and the clock they share. */
function twoHolders(open: () => (parts: Parts) => Lock) {
  const clock = { time: 1_000_000 };
  const openLock = open();
  const [one, other] = ['one', 'other'].map((holder) => openLock({ holder, now: () => clock.time, ttlMs }));
  return { one: one!, other: other!, clock };
}
