import { expect, it } from 'vitest';
import { auditTrail } from '../../src/access/audit.ts';
import { tokenList, tokenPattern } from '../../src/access/tokens.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';

const by = { id: 'U1', name: 'Ada' };
const address = { adapter: 'toy', tenant: 'toy:A', channel: 'C1' };

function opened() {
  const database = testDatabase();
  let made = 0;
  const newSecret = () => String(++made).padStart(43, 'x');
  return { database, tokens: tokenList({ database, now: () => 0, newSecret }) };
}

it('make() gives a token that find() knows until it is revoked, and keeps no token', async () => {
  const { database, tokens } = opened();
  expect([await tokens.exist(), tokens.seen()]).toEqual([false, false]);
  const text = await tokens.make({ name: 'memos', scope: 'read', address, by });
  expect(text).toMatch(tokenPattern);
  expect(tokens.seen()).toBe(true);
  expect(await tokens.find(text)).toEqual({ name: 'memos', scope: 'read', address, madeBy: by, madeAt: 0 });
  expect(await tokens.find(`${text.slice(0, -1)}y`)).toBeUndefined();
  expect(await tokens.find(`${text} `)).toBeUndefined();
  const kept = JSON.stringify([
    await database.all('SELECT * FROM tokens'),
    await database.all('SELECT * FROM audit'),
  ]);
  expect(kept).not.toContain(text.slice(9));
  expect(await tokens.revoke({ tenant: 'toy:B', name: 'memos', by })).toBe(false);
  expect(await tokens.revoke({ tenant: 'toy:A', name: 'memos', by })).toBe(true);
  expect(await tokens.find(text)).toBeUndefined();
  expect(tokens.seen()).toBe(false);
  const { records } = await auditTrail({ database, now: () => 0 }).latest({ tenant: 'toy:A', most: 9 });
  expect(records.map(({ verb, object }) => `${verb} ${object}`)).toEqual([
    'revoked token memos',
    'added token memos',
  ]);
});

it('make() refuses a name that is taken, one that is none, and the fifty-first of a tenant', async () => {
  const { tokens } = opened();
  const make = (name: string, tenant = 'toy:A') =>
    tokens.make({ name, scope: 'read', address: { ...address, tenant }, by });
  await make('n0');
  await expect(make('n0')).rejects.toThrow('There is a token “n0” already');
  await expect(make('<@everyone>')).rejects.toThrow('has letters, digits, dots and dashes');
  await make('n0', 'toy:B');
  for (let n = 1; n < 50; n++) await make(`n${n}`);
  await expect(make('n50')).rejects.toThrow('There are 50 tokens');
  expect(await tokens.list('toy:B')).toHaveLength(1);
});

it('token add shows the token once, to an admin alone, whatever is asked for', async () => {
  const desk = openTestDesk();
  const { reply, text } = await desk.ask('token add read memos --public');
  expect(reply).toMatchObject({ visibility: 'private', secret: true });
  const [token] = tokenPattern.exec(text)!;
  expect((await desk.ask('token list')).text).not.toContain(token);
  expect((await desk.ask('audit')).text).toContain('token memos');
  expect((await desk.ask('more')).text).not.toContain(token);
  const member = { person: { standing: 'member' as const } };
  const editor = { person: { standing: 'editor' as const } };
  expect((await desk.ask('token add change other', member)).text).toContain('You may not change anything');
  expect((await desk.ask('token add change other', editor)).text).toContain('Only admins');
  await desk.ask('token revoke memos');
  expect(await desk.tokens.find(token)).toBeUndefined();
});
