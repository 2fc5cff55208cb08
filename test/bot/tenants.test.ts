import { describe, expect, inject, it, onTestFinished } from 'vitest';
import type { Person } from '../../src/chat/people.ts';
import { figuresOf } from '../../src/chat/reply.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';
import { handClock } from '../support/handClock.ts';
import { startMarketServer } from '../support/marketServer.ts';
import { seededTenants } from '../support/seededTenants.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const addRockdale = 'site add Rockdale 100 s21xp at $45/MWh';

/** A server in another process answers each question a few milliseconds later: there, a part of them has to do. */
const QUESTIONS = inject('postgresUrl') === undefined ? 5000 : 1000;

describe('bot.handle() with 500 tenants', () => {
  it('never shows or changes what is of another tenant, and gives each person their own rights', async () => {
    const dataDirectory = tempDirectory();
    const clock = handClock();
    const server = await startMarketServer({ now: clock.now });
    onTestFinished(() => server.close());
    const desk = openTestDesk({ dataDirectory, market: { urls: server.urls, clock } });
    const world = seededTenants({ tenants: 500, seed: 20261122 });
    let worked = 0;
    for (let n = 0; n < QUESTIONS; n++) {
      const { line, works, tenant, person, after } = world.turn();
      const { reply, text } = await desk.ask(line, { tenant, person });
      expect(reply.tone !== 'error', `${person.standing} of ${tenant}: ${line}\n${text}`).toBe(works);
      expect(world.foreignIn({ text: JSON.stringify(reply), tenant, line })).toEqual([]);
      if (works) after?.(reply);
      if (works) worked++;
      clock.advance(500);
    }
    expect(worked).toBeGreaterThan(0.3 * QUESTIONS);
    expect(worked).toBeLessThan(0.8 * QUESTIONS);
    expect(await stateIn(dataDirectory)).toEqual(world.expected());
  });

  /** Everything that is stored, by tenant. */
  async function stateIn(directory: string) {
    const database = testDatabase(directory);
    const all = async (sql: string) => (await database.all(sql)).map((row) => Object.values(row).join(' '));
    return {
      sites: (await database.all('SELECT tenant, name, site FROM sites'))
        .map(({ tenant, name, site }) =>
          [tenant, name, JSON.parse(String(site)).powerPriceUsdPerMwh].join(' '),
        )
        .sort(),
      grants: (await all('SELECT tenant, "right", id FROM grants')).sort(),
      changes: (await all('SELECT tenant, count(*) AS changes FROM audit GROUP BY tenant')).sort(),
    };
  }
});

