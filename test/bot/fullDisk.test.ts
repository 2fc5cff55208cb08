import { expect, it } from 'vitest';
import { testDatabase } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE } from '../support/examples.ts';
import { silentLog } from '../support/testMarket.ts';

const READ_ONLY = 'The database is read-only: nothing was saved. Make its directory and files writable.';
const FULL = 'The disk is full: nothing was saved. Make room and try again.';

it('a full disk refuses changes in words, and no question', async () => {
  const database = testDatabase();
  const { ask, bot } = openTestDesk({ database, log: silentLog });
  await ask(ROCKDALE);
  const pages = (await database.get('PRAGMA page_count'))?.page_count;
  await database.all(`PRAGMA max_page_count = ${pages}`);
  // Takes the room that is left in the pages there are.
  const fill = async (bytes: number) => {
    for (;;) await database.run('INSERT INTO claims VALUES (hex(randomblob(:bytes)), 0)', { bytes });
  };
  for (const bytes of [200, 20, 4]) await expect(fill(bytes)).rejects.toThrow(FULL);

  expect((await ask('hashprice')).reply.tone).not.toBe('error');
  expect((await ask('profit rockdale')).reply.title).toMatch(/^rockdale earns \$/);
  expect((await ask('site edit rockdale power=50')).reply.title).toBe(FULL);
  const again = {
    id: 'again',
    address: { adapter: 'slack', tenant: 'slack:T1', channel: 'C1' },
    person: { id: 'U1', name: 'Ada', standing: 'member' as const },
    ask: { text: 'hashprice' },
  };
  expect((await bot.handle(again))?.tone).not.toBe('error');
  expect(await bot.handle(again)).toBeUndefined();

  await database.all(`PRAGMA max_page_count = 1000000`);
  expect((await ask('site show rockdale')).text).toContain('$45.00/MWh');
  expect((await ask('site edit rockdale power=50')).reply.title).toContain('rockdale was changed');
});

it('a disk that can only be read refuses changes in words, and no question', async () => {
  const database = testDatabase();
  const { ask, bot } = openTestDesk({ database, log: silentLog });
  await ask(ROCKDALE);
  await database.all('PRAGMA query_only = ON');

  expect((await ask('profit rockdale')).reply.title).toMatch(/^rockdale earns \$/);
  expect((await ask('site edit rockdale power=50')).reply.title).toBe(READ_ONLY);
  expect((await ask('alert add hashprice < 45')).reply.title).toBe(READ_ONLY);
  const asked = {
    id: 'once',
    address: { adapter: 'slack', tenant: 'slack:T1', channel: 'C1' },
    person: { id: 'U1', name: 'Ada', standing: 'admin' as const },
  };
  const change = { ...asked, id: 'change', ask: { text: 'site add Pit 10 MW s21xp at 45' } };
  expect((await bot.handle(change))?.title).toBe(READ_ONLY);
  const question = { ...asked, ask: { text: 'hashprice' } };
  expect((await bot.handle(question))?.tone).not.toBe('error');
  expect(await bot.handle(question)).toBeUndefined();

  await database.all('PRAGMA query_only = OFF');
  expect((await ask('site show rockdale')).text).toContain('$45.00/MWh');
  expect((await ask('site edit rockdale power=50')).reply.title).toContain('rockdale was changed');
});
