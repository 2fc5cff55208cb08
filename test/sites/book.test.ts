import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StorageError } from '../../src/common/errors.ts';
import { siteStoreOf } from '../../src/desk.ts';
import { hashprice } from '../../src/economics/hashprice.ts';
import { checkSite, type Site } from '../../src/economics/site.ts';
import { siteEconomics } from '../../src/economics/siteEconomics.ts';
import { siteBook } from '../../src/sites/book.ts';
import { demoSites } from '../../src/sites/demo.ts';
import { siteKey } from '../../src/sites/name.ts';
import { readSite, siteSchema } from '../../src/sites/schema.ts';
import { siteStoreContract } from '../contracts/siteStore.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { testSite } from '../support/testSite.ts';

siteStoreContract('siteStore() in a database', (now) => siteStoreOf({ database: testDatabase(), now }));

it('get() rejects, naming the site, when what is stored is no site', async () => {
  const database = testDatabase();
  const store = siteStoreOf({ database, now: () => 0 });
  await store.add('t', testSite(), { id: 'U1', name: 'Ada' });
  await database.run(`UPDATE sites SET site = replace(site, '"pue":', '"pue":-')`);
  await expect(store.get('t', 'Rockdale')).rejects.toThrow(StorageError);
  await expect(store.get('t', 'Rockdale')).rejects.toThrow(
    /"t\/rockdale".*pue must be between 1 and 3, read -1.05/s,
  );
});

describe('siteBook()', () => {
  function book({ mayRead = true, mayChange = true, onRead = () => {} } = {}, store = emptyStore()) {
    const by = { id: 'U1', name: 'Ada' };
    return siteBook({
      store,
      tenant: 'slack:T1',
      demoSites,
      by,
      rights: { read: mayRead, change: mayChange },
      onRead,
    });
  }
  const emptyStore = () => siteStoreOf({ database: testDatabase(), now: () => 0 });

  it('get() finds demo sites by name, and the first of them as demo', async () => {
    expect(await book().get('demo')).toEqual({ site: demoSites[0], version: 0, demo: true });
    expect((await book().get('demo-fjord')).site.name).toBe('Demo Fjord');
  });

  it('list() leaves demo sites out', async () => {
    const sites = book();
    expect(await sites.list()).toEqual([]);
    await sites.add(testSite());
    expect((await sites.list()).map(({ site }) => site.name)).toEqual(['Rockdale']);
  });

  it('get() names the nearest sites when there is none of that name', async () => {
    const sites = book();
    await sites.add(testSite());
    await expect(sites.get('rokdale')).rejects.toThrow('There is no site “rokdale”. Did you mean Rockdale?');
    await expect(sites.get('zzz')).rejects.toMatchObject({
      name: 'UserError',
      message: 'There is no site “zzz”. See site list for those there are.',
      suggestions: ['site list'],
    });
  });

  it('get() repeats no more than 40 characters of what was typed', async () => {
    await expect(book().get('😀'.repeat(10_000))).rejects.toThrow(`There is no site “${'😀'.repeat(19)}…”.`);
  });

  it.each(['all', 'Demo', 'MARKET', 'any', 'g r i d', 'demo prairie'])(
    'add() and replace() refuse the reserved name %s',
    async (name) => {
      const sites = book();
      const read = await sites.add(testSite());
      await expect(sites.add(testSite({ name }))).rejects.toThrow(/is reserved/);
      await expect(sites.replace(read, testSite({ name }))).rejects.toThrow(/is reserved/);
    },
  );

  it('replace() and remove() refuse demo sites', async () => {
    const sites = book();
    const demo = await sites.get('demo');
    await expect(sites.replace(demo, testSite())).rejects.toThrow(/is a demo site and stays as it is/);
    await expect(sites.remove('Demo Basin')).rejects.toThrow(/is a demo site and stays as it is/);
  });

  it('remove() removes by the loose name, and refuses a name there is none of', async () => {
    const sites = book();
    await sites.add(testSite());
    await sites.remove('ROCK DALE');
    await expect(sites.remove('rockdale')).rejects.toThrow('There is no site “rockdale”.');
  });

  it('refuses those who may not read, without saying what there is', async () => {
    const store = emptyStore();
    await book({}, store).add(testSite());
    const sites = book({ mayRead: false, mayChange: false }, store);
    for (const name of ['rockdale', 'rokdale'])
      await expect(sites.get(name)).rejects.toThrow(
        'You may not see the sites here. Ask an admin to allow it.',
      );
    await expect(sites.list()).rejects.toThrow('You may not see the sites here.');
    expect((await sites.get('demo')).demo).toBe(true);
  });

  it('refuses those who may not change', async () => {
    const store = emptyStore();
    const read = await book({}, store).add(testSite());
    const sites = book({ mayChange: false }, store);
    for (const change of [
      () => sites.add(testSite({ name: 'Other' })),
      () => sites.replace(read, testSite({ pue: 2 })),
      () => sites.remove('Rockdale'),
    ])
      await expect(change()).rejects.toThrow('You may not change the sites here. Ask an admin to allow it.');
    expect(await sites.list()).toEqual([read]);
  });

  it('says when a site of the tenant is handed out, and not for a demo site', async () => {
    const store = emptyStore();
    let reads = 0;
    const sites = book({ onRead: () => reads++ }, store);
    await sites.get('demo');
    expect(reads).toBe(0);
    await sites.add(testSite());
    await sites.get('rockdale');
    expect(reads).toBe(2);
  });

  it('add() says what is wrong with a site, by field', async () => {
    const bad = testSite({ pue: 0.5, fleet: [{ ...testSite().fleet[0]!, count: 0 }] });
    await expect(book().add(bad)).rejects.toThrow(
      'pue must be between 1 and 3, read 0.5; fleet[0].count must be between 0.001 and 10000000 machines, read 0.',
    );
  });
});

