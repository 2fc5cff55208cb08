import { lstatSync, rmSync, symlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { siteStoreOf } from '../../src/desk.ts';
import { openPostgres } from '../../src/storage/postgres/postgres.ts';
import { silentLog } from '../support/testMarket.ts';
import { testSite } from '../support/testSite.ts';

const server = inject('postgresUrl')!;

async function asked(sql: string, url = server): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** A database of its own on the server, opened as a desk opens it. */
async function opened({ through = (url: string) => url } = {}) {
  const name = `connections_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await asked(`CREATE DATABASE ${name}`);
  const url = server.replace(/\/postgres$/, `/${name}`);
  const database = await openPostgres({ url: through(url), log: silentLog });
  onTestFinished(() => database.close());
  return { database, url, name };
}

const SETTING = `INSERT INTO key_values VALUES ('n', :key, 'v', NULL)`;
const count = 'SELECT count(*) AS n FROM key_values';

describe('a connection that is lost within a transaction', () => {
  it('keeps nothing of it, says so in one line, and costs nothing else', async () => {
    const { database, url, name } = await opened();
    const change = database.transaction('rows', async () => {
      await database.run(SETTING, { key: 'first' });
      await asked(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = '${name}' AND state = 'idle in transaction'`);
      await database.run(SETTING, { key: 'second' });
    });
    await expect(change).rejects.toThrow(/^The database cannot be reached: nothing was saved\.$/);
    expect(await asked(count, url)).toEqual([{ n: '0' }]);
    await database.run(SETTING, { key: 'third' });
    expect(await database.get(count)).toEqual({ n: 1 });
  });

  it('is known though nothing is asked by it, and the process goes on', async () => {
    const { database, url, name } = await opened();
    const { promise, resolve } = Promise.withResolvers<void>();
    const change = database.transaction('rows', async () => {
      await database.run(SETTING, { key: 'first' });
      await promise;
    });
    await asked(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${name}' AND state = 'idle in transaction'`);
    // The end has come once the server has no such connection; what it said is read before what is asked later.
    while ((await asked(`SELECT 1 FROM pg_stat_activity WHERE datname = '${name}'`)).length > 0);
    await database.run(SETTING, { key: 'other' });
    resolve();
    await expect(change).rejects.toThrow('The database cannot be reached: nothing was saved.');
    expect(await asked(count, url)).toEqual([{ n: '1' }]);
  });
});

it('openPostgres() says that a password is asked for where none is known, and leaves no connection open', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  // What a server says to begin with, and then.
  const words = [
    [10, 'SCRAM-SHA-256\0\0'],
    [11, 'r=a,s=YQ==,i=4096'],
  ] as const;
  const authentication = ([kind, text]: (typeof words)[number]) =>
    Buffer.concat([Buffer.from([0x52, 0, 0, 0, 8 + text.length, 0, 0, 0, kind]), Buffer.from(text)]);
  const asking = createServer((socket) => {
    const left = words.map(authentication);
    socket.on('data', () => socket.write(left.shift() ?? '')).on('error', () => {});
    socket.on('close', resolve);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => asking.once('listening', listening));
  const url = `postgres://u@127.0.0.1:${(asking.address() as AddressInfo).port}/x`;
  await expect(openPostgres({ url, log: silentLog })).rejects.toThrow(/^The database asks for a password\./);
  await closed;
  asking.close();
});

// A device of Linux that is always full stands in for the disk below one table.
it.skipIf(process.platform !== 'linux')('a full disk refuses the whole change in one line', async () => {
  const { database, url } = await opened();
  const [place] = await asked(
    `SELECT current_setting('data_directory') AS folder, pg_relation_filepath('audit') AS file`,
    url,
  );
  const file = join(String(place?.folder), String(place?.file));
  expect(lstatSync(file).size).toBe(0);
  rmSync(file);
  symlinkSync('/dev/full', file);
  const added = siteStoreOf({ database, now: () => 0 }).add('t', testSite(), { id: 'U1', name: 'ana' });
  await expect(added).rejects.toThrow(
    /^The disk of the database is full: nothing was saved\. Make room and try again\.$/,
  );
  expect(await asked('SELECT count(*) AS n FROM sites', url)).toEqual([{ n: '0' }]);
});

describe('a pooler that knows few settings of a connection', () => {
  /** What a client asks for as it connects: names and values, each ended by a zero byte. */
  async function startupOf(open: (url: string) => Promise<unknown>): Promise<string[]> {
    const target = new URL(server);
    const seen: string[] = [];
    const proxy = createServer((client) => {
      const database = connect(Number(target.port), target.hostname);
      client.once('data', (bytes) => seen.push(...bytes.subarray(8).toString().split('\0').filter(Boolean)));
      client.pipe(database).pipe(client);
      for (const one of [client, database]) one.on('error', () => {}).on('close', () => database.destroy());
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => proxy.once('listening', listening));
    const url = new URL(server);
    url.port = String((proxy.address() as AddressInfo).port);
    await open(String(url));
    proxy.close();
    return seen;
  }

  it('is asked for those alone that PgBouncer takes', async () => {
    const seen = await startupOf((through) =>
      opened({ through: (url) => through.replace(/\/postgres$/, new URL(url).pathname) }),
    );
    const names = seen.filter((_, at) => at % 2 === 0);
    const known = ['user', 'database', 'client_encoding', 'application_name', 'datestyle', 'timezone'];
    expect(names.filter((name) => !known.includes(name.toLowerCase()))).toEqual([]);
    expect(names).toContain('database');
  });
});
