import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/common/errors.ts';
import type { SiteStore } from '../../src/sites/book.ts';
import { testSite } from '../support/testSite.ts';

/** What every SiteStore does. `open` gives an empty store that reads the time from `now`. */
export function siteStoreContract(name: string, open: (now: () => number) => SiteStore): void {
  const now = () => 1_000;
  const by = { id: 'U1', name: 'Ada' };

  describe(`${name} as a SiteStore`, () => {
    it('get() returns the site as add() was given it, whichever way its name is written', async () => {
      const store = open(now);
      const site = testSite({ name: 'Rock Dale-2', sgaUsdPerMonth: 12.5 });
      const added = await store.add('slack:T1', site, by);
      expect(added).toEqual({ site, version: 1, updatedAt: 1000, demo: false });
      for (const loose of ['rockdale2', 'ROCK  DALE 2', 'ｒｏｃｋ_dale.２'])
        expect(await store.get('slack:T1', loose)).toEqual(added);
    });

    it('list() and names() sort by name as people do', async () => {
      const store = open(now);
      for (const name of ['Site 10', 'site 2', 'Árbol', 'Zug']) await store.add('t', testSite({ name }), by);
      const sorted = ['Árbol', 'site 2', 'Site 10', 'Zug'];
      expect(await store.names('t')).toEqual(sorted);
      expect((await store.list('t')).sites.map(({ site }) => site.name)).toEqual(sorted);
    });

    it('totals() counts the tenants that have sites, and their sites', async () => {
      const store = open(now);
      expect(await store.totals()).toEqual({ tenants: 0, sites: 0 });
      for (const name of ['Rockdale', 'Corsicana']) await store.add('slack:T1', testSite({ name }), by);
      await store.add('slack:T2', testSite(), by);
      expect(await store.totals()).toEqual({ tenants: 2, sites: 3 });
    });

    it('keeps tenants apart', async () => {
      const store = open(now);
      const mine = await store.add('slack:T1', testSite({ name: 'Rockdale', pue: 1.1 }), by);
      const theirs = await store.add('slack:T2', testSite({ name: 'Rockdale', pue: 1.2 }), by);
      await store.replace('slack:T2', { read: theirs, site: testSite({ name: 'Rockdale', pue: 1.3 }) }, by);
      expect(await store.get('slack:T1', 'Rockdale')).toEqual(mine);
      expect(await store.remove('slack:T2', 'Rockdale', by)).toBe(true);
      expect(await store.list('slack:T1')).toEqual({ sites: [mine], damaged: [] });
      expect(await store.list('slack:T2')).toEqual({ sites: [], damaged: [] });
      expect(await store.remove('slack:T3', 'Rockdale', by)).toBe(false);
    });

    it('add() refuses a name that differs only in case, spaces or punctuation', async () => {
      const store = open(now);
      await store.add('t', testSite({ name: 'Rockdale' }), by);
      await expect(store.add('t', testSite({ name: 'rock-dale' }), by)).rejects.toThrow(
        'The name is taken by the site “Rockdale”. Choose another, or edit that site.',
      );
    });

    it('replace() raises the version, and may change the name', async () => {
      let time = 1;
      const store = open(() => time);
      const first = await store.add('t', testSite({ name: 'Rockdale' }), by);
      time = 2;
      const second = await store.replace('t', { read: first, site: testSite({ name: 'Corsicana' }) }, by);
      expect(second).toMatchObject({ version: 2, updatedAt: 2, site: { name: 'Corsicana' } });
      expect(await store.names('t')).toEqual(['Corsicana']);
      expect(await store.get('t', 'corsicana')).toEqual(second);
    });

    it('replace() refuses a site that was changed, removed, or removed and added again since it was read', async () => {
      let time = 1;
      const store = open(() => time++);
      const read = await store.add('t', testSite({ name: 'Rockdale', pue: 1.1 }), by);
      await store.replace('t', { read, site: testSite({ name: 'Rockdale', pue: 1.2 }) }, by);
      const mine = testSite({ name: 'Rockdale', pue: 1.3 });
      await expect(store.replace('t', { read, site: mine }, by)).rejects.toThrow(/changed in the meantime/);
      await store.remove('t', 'Rockdale', by);
      await expect(store.replace('t', { read, site: mine }, by)).rejects.toThrow(/removed in the meantime/);
      await store.add('t', testSite({ name: 'Rockdale', pue: 1.4 }), by);
      await expect(store.replace('t', { read, site: mine }, by)).rejects.toThrow(UserError);
      expect((await store.get('t', 'Rockdale'))?.site.pue).toBe(1.4);
    });

    it('replace() refuses the name of another site', async () => {
      const store = open(now);
      await store.add('t', testSite({ name: 'Rockdale' }), by);
      const other = await store.add('t', testSite({ name: 'Corsicana' }), by);
      await expect(
        store.replace('t', { read: other, site: testSite({ name: 'ROCKDALE' }) }, by),
      ).rejects.toThrow(/name is taken/);
      expect(await store.names('t')).toEqual(['Corsicana', 'Rockdale']);
    });

    it('add() of one name by twenty at once is done by one', async () => {
      const store = open(now);
      const ends = await Promise.allSettled(
        Array.from({ length: 20 }, () => store.add('t', testSite({ name: 'Rockdale' }), by)),
      );
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await store.list('t')).sites).toHaveLength(1);
    });

    it('replace() by twenty that have read the same is done by one', async () => {
      const store = open(now);
      const read = await store.add('t', testSite({ name: 'Rockdale' }), by);
      const prices = Array.from({ length: 20 }, (_, n) => 30 + n);
      const ends = await Promise.allSettled(
        prices.map((powerPriceUsdPerMwh) =>
          store.replace('t', { read, site: testSite({ name: 'Rockdale', powerPriceUsdPerMwh }) }, by),
        ),
      );
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await store.get('t', 'Rockdale'))?.version).toBe(2);
    });

    it('add() refuses the 2,001st site of a tenant, and of twenty that come at once those that are too many', async () => {
      const store = open(now);
      const add = (n: number) => store.add('t', testSite({ name: `Site ${n}` }), by);
      for (let n = 1; n < 1990; n += 10)
        await Promise.all(Array.from({ length: 10 }, (_, more) => add(n + more)));
      const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => add(n + 1991)));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
      await expect(store.add('t', testSite({ name: 'One more' }), by)).rejects.toThrow(
        'There are 2,000 sites, the most there may be. Remove one to add another.',
      );
      await store.add('other', testSite({ name: 'One more' }), by);
      await store.remove('t', 'Site 7', by);
      await store.add('t', testSite({ name: 'One more' }), by);
      expect(await store.names('t')).toHaveLength(2000);
    });
  });
}
