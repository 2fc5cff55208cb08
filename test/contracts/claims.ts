import { describe, expect, it } from 'vitest';
import type { Claims } from '../../src/storage/claims.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What every Claims does. `open` gives claims over one storage, each with a connection of its own. */
export function claimsContract(name: string, open: () => (now: () => number) => Claims): void {
  describe(`${name} as Claims`, () => {
    it('claim() is true for the first only, whoever asks', async () => {
      const openClaims = open();
      const before = openClaims(() => 0);
      expect(await before.claim('event-1')).toBe(true);
      expect(await before.claim('event-1')).toBe(false);
      const after = openClaims(() => 1);
      expect(await after.claim('event-1')).toBe(false);
      expect(await after.claim('event-2')).toBe(true);
    });

    it('claim() refuses an empty id', async () => {
      await expect(open()(() => 0).claim('')).rejects.toThrow('A claim needs an id');
    });

    it('claim() remembers for three days', async () => {
      let time = 0;
      const events = open()(() => time);
      for (let day = 0; day <= 10; day++) {
        time = day * dayMs;
        expect(await events.claim(`day-${day}`)).toBe(true);
        expect(await events.claim(`day-${Math.max(0, day - 3)}`)).toBe(false);
      }
    });
  });
}
