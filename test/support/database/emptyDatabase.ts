import pg from 'pg';
import { inject } from 'vitest';

/** The URL of a database of its own on the server, empty. */
export async function emptyDatabase(): Promise<string> {
  const server = inject('postgresUrl')!;
  const name = `operate_${process.pid}_${Math.random().toString(36).slice(2)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return server.replace(/\/postgres$/, `/${name}`);
}
