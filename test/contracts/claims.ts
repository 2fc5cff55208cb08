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

    it('claim() of the same by two at once, in opposite orders, is true for one of them', async () => {
      const openClaims = open();
      const [one, other] = [openClaims(() => 0), openClaims(() => 0)];
      for (let round = 0; round < 10; round++) {
        const ids = Array.from({ length: 40 }, (_, n) => `event-${round}-${n}`);
        const [first, second] = await Promise.all([
          Promise.all(ids.map((id) => one.claim(id))),
          Promise.all(ids.toReversed().map((id) => other.claim(id))),
        ]);
        expect(first.map((got, at) => [got, second.toReversed()[at]].filter(Boolean).length)).toEqual(
          ids.map(() => 1),
        );
      }
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
