import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SQLOutputValue } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { claims } from '../../src/storage/claims.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { databaseIn, filled, run } from './runs.ts';

describe('tenant', () => {
  /** Two tenants with sites, an alert, a digest, grants, claims and what a platform keeps of them. */
  async function twoTenants() {
    const cwd = await filled('alert add hashprice < 45 for 30m', 'digest daily 08:00 UTC');
    const database = testDatabase(join(cwd, 'data'));
    for (const tenant of ['slack:T1', 'slack:T12'])
      for (const table of ['sites', 'alert_rules', 'digests', 'audit'])
        for (const row of await database.all(`SELECT * FROM ${table} WHERE tenant = :from`, {
          from: 'console:local',
        })) {
          const text = JSON.stringify(row).replaceAll('console:local', tenant);
          const { id: _, ...rest } = JSON.parse(text) as Record<string, SQLOutputValue>;
          const names = Object.keys(rest);
          await database.run(
            `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((it) => `:${it}`).join(', ')})`,
            rest,
          );
        }
    for (const team of ['T1', 'T12']) {
      await claims({ database, now: Date.now }).claim(`slack slack:${team} Ev1`);
      const insert = 'INSERT INTO key_values VALUES (:namespace, :key, :value, NULL)';
      await database.run(insert, { namespace: 'slack-installs', key: team, value: `"text of ${team}"` });
      await database.run(insert, { namespace: 'discord buttons', key: team, value: '"another platform"' });
    }
    return { cwd, database };
  }

  /** Each row of each table that holds `text` as a word. */
  async function found(database: ReturnType<typeof testDatabase>, text: string): Promise<string[]> {
    const tables = await database.all(`SELECT name FROM sqlite_schema WHERE type = 'table'`);
    const rows: string[] = [];
    for (const { name } of tables)
      for (const row of await database.all(`SELECT * FROM "${name}"`))
        rows.push(`${name} ${JSON.stringify(row)}`);
    return rows.filter((row) => new RegExp(`(?<![\\w-])${text}(?![\\w-])`).test(row));
  }

  it('delete leaves no row that names it in any table, and every row of the others', async () => {
    const { cwd, database } = await twoTenants();
    const others = async () => [
      ...(await found(database, 'slack:T12')),
      ...(await found(database, 'T12')),
      ...(await found(database, 'console:local')),
    ];
    const before = await others();
    expect((await found(database, 'slack:T1')).length).toBeGreaterThan(4);
    const unsaid = await run(['tenant', 'delete', 'slack:T1'], { cwd });
    expect(unsaid).toMatchObject({ code: 2, stderr: expect.stringMatching(/would be deleted for good/) });
    expect((await found(database, 'slack:T1')).length).toBeGreaterThan(4);
    const deleted = await run(['tenant', 'delete', 'slack:T1', '--yes'], { cwd });
    expect(deleted).toMatchObject({ code: 0, stderr: '' });
    expect(await found(database, 'slack:T1')).toEqual([]);
    expect(await found(database, 'T1')).toEqual([expect.stringContaining('discord buttons')]);
    expect(await others()).toEqual(before);
  });

  it('delete leaves no text of it in the bytes of the file', async () => {
    const { cwd, database } = await twoTenants();
    await database.run('UPDATE sites SET name = :name WHERE tenant = :tenant', {
      name: 'Sekretfield',
      tenant: 'slack:T1',
    });
    await run(['tenant', 'delete', 'slack:T1', '--yes'], { cwd });
    expect(readFileSync(databaseIn(cwd)).includes('Sekretfield')).toBe(false);
    const log = statSync(`${databaseIn(cwd)}-wal`, { throwIfNoEntry: false });
    expect(log?.size ?? 0).toBe(0);
  });

  it('delete is refused while a desk runs on the file', async () => {
    const { cwd, database } = await twoTenants();
    await database.run(`INSERT INTO leases VALUES ('desk', 'another', :end)`, { end: Date.now() + 8_000 });
    const { code, stderr } = await run(['tenant', 'delete', 'slack:T1', '--yes'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'A desk runs on this database: stop it, then delete the tenant.\n',
    });
    expect((await found(database, 'slack:T1')).length).toBeGreaterThan(4);
  });

  it.each(['slack', 'slack:', ':T1', 'discord'])(
    'delete of “%s” deletes nothing: it would be everybody’s',
    async (id) => {
      const { cwd, database } = await twoTenants();
      const before = await found(database, '');
      const { code, stderr } = await run(['tenant', 'delete', id, '--yes'], { cwd });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('its own id there') });
      expect(await found(database, '')).toEqual(before);
    },
  );

  it('export prints its rows of every table as JSON, nothing of others, and no credential of the platform', async () => {
    const { cwd } = await twoTenants();
    const { code, stdout } = await run(['tenant', 'export', 'slack:T1'], { cwd });
    expect(code).toBe(0);
    const { tenant, tables } = JSON.parse(stdout) as {
      tenant: string;
      tables: Record<string, { tenant: string }[]>;
    };
    expect(tenant).toBe('slack:T1');
    expect(Object.keys(tables)).toEqual(expect.arrayContaining(['sites', 'alert_rules', 'digests', 'audit']));
    expect(
      new Set(
        Object.values(tables)
          .flat()
          .map((row) => row.tenant),
      ),
    ).toEqual(new Set(['slack:T1']));
    expect(stdout).not.toContain('text of T1');
  });

  it.each([
    [['tenant']],
    [['tenant', 'rename', 'slack:T1']],
    [['tenant', 'export', 'slack:T999']],
    [['tenant', 'export', 'slack:T1', 'T12']],
    [['tenant', 'delete', 'slack:T1', '--sure']],
    [['tenant', 'delete', "x' OR 1=1 --", '--yes']],
  ])('says in one line what is wrong with %j', async (words) => {
    const { cwd } = await twoTenants();
    const { code, stdout, stderr } = await run(words, { cwd });
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      code: 2,
      stdout: '',
      lines: 1,
    });
  });

  it('makes no database where none is', async () => {
    const cwd = tempDirectory();
    expect(await run(['tenant', 'export', 'slack:T1'], { cwd })).toMatchObject({ code: 2 });
    expect(await run(['backup', 'copy'], { cwd })).toMatchObject({ code: 2 });
    expect(statSync(join(cwd, 'data'), { throwIfNoEntry: false })).toBeUndefined();
  });
});
