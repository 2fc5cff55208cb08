import { describe, expect, it } from 'vitest';
import { accessList } from '../../src/access/list.ts';
import { ruleStore } from '../../src/alerts/engine/store.ts';
import { assumptionBooks, type OwnDeal } from '../../src/assumptions/book.ts';
import type { Person } from '../../src/chat/people.ts';
import { deliveryRows } from '../../src/delivery/rows.ts';
import { deliveryTable } from '../../src/delivery/table.ts';
import { digestStore } from '../../src/digest/store.ts';
import { powerBook } from '../../src/power/book.ts';
import type { Database } from '../../src/storage/database.ts';
import { operator, tenant, testSettings } from '../digest/digests.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

const now = () => 1_800_000_000_000;
const by = { id: 'U1', name: 'Ada' };
const rights = { read: true, change: true, operator: false };

type Add = (n: number) => Promise<unknown>;

/** What there may be so many of, however many add at once. */
const limits: [name: string, most: number, opened: (database: Database) => Add][] = [
  [
    'grants',
    200,
    (database) => {
      const list = accessList({ database, now });
      return async (n) => {
        if (!(await list.allow('t', { right: 'read', kind: 'person', id: `U${n}` }, by))) throw new Error();
      };
    },
  ],
  [
    'deals',
    200,
    (database) => {
      const book = assumptionBooks({ database, now }).of({ tenant: 't', by, rights });
      const deal = {
        ...{ date: '2026-01', landlord: 'West', site: 'private', structure: 'lease', status: 'signed' },
        ...{ criticalMw: 100, termYears: 15, contractUsdM: 2400, source: 'entered by hand', own: true },
      } as const satisfies Partial<OwnDeal>;
      return (n) => book.addDeal({ ...deal, lessee: `Acme ${n}` });
    },
  ],
  [
    'digests',
    50,
    (database) => {
      const store = digestStore({ database, now });
      return (n) =>
        store.add(
          tenant,
          testSettings({ address: { adapter: 'slack', tenant, channel: `C${n}` } }),
          operator,
        );
    },
  ],
  [
    'power prices',
    500,
    (database) => {
      const person: Person = { ...by, standing: 'admin', roles: [] };
      const book = powerBook({
        ...{ database, now, tenant: 't', person, rights },
        fetchFor: () => async () => new Response(),
      });
      return (n) => book.set({ name: `S${n}`, source: 'Ada', priceUsdPerMwh: 40, observedAt: 0 });
    },
  ],
];

it.each(limits)('of %s there are %s at most, also when twenty come at once', async (_, most, opened) => {
  const add = opened(testDatabase());
  for (let n = 0; n < most - 5; n += 5) await Promise.all([0, 1, 2, 3, 4].map((more) => add(n + more)));
  const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => add(most + n)));
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
});

describe('deliveryRows()', () => {
  it('lease() gives no message to two of three that ask at once, and only the first of a conversation', async () => {
    const database = testDatabase();
    const table = deliveryTable(database);
    await table.insert(
      Array.from({ length: 120 }, (_, n) => ({
        ...{
          key: `k${n}`,
          tenant: 't',
          adapter: 'slack',
          channel: `C${n % 60}`,
          address: '{}',
          reply: '{}',
        },
        ...{ rule: null, dueAt: now() - 1000 + n, expiresAt: now() + 1000 },
      })),
    );
    const workers = ['a', 'b', 'c'].map((holder) =>
      deliveryRows({ database, adapter: 'slack', holder, now }),
    );
    const taken: unknown[] = [];
    for (let round = 0; round < 8; round++)
      for (const rows of await Promise.all(
        workers.map((worker) => worker.lease({ most: 7, except: new Set() })),
      ))
        taken.push(...rows.map(({ channel }) => channel));
    expect(taken).toHaveLength(60);
    expect(new Set(taken).size).toBe(60);
  });

  it('lease() leaves what another has whose clock is seconds ahead', async () => {
    const database = testDatabase();
    await deliveryTable(database).insert([
      {
        ...{ key: 'k', tenant: 't', adapter: 'slack', channel: 'C', address: '{}', reply: '{}' },
        ...{ rule: null, dueAt: now() - 9000, expiresAt: now() + 1000 },
      },
    ]);
    const taken = async (aheadMs: number) =>
      deliveryRows({ database, adapter: 'slack', holder: `${aheadMs}`, now: () => now() + aheadMs }).lease({
        most: 1,
        except: new Set(),
      });
    expect(await taken(2_000)).toHaveLength(1);
    expect(await taken(-2_000)).toEqual([]);
  });
});

it('a rule that is changed while it is evaluated is not put back to where it stood', async () => {
  const database = testDatabase();
  const rule = {
    condition: { kind: 'market', metric: 'hashprice', side: 'below', limit: 45 },
    ...{ forMs: 0, cooldownMs: 0, once: false, pings: [], owner: by },
    address: { adapter: 'console', tenant: 't', channel: 'C1' },
  } as const;
  const read = await ruleStore({ database, now }).add('t', rule, by);
  const [row] = await database.all('SELECT * FROM alert_rules');
  const changing = Promise.withResolvers<void>();
  const mayGoOn = Promise.withResolvers<void>();
  const hesitant: Database = {
    ...database,
    async run(sql, values) {
      if (sql.includes('SET rule = :rule, site')) {
        changing.resolve();
        await mayGoOn.promise;
      }
      return database.run(sql, values);
    },
  };
  const muted = ruleStore({ database: hesitant, now }).change({
    ...{ tenant: 't', number: 1, by, verb: 'muted' },
    to: (one) => ({ ...one, rule: { ...one.rule, mutedUntil: 'recovered' } }),
  });
  await changing.promise;
  const fired = '{"is":"firing","since":0}';
  const evaluated = database.run(
    `UPDATE alert_rules SET state = :fired, message_number = message_number + 1
     WHERE id = :id AND version = :version AND message_number = :messageNumber AND state = :before`,
    { fired, id: read.id, version: read.version, messageNumber: read.messageNumber, before: row!.state! },
  );
  setImmediate(mayGoOn.resolve);
  await muted;
  expect(await evaluated).toBe(0);
  const kept = await ruleStore({ database, now }).get('t', 1);
  expect([kept?.rule.mutedUntil, kept?.state.is]).toEqual(['recovered', 'inactive']);
});