describe('who may do what', () => {
  const tenant = 'discord:G1';
  const ada = { id: 'U1', name: 'Ada' };
  const grace = { id: 'U0123ABCD', name: 'Grace', standing: 'visitor' } as const;

  async function deskWithRockdale() {
    const desk = openTestDesk();
    await desk.ask(addRockdale, { tenant, person: ada });
    const ask = async (line: string, person: Partial<Person>, channel = 'C1') =>
      (await desk.ask(line, { tenant, person, channel })).reply;
    return { desk, asAdmin: (line: string) => ask(line, ada), ask };
  }

  const ways: [named: string, person: Partial<Person>, channel: string][] = [
    ['<@U0123ABCD>', grace, 'C1'],
    ['U0123ABCD', grace, 'C1'],
    ['<@&4567>', { ...grace, id: 'U9', roles: ['4567'] }, 'C1'],
    ['<#C0DESK01>', { ...grace, id: 'U9' }, 'C0DESK01'],
  ];
  it.each(ways)(
    'a visitor reads once an admin has named %s, until that is revoked',
    async (who, person, channel) => {
      const { ask, asAdmin } = await deskWithRockdale();
      const profit = () => ask('profit rockdale', person, channel);
      expect((await profit()).tone).toBe('error');
      await asAdmin(`access allow read ${who}`);
      expect((await profit()).title).toMatch(/^Rockdale earns \$/);
      expect((await ask('site edit rockdale power=50', person, channel)).title).toBe(
        'You may not change anything here. Ask an admin to allow it.',
      );
      await asAdmin(`access revoke read ${who}`);
      expect((await profit()).tone).toBe('error');
    },
  );

  it('a guest reads nothing, whoever names them', async () => {
    const { ask, asAdmin } = await deskWithRockdale();
    for (const right of ['read', 'change']) await asAdmin(`access allow ${right} U0123ABCD`);
    const guest = { ...grace, standing: 'outsider' } as const;
    for (const line of [
      'profit rockdale',
      'site list',
      'site export rockdale',
      'audit',
      'access show',
      addRockdale,
    ])
      expect((await ask(line, guest)).tone, line).toBe('error');
  });

  it('whoever was allowed to change may not allow others', async () => {
    const { ask, asAdmin } = await deskWithRockdale();
    await asAdmin('access allow change U0123ABCD');
    expect((await ask('site edit rockdale power=50', grace)).title).toMatch(/^Rockdale was changed: /);
    for (const line of ['access show', 'access allow read U0000ZZZZ', 'access revoke change U0123ABCD'])
      expect((await ask(line, grace)).title).toBe(
        'Only admins may see or change who may do what here. Ask an admin.',
      );
  });

  it('what was kept of an answer about sites is refused to whoever may not read them any more', async () => {
    const { desk, ask, asAdmin } = await deskWithRockdale();
    await asAdmin('access allow read U0GRACE');
    const person = { ...grace, id: 'U0GRACE' };
    const kept = await ask('profit rockdale', person);
    const form = await ask('whatif rockdale', person);
    const market = await ask('hashprice', person);
    const details = await ask(`more ${kept.id}`, person);
    const steps = await ask(`explain ${kept.id}`, person);
    expect([kept, form, details, steps, market].map(({ readsSites }) => readsSites)).toEqual([
      ...[true, true, true, true],
      undefined,
    ]);
    const address = { adapter: 'slack', tenant, channel: 'C1' };
    const refused = (it: typeof kept) => desk.bot.refuse({ address, person, kept: it });
    expect(await refused(kept)).toBeUndefined();
    await asAdmin('access revoke read U0GRACE');
    for (const it of [kept, form, details, steps])
      expect((await refused(it))?.title).toBe(
        'You may not see the sites of that answer here. Ask an admin to allow it.',
      );
    expect(await refused(market)).toBeUndefined();
  });

  it('the rights of whoever clicks count, not those of whom the answer was for', async () => {
    const { ask, asAdmin } = await deskWithRockdale();
    const { id } = await asAdmin('profit rockdale');
    expect((await ask(`explain ${id}`, grace)).title).toBe(
      'You may not see the sites of that answer here. Ask an admin to allow it.',
    );
    const member = { ...grace, standing: 'member' } as const;
    expect((await ask(`explain ${id}`, member)).title).toMatch(/^Explained: Rockdale earns \$/);
    const asked = await asAdmin('site remove rockdale');
    const [button] = asked.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    expect(button?.command).toBe('site remove "Rockdale" --yes');
    expect((await ask(button!.command, member)).tone).toBe('error');
    expect((await ask('site list', member)).tone).not.toBe('error');
    expect((await asAdmin(button!.command)).title).toBe('Rockdale was removed');
  });

  it('status tells a chat of its own sites alone, and the console of the whole desk', async () => {
    const { ask, asAdmin, desk } = await deskWithRockdale();
    await desk.ask(addRockdale, { tenant: 'slack:T2' });
    const inChat = await asAdmin('status');
    expect(JSON.stringify(inChat)).not.toMatch(/https?:|SQLite|Tenants/);
    expect(figuresOf(inChat).filter(({ metric }) => metric === 'siteCount')).toMatchObject([{ value: 1 }]);
    expect(figuresOf(await ask('status', grace)).filter(({ metric }) => metric === 'siteCount')).toEqual([]);
    const { reply, text } = await desk.ask('status');
    expect(text).toContain('https://mempool.space');
    expect(text).toMatch(/Store: (?:SQLite|PostgreSQL)\. Sites: 2\. Tenants with sites: 2\./);
    expect(figuresOf(reply)).toContainEqual(expect.objectContaining({ metric: 'tenantCount', value: 2 }));
  });

  it('audit shows who changed what, newest first, as it was typed', async () => {
    const desk = openTestDesk();
    const ask = (line: string) => desk.ask(line, { tenant: 'slack:T1', person: ada });
    await ask('site add "<!channel> *x*" 3 s21xp at $45/MWh');
    desk.clock.advance(60_000);
    await ask('site edit "<!channel> *x*" power=48.125 uptime=90%');
    await ask('access allow read <#C789>');
    expect((await ask('audit')).text).toMatchInlineSnapshot(`
      "Who changed what

      3 changes are on record.

      When (UTC)        Who       What                        Detail
      2026-04-20 12:01  Ada (U1)  allowed channel C789        may read
      2026-04-20 12:01  Ada (U1)  edited site <!channel> *x*  Power price 45 USD/MWh →
                                                              48.125 USD/MWh; Uptime
                                                              95% → 90%
      2026-04-20 12:00  Ada (U1)  added site <!channel> *x*   Power price 45 USD/MWh;
                                                              PUE 1.05; Uptime 95%;
                                                              Pool fee 2%; Pool scheme
                                                              FPPS; Time zone UTC;
                                                              Fleet 3 × S21 XP

      → More: more a3"
    `);
    expect((await ask('access show')).text).toMatchInlineSnapshot(`
      "Who may do what here

      Admins may read and change everything, and decide who else may. Full members may
      read. Guests and people from outside may do neither, whoever names them. Where
      the platform does not tell who is a full member, only those named below may
      read.

      Named here
      Who                           May
      Everyone in the channel C789  read"
    `);
  });

  it('audit shows the latest 50 changes, and how many there are', async () => {
    const { asAdmin, desk } = await deskWithRockdale();
    for (let n = 1; n <= 60; n++) {
      desk.clock.advance(2000);
      await asAdmin(`site edit rockdale power=${45 + n}`);
    }
    const reply = await asAdmin('audit');
    expect(figuresOf(reply)).toMatchObject([{ metric: 'changeCount', value: 61 }]);
    const [rows] = reply.details!.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
    expect(rows).toHaveLength(50);
    expect(rows?.[0]?.at(-1)).toBe('Power price 104 USD/MWh → 105 USD/MWh');
  });
});

