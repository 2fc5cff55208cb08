import { describe, expect, it } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { auditTrail } from '../../src/access/audit.ts';
import { accessBook } from '../../src/access/book.ts';
import { accessList } from '../../src/access/list.ts';
import { type Grant, requireRight, rightsOf, rightsWith } from '../../src/access/rights.ts';
import { tokenList } from '../../src/access/tokens.ts';
import { grantee } from '../../src/chat/parameters/index.ts';
import type { Grantee, Person } from '../../src/chat/people.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

const by = { id: 'U1', name: 'Ada' };

function person(parts: Partial<Person> = {}): Person {
  return { id: '111', name: 'Ada', standing: 'visitor', roles: [], ...parts };
}

describe('rightsWith()', () => {
  it('asks for the grants of those alone whose standing does not decide', async () => {
    const grants: Grant[] = [{ kind: 'any', id: '111', right: 'change' }];
    const rights = (standing: Person['standing'], list: { get(tenant: string): Promise<Grant[]> }) =>
      rightsWith({ person: person({ standing }), address: { tenant: 't', channel: 'c' }, list });
    const given = { get: async () => grants };
    const unreadable = { get: () => Promise.reject(new Error('A damaged grant')) };
    expect((await rights('visitor', given)).change).toBe(true);
    await expect(rights('member', unreadable)).rejects.toThrow('A damaged grant');
    expect((await rights('admin', unreadable)).change).toBe(true);
    expect((await rights('outsider', unreadable)).read).toBe(false);
    expect((await rights('reader', unreadable)).read).toBe(true);
  });
});

describe('rightsOf()', () => {
  const address = { tenant: 'discord:G1', channel: '333' };
  const rights = (who: Person, grants: Grant[] = []) => rightsOf({ person: who, address, grants });
  const nothing = { read: false, change: false, operator: false };

  it('goes by standing where nobody is named', () => {
    expect(rights(person({ standing: 'admin' }))).toEqual({ read: true, change: true, operator: false });
    expect(rights(person({ standing: 'member' }))).toEqual({ ...nothing, read: true });
    expect(rights(person({ standing: 'visitor' }))).toEqual(nothing);
    expect(rights(person({ standing: 'outsider' }))).toEqual(nothing);
  });

  it('gives a program what its token says, whatever is allowed to others, and never makes it the operator', () => {
    const grants: Grant[] = [{ kind: 'channel', id: '333', right: 'change' }];
    expect(rights(person({ standing: 'reader' }), grants)).toEqual({ ...nothing, read: true });
    expect(rights(person({ standing: 'editor' }))).toEqual({ ...nothing, read: true, change: true });
    const console = { tenant: 'console:local', channel: 'terminal' };
    expect(rightsOf({ person: person({ standing: 'editor' }), address: console, grants }).operator).toBe(
      false,
    );
  });

  const named: Grantee[] = [
    { kind: 'person', id: '111' },
    { kind: 'role', id: '222' },
    { kind: 'channel', id: '333' },
    { kind: 'any', id: '111' },
    { kind: 'any', id: '222' },
    { kind: 'any', id: '333' },
  ];
  it.each(named)('lets a visitor do what was allowed to the $kind $id, and an outsider nothing', (who) => {
    const visitor = person({ roles: ['222'] });
    expect(rights(visitor, [{ ...who, right: 'read' }])).toEqual({ ...nothing, read: true });
    expect(rights(visitor, [{ ...who, right: 'change' }])).toEqual({ ...nothing, read: true, change: true });
    const outsider = person({ standing: 'outsider', roles: ['222'] });
    expect(rights(outsider, [{ ...who, right: 'change' }])).toEqual(nothing);
  });

  it('lets nobody in for a role while the platform does not tell who holds it', () => {
    const { roles: _, ...unknown } = person();
    expect(rights(unknown, [{ kind: 'role', id: '222', right: 'change' }])).toEqual(nothing);
  });

  it('lets a right to a channel hold in its threads, and a right to a thread in no other place', () => {
    const inThread = { person: person(), address: { tenant: 'discord:G1', channel: '444' } };
    const grants: Grant[] = [{ kind: 'channel', id: '333', right: 'read' }];
    expect(rightsOf({ ...inThread, parentChannel: '333', grants }).read).toBe(true);
    expect(rightsOf({ ...inThread, parentChannel: '555', grants }).read).toBe(false);
    expect(rightsOf({ ...inThread, grants }).read).toBe(false);
    expect(rights(person(), [{ kind: 'channel', id: '444', right: 'read' }])).toEqual(nothing);
  });

  it('takes no id for one of another kind', () => {
    const crossed: Grantee[] = [
      { kind: 'role', id: '111' },
      { kind: 'channel', id: '222' },
      { kind: 'person', id: '333' },
    ];
    const grants = crossed.map((who): Grant => ({ ...who, right: 'change' }));
    expect(rights(person({ roles: ['222'] }), grants)).toEqual(nothing);
  });

  it('makes an operator of the admin at the console alone', () => {
    const at = (tenant: string, standing: Person['standing']) =>
      rightsOf({ person: person({ standing }), address: { tenant, channel: '' }, grants: [] }).operator;
    expect(at('console:local', 'admin')).toBe(true);
    expect(at('console:local', 'member')).toBe(false);
    expect(at('slack:T1', 'admin')).toBe(false);
  });
});