describe('readSite()', () => {
  const refused: [about: string, parts: object, message: RegExp][] = [
    ['an empty name', { name: ' ' }, /^name must have 1 to 60 characters/],
    ['a name of 61 characters', { name: 'x'.repeat(61) }, /^name must have 1 to 60 characters/],
    ['a name with a line break', { name: 'a\nb' }, /^name must have visible characters only/],
    ['a name written from right to left', { name: 'a\u202eb' }, /^name must have visible characters only/],
    ['a name without a letter or digit', { name: '***' }, /^name must have a letter or a digit/],
    [
      'an unknown time zone',
      { timeZone: 'Mars/Base' },
      /^timeZone must be an IANA name .* read "Mars\/Base"/,
    ],
    [
      'an unknown pool scheme',
      { poolScheme: 'SOLO' },
      /^poolScheme must be one of FPPS, PPLNS, PPS, read "SOLO"/,
    ],
    ['an empty fleet', { fleet: [] }, /^fleet must have at least one kind of machine/],
    ['NaN', { uptime: Number.NaN }, /^uptime must be between 0.01 and 1, read NaN/],
    ['a number as text', { pue: '1.05' }, /^pue must be between 1 and 3, read "1.05"/],
    ['a missing number', { poolFee: undefined }, /^poolFee must be between 0 and 0.5, read nothing/],
    ['a field it does not know', { powerPrice: 45 }, /powerPrice/],
  ];
  it.each(refused)('refuses %s', (_, parts, message) => {
    expect(() => readSite({ ...testSite(), ...parts })).toThrow(message);
  });

  it('accepts a name of 60 characters that take two code units each', () => {
    expect(readSite(testSite({ name: `a${'😀'.repeat(59)}` })).name).toHaveLength(119);
  });

  it('accepts what checkSite() accepts of any numbers, and refuses the rest', () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -600, max: 1200 }), fc.constant(undefined));
    const fields = ['powerPriceUsdPerMwh', 'pue', 'uptime', 'poolFee', 'capexUsd', 'interconnectMw'];
    const parts = fc.dictionary(fc.constantFrom(...fields), number);
    fc.assert(
      fc.property(parts, (changed) => {
        const site = { ...testSite(), ...changed } as Site;
        expect(siteSchema.safeParse(site).success).toBe(accepts(site));
      }),
    );
  });

  function accepts(site: Site): boolean {
    try {
      checkSite(site);
      return true;
    } catch {
      return false;
    }
  }
});

describe('siteKey()', () => {
  it('is the same however often it is taken, and in every case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(siteKey(siteKey(name))).toBe(siteKey(name));
        expect(siteKey(` ${name}-`)).toBe(siteKey(name));
        expect(siteKey(name.toUpperCase())).toBe(siteKey(name));
      }),
    );
  });

  it('tells scripts and accents apart', () => {
    expect(new Set(['cafe', 'café', 'кафе', '鉱山'].map(siteKey)).size).toBe(4);
  });
});

describe('demoSites', () => {
  // The built-in reference data of 2026-01-31.
  const market = hashprice({
    subsidyBtc: 3.125,
    feesBtcPerBlock: 0.0217087,
    difficulty: 141_668_107_417_558.25,
    priceUsd: 78_446.39,
  });
  const economics = demoSites.map((site) => siteEconomics({ site: readSite(site), hashprice: market }));

  it('show a site that earns, one that earns more, and one that loses', () => {
    const [prairie, fjord, basin] = economics.map(({ marginPercent }) => marginPercent);
    expect(prairie).toBeGreaterThan(0);
    expect(fjord).toBeGreaterThan(prairie!);
    expect(basin).toBeLessThan(0);
  });

  it('stay within their grid connection', () => {
    for (const [index, { interconnectMw }] of demoSites.entries())
      expect(economics[index]!.powerDrawMw).toBeLessThanOrEqual(interconnectMw!);
  });

  it('begin with one that shows every level of cost and a class that loses money', () => {
    const first = economics[0]!;
    for (const level of Object.values(first.costPerBtc)) expect(level).toHaveProperty('usd');
    expect(first.classes.map(({ losesMoney }) => losesMoney)).toEqual([false, true]);
  });
});