describe('how often', () => {
  const tenant = 'slack:T1';
  const person = { id: 'U1', name: 'Ada' };

  it('bot.handle() refuses what comes too fast with one private line, before any work', async () => {
    const desk = openTestDesk();
    for (let n = 0; n < 15; n++) await desk.ask('help', { tenant, person });
    const { reply } = await desk.ask(addRockdale, { tenant, person });
    expect(reply).toMatchObject({
      title: 'Too many questions from you: up to 30 a minute are answered. Try again in 2 s.',
      tone: 'error',
      visibility: 'private',
      blocks: [],
    });
    desk.clock.advance(2000);
    expect((await desk.ask('site list', { tenant, person })).reply.title).toBe('There are no sites yet');
  });

  it('bot.handle() never makes the operator wait at the console', async () => {
    const desk = openTestDesk();
    for (let n = 0; n < 400; n++) expect((await desk.ask('help')).reply.tone).not.toBe('error');
  });

  it('bot.handle() says nothing to what was answered before a restart', async () => {
    const dataDirectory = tempDirectory();
    const before = openTestDesk({ dataDirectory });
    await before.ask(addRockdale, { tenant, person });
    await before.stop();
    const after = openTestDesk({ dataDirectory });
    // The questions of a desk are numbered, so this is the first question of all once more.
    await expect(after.ask('site remove rockdale --yes', { tenant, person })).rejects.toThrow(/asked before/);
    expect((await after.ask('site show rockdale', { tenant, person })).reply.title).toMatch(/^Rockdale: /);
  });
});