describe('accessList() in a database', () => {
  const grant: Grant = { right: 'read', kind: 'person', id: 'U7' };
  function open() {
    const database = testDatabase();
    return { list: accessList({ database, now: () => 5 }), trail: auditTrail({ database, now: () => 5 }) };
  }

  it('keeps the grants of each tenant apart', async () => {
    const { list } = open();
    expect(await list.allow('slack:T1', grant, by)).toBe(true);
    expect(await list.get('slack:T1')).toEqual([grant]);
    expect(await list.get('slack:T2')).toEqual([]);
    expect(await list.revoke('slack:T2', grant, by)).toBe(false);
    expect(await list.get('slack:T1')).toEqual([grant]);
  });

  it('allow() and revoke() are false and leave no record where nothing changes', async () => {
    const { list, trail } = open();
    await list.allow('t', grant, by);
    expect(await list.allow('t', grant, by)).toBe(false);
    expect(await list.revoke('t', { ...grant, right: 'change' }, by)).toBe(false);
    expect(await trail.latest({ tenant: 't', most: 9 })).toEqual({
      total: 1,
      records: [{ at: 5, by, verb: 'allowed', object: 'person U7', detail: 'may read' }],
    });
  });

  it('revoke() takes an id away whatever kind it was named as', async () => {
    const { list, trail } = open();
    await list.allow('t', grant, by);
    expect(await list.revoke('t', { ...grant, kind: 'any' }, by)).toBe(true);
    expect(await list.get('t')).toEqual([]);
    const { records } = await trail.latest({ tenant: 't', most: 1 });
    expect(records).toMatchObject([{ verb: 'revoked', object: 'U7', detail: 'may no longer read' }]);
  });

  it('allow() refuses the 201st grant of a tenant', async () => {
    const { list } = open();
    for (let n = 0; n < 200; n++) await list.allow('t', { ...grant, id: `U${n}` }, by);
    await expect(list.allow('t', { ...grant, id: 'U200' }, by)).rejects.toThrow(
      'There are 200 grants, the most there may be. Revoke one, or name a role or a channel.',
    );
    await list.allow('other', grant, by);
  });
});

describe('accessBook()', () => {
  it.each(['member', 'visitor', 'outsider'] as const)('refuses a %s all of it', async (standing) => {
    const database = testDatabase();
    const list = accessList({ database, now: () => 0 });
    const trail = auditTrail({ database, now: () => 0 });
    const grant: Grant = { right: 'change', kind: 'any', id: '111' };
    await list.allow('t', grant, by);
    const who = person({ standing });
    const address = { adapter: 'toy', tenant: 't', channel: '' };
    const rights = rightsOf({ person: who, address, grants: [] });
    const tokens = tokenList({ database, now: () => 0, newSecret: () => 's'.repeat(43) });
    const book = accessBook({ list, tokens, trail, address, person: who, rights });
    const uses = [
      ...[() => book.list(), () => book.allow(grant), () => book.revoke(grant)],
      ...[() => book.tokens.list(), () => book.tokens.revoke('a')],
      () => book.tokens.make({ name: 'a', scope: 'change' }),
    ];
    for (const use of uses)
      await expect(use()).rejects.toThrow('Only admins may see or change who may do what here.');
    expect(await list.get('t')).toEqual([grant]);
    await expect(book.audit({ most: 1 })).rejects.toThrow('You may not see who changed what here.');
  });
});

describe('requireRight()', () => {
  it('refuses, naming what may not be done, when the right is missing', () => {
    const rights = { read: true, change: false };
    expect(() => requireRight({ rights, right: 'read', to: 'see the sites' })).not.toThrow();
    expect(() => requireRight({ rights, right: 'change', to: 'change the sites' })).toThrow(
      'You may not change the sites here. Ask an admin to allow it.',
    );
  });
});

describe('grantee()', () => {
  const { read } = grantee({ description: 'Who' });
  const mentions = adapters.flatMap((kind) => kind.mentions ?? []);
  const lookup = { sites: [], mentions };

  const accepted: [text: string, kind: Grantee['kind'], id: string][] = [
    ['<@U0123ABCD>', 'person', 'U0123ABCD'],
    ['<@U0123ABCD|ada lovelace>', 'person', 'U0123ABCD'],
    ['<@!112233445566778899>', 'person', '112233445566778899'],
    ['@U0123ABCD', 'person', 'U0123ABCD'],
    ['<@&456>', 'role', '456'],
    ['<!subteam^S0123ABCD|@miners>', 'role', 'S0123ABCD'],
    ['<#C789|desk>', 'channel', 'C789'],
    ['#C789', 'channel', 'C789'],
    ['U123', 'any', 'U123'],
    ['"<@U123>"', 'person', 'U123'],
    ['UABCDEFGH', 'any', 'UABCDEFGH'],
  ];
  it.each(accepted)('read() takes %s for the %s %s', (text, kind, id) => {
    expect(read(`${text} --private`, lookup)).toEqual({ value: { kind, id }, rest: ' --private' });
  });

  const names = [
    '@ada',
    'ada',
    'Ada',
    '@everyone',
    '@here',
    '<!channel>',
    '<!everyone>',
    '#general',
    'BOB',
    '',
    '<@U1',
  ];
  it('read() takes a mention of the platform that it comes from alone', () => {
    const of = (platform: string) => adapters.find(({ name }) => name === platform)?.mentions ?? [];
    expect(read('<!subteam^S0123ABCD>', { sites: [], mentions: of('discord') })).toBeUndefined();
    expect(read('<@!112233445566778899>', { sites: [], mentions: of('slack') })).toBeUndefined();
    expect(read('<@U123>', { sites: [] })).toBeUndefined();
  });

  it.each([...names, '<@U123>x', `U${'1'.repeat(32)}`])('read() takes %s for no id', (text) => {
    expect(read(text, lookup)).toBeUndefined();
  });
});
