import { expect, it } from 'vitest';
import { deliveryRows } from '../../src/delivery/rows.ts';
import { historyStore } from '../../src/market/historyStore.ts';
import { versionOfProgram } from '../../src/storage/schema.ts';
import { alertDesk } from '../support/alertDesk.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';

/** What people do with what is kept. */
const lines = (name: string) => [
  `site add ${name} 100 MW s21xp at 45`,
  `site ${name} pue=1.1`,
  'alert add hashprice < 45',
  'alert list',
  'digest daily 08:00 UTC',
  'digest list',
  `power ${name} 58`,
  `tariff ${name} energy=45`,
  `bill ${name}`,
  `profit ${name}`,
  'quiet from 22:00 to 07:00',
  `access allow read U0${name.toUpperCase()}`,
  `token add read ${name}`,
  'token list',
  'assumptions set wacc 11%',
  'assumptions',
  'audit',
  'outbox',
];

it('a desk goes on with all it does once a newer release has added a column to every table', async () => {
  const database = testDatabase();
  const desk = openTestDesk({ database });
  const alerts = alertDesk({ database });
  const rows = deliveryRows({ database, adapter: 'console', holder: 'w', now: alerts.clock.now });
  const history = historyStore({ database });
  /** How many conversations were told of an alert. */
  async function day(name: string): Promise<number> {
    for (const line of lines(name))
      expect((await desk.ask(line)).reply.title, line).not.toMatch(/I read|could not/);
    await alerts.add('hashprice < 45', {}, name);
    await alerts.run([48, 40]);
    await history.save({ rows: [], retargets: [], updatedAt: 1 });
    const told = await rows.lease({ most: 9, except: new Set() });
    await database.run('DELETE FROM deliveries');
    return told.length;
  }
  expect(await day('rockdale')).toBe(2);
  await database.run('CREATE TABLE of_next (id INTEGER PRIMARY KEY)');
  for (const { table } of await database.tables())
    await database.run(`ALTER TABLE "${table}" ADD COLUMN of_next INTEGER NOT NULL DEFAULT 0`);
  const newer = versionOfProgram + 1;
  await database.run(
    database.engine === 'SQLite'
      ? `PRAGMA user_version = ${newer}`
      : `UPDATE schema_version SET version = ${newer}`,
  );
  await database.check();
  expect(await day('zephyr')).toBe(3);
});
