import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { SiteStore } from '../../src/sites.ts';
import { testSite } from '../support/testSite.ts';

/** What every SiteStore does. `open` gives an empty store that reads the time from `now`. */
export function siteStoreContract(name: string, open: (now: () => number) => SiteStore): void {
  const now = () => 1_000;

  describe(`${name} as a SiteStore`, () => {
    it('get() returns the site as add() was given it, whichever way its name is written', async () => {
      const store = open(now);
      const site = testSite({ name: 'Rock Dale-2', sgaUsdPerMonth: 12.5 });
      const added = await store.add('slack:T1', site);
      expect(added).toEqual({ site, version: 1, updatedAt: 1000, demo: false });
      for (const loose of ['rockdale2', 'ROCK  DALE 2', 'ｒｏｃｋ_dale.２'])
        expect(await store.get('slack:T1', loose)).toEqual(added);
    });

    it('list() and names() sort by name as people do', async () => {
      const store = open(now);
      for (const name of ['Site 10', 'site 2', 'Árbol', 'Zug']) await store.add('t', testSite({ name }));
      const sorted = ['Árbol', 'site 2', 'Site 10', 'Zug'];
      expect(await store.names('t')).toEqual(sorted);
      expect((await store.list('t')).map(({ site }) => site.name)).toEqual(sorted);
    });

    it('keeps tenants apart', async () => {
      const store = open(now);
      const mine = await store.add('slack:T1', testSite({ name: 'Rockdale', pue: 1.1 }));
      const theirs = await store.add('slack:T2', testSite({ name: 'Rockdale', pue: 1.2 }));
      await store.replace('slack:T2', theirs, testSite({ name: 'Rockdale', pue: 1.3 }));
      expect(await store.get('slack:T1', 'Rockdale')).toEqual(mine);
      expect(await store.remove('slack:T2', 'Rockdale')).toBe(true);
      expect(await store.list('slack:T1')).toEqual([mine]);
      expect(await store.list('slack:T2')).toEqual([]);
      expect(await store.remove('slack:T3', 'Rockdale')).toBe(false);
    });

    it('add() refuses a name that differs only in case, spaces or punctuation', async () => {
      const store = open(now);
      await store.add('t', testSite({ name: 'Rockdale' }));
      await expect(store.add('t', testSite({ name: 'rock-dale' }))).rejects.toThrow(
        'The name is taken by the site "Rockdale". Choose another, or edit that site.',
      );
    });

    it('replace() raises the version, and may change the name', async () => {
      let time = 1;
      const store = open(() => time);
      const first = await store.add('t', testSite({ name: 'Rockdale' }));
      time = 2;
      const second = await store.replace('t', first, testSite({ name: 'Corsicana' }));
      expect(second).toMatchObject({ version: 2, updatedAt: 2, site: { name: 'Corsicana' } });
      expect(await store.names('t')).toEqual(['Corsicana']);
      expect(await store.get('t', 'corsicana')).toEqual(second);
    });

    it('replace() refuses a site that was changed, removed, or removed and added again since it was read', async () => {
      let time = 1;
      const store = open(() => time++);
      const read = await store.add('t', testSite({ name: 'Rockdale', pue: 1.1 }));
      await store.replace('t', read, testSite({ name: 'Rockdale', pue: 1.2 }));
      const mine = testSite({ name: 'Rockdale', pue: 1.3 });
      await expect(store.replace('t', read, mine)).rejects.toThrow(/changed in the meantime/);
      await store.remove('t', 'Rockdale');
      await expect(store.replace('t', read, mine)).rejects.toThrow(/removed in the meantime/);
      await store.add('t', testSite({ name: 'Rockdale', pue: 1.4 }));
      await expect(store.replace('t', read, mine)).rejects.toThrow(UserError);
      expect((await store.get('t', 'Rockdale'))?.site.pue).toBe(1.4);
    });

    it('replace() refuses the name of another site', async () => {
      const store = open(now);
      await store.add('t', testSite({ name: 'Rockdale' }));
      const other = await store.add('t', testSite({ name: 'Corsicana' }));
      await expect(store.replace('t', other, testSite({ name: 'ROCKDALE' }))).rejects.toThrow(
        /name is taken/,
      );
      expect(await store.names('t')).toEqual(['Corsicana', 'Rockdale']);
    });

    it('add() refuses the 2,001st site of a tenant', async () => {
      const store = open(now);
      for (let n = 1; n <= 2000; n++) await store.add('t', testSite({ name: `Site ${n}` }));
      await expect(store.add('t', testSite({ name: 'One more' }))).rejects.toThrow(
        'There are 2,000 sites, the most there may be. Remove one to add another.',
      );
      await store.add('other', testSite({ name: 'One more' }));
      await store.remove('t', 'Site 7');
      await store.add('t', testSite({ name: 'One more' }));
      expect(await store.names('t')).toHaveLength(2000);
    });
  });
}
