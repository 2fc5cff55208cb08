import { describe, expect, it } from 'vitest';
import { auditTrail } from '../../src/access/audit.ts';
import type { Rights } from '../../src/access/rights.ts';
import { assumptionBooks, type OwnDeal } from '../../src/assumptions/book.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const admin: Rights = { read: true, change: true, operator: false };
const deal: OwnDeal = {
  date: '2026-01',
  landlord: 'West',
  lessee: 'Acme',
  site: 'private',
  structure: 'lease',
  status: 'signed',
  criticalMw: 100,
  termYears: 15,
  contractUsdM: 2400,
  source: 'entered by hand',
  own: true,
};

const by = { id: 'U1', name: 'Ada' };
const now = () => Date.parse('2026-04-20T12:00:00Z');

function open(database = testDatabase()) {
  const books = assumptionBooks({ database, now });
  return (tenant: string, rights: Rights = admin) => books.of({ tenant, by, rights });
}

describe('assumptionBooks()', () => {
  it('keeps what a tenant assumes, and takes it back', async () => {
    const book = open()('a');
    await book.assume({ name: 'taxPercent', value: 21 });
    await book.assume({ name: 'rampMonths', value: 3 });
    expect(await book.overrides()).toEqual({ taxPercent: 21, rampMonths: 3 });
    await book.assume({ name: 'taxPercent', value: undefined });
    expect(await book.overrides()).toEqual({ rampMonths: 3 });
  });

  it('keeps what is assumed for one site apart from the others, however its name is written', async () => {
    const book = open()('a');
    await book.assume({ name: 'taxPercent', value: 21 });
    await book.assume({ name: 'taxPercent', value: 25, site: 'West Texas' });
    expect(await book.overrides()).toEqual({ taxPercent: 21 });
    expect(await book.overrides({ site: 'west-texas' })).toEqual({ taxPercent: 25 });
    expect(await book.overrides({ site: 'Fargo' })).toEqual({});
  });

  it('refuses an assumption beyond its range and keeps the one before', async () => {
    const book = open()('a');
    await expect(book.assume({ name: 'gpuUtilisationPercent', value: 130 })).rejects.toThrow(
      /between 1 and 100 %, read 130/,
    );
    expect(await book.overrides()).toEqual({});
  });

  it('refuses a deal whose rent is far from any that was paid: a zero too many', async () => {
    const book = open()('a');
    await expect(book.addDeal({ ...deal, contractUsdM: 240_000 })).rejects.toThrow(
      /rentUsdPerKwMonth must be between 1 and 400/,
    );
    await expect(book.addDeal({ ...deal, contractUsdM: 0.2 })).rejects.toThrow(RangeError);
    expect(await book.deals()).toEqual([]);
  });

  it('shows one tenant nothing of another', async () => {
    const bookOf = open();
    await bookOf('a').assume({ name: 'taxPercent', value: 21 });
    await bookOf('a').addDeal(deal);
    expect(await bookOf('b').overrides()).toEqual({});
    expect(await bookOf('b').deals()).toEqual([]);
  });

  it('shows nothing to those who may not read, and changes nothing for those who may not change', async () => {
    const bookOf = open();
    await bookOf('a').assume({ name: 'taxPercent', value: 21 });
    await bookOf('a').addDeal(deal);
    const outsider = bookOf('a', { read: false, change: false, operator: false });
    expect(await outsider.overrides()).toEqual({});
    expect(await outsider.deals()).toEqual([]);
    const member = bookOf('a', { read: true, change: false, operator: false });
    expect(await member.deals()).toEqual([deal]);
    await expect(member.assume({ name: 'taxPercent', value: 0 })).rejects.toThrow('You may not change');
    await expect(member.addDeal(deal)).rejects.toThrow('You may not change');
    await expect(member.removeDeals(deal)).rejects.toThrow('You may not change');
  });

  it('loses nothing of what two processes write in turns', async () => {
    const directory = tempDirectory();
    const [one, other] = [testDatabase(directory), testDatabase(directory)].map((it) => open(it)('a'));
    for (let round = 0; round < 10; round++) {
      await one!.addDeal({ ...deal, landlord: `One ${round}` });
      await other!.addDeal({ ...deal, landlord: `Other ${round}` });
    }
    await one!.assume({ name: 'taxPercent', value: 21 });
    await other!.assume({ name: 'rampMonths', value: 3 });
    expect(await one!.deals()).toHaveLength(20);
    expect(await one!.overrides()).toEqual({ taxPercent: 21, rampMonths: 3 });
  });

  it('records who changed what, and nothing where nothing changed', async () => {
    const database = testDatabase();
    const book = open(database)('a');
    await book.assume({ name: 'taxPercent', value: 21 });
    await book.assume({ name: 'taxPercent', value: 21 });
    await book.addDeal(deal);
    await book.removeDeals(deal);
    const { records } = await auditTrail({ database, now }).latest({ tenant: 'a', most: 10 });
    expect(records.map(({ verb, object, by: who }) => `${who.name} ${verb} ${object}`)).toEqual([
      'Ada removed deal West – Acme',
      'Ada added deal West – Acme',
      'Ada assumed assumption taxPercent',
    ]);
  });

  it('refuses more deals than it keeps, and figures that cannot be right', async () => {
    const book = open()('a');
    for (let index = 0; index < 200; index++) await book.addDeal(deal);
    await expect(book.addDeal(deal)).rejects.toThrow('There are 200 deals, the most that are kept');
    await expect(book.addDeal({ ...deal, contractUsdM: -1 })).rejects.toThrow(/contractUsdM must be between/);
  });

  it('removes a deal by who lets and who rents, and says when there is none', async () => {
    const book = open()('a');
    await book.addDeal(deal);
    expect(await book.removeDeals({ landlord: 'West', lessee: 'Other' })).toBe(false);
    expect(await book.removeDeals(deal)).toBe(true);
    expect(await book.deals()).toEqual([]);
  });
});
