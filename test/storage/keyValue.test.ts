import { expect, it } from 'vitest';
import { z } from 'zod';
import { StorageError } from '../../src/common/errors.ts';
import { keyValue } from '../../src/storage/keyValue.ts';
import { keyValueContract } from '../contracts/keyValue.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

keyValueContract('keyValue() in a database', () => {
  const database = testDatabase();
  return (options) => keyValue({ database, ...options });
});

const now = () => 0;

it('get(), set() and delete() reject when the storage fails', async () => {
  const database = testDatabase();
  const values = keyValue({ database, namespace: 'market', now });
  await values.set('last', 1);
  await database.run('ALTER TABLE key_values RENAME TO gone');
  await expect(values.get('last', z.number())).rejects.toThrow(/no such table|does not exist/);
  await expect(values.set('last', 2)).rejects.toThrow(/no such table|does not exist/);
  await expect(values.delete('last')).rejects.toThrow(/no such table|does not exist/);
  await database.run('ALTER TABLE gone RENAME TO key_values');
  expect(await values.get('last', z.number())).toBe(1);
});

it('get() rejects when what is stored is no JSON', async () => {
  const database = testDatabase();
  const values = keyValue({ database, namespace: 'market', now });
  await values.set('last', 1);
  await database.run(`UPDATE key_values SET value = '{"torn'`);
  await expect(values.get('last', z.number())).rejects.toThrow(StorageError);
});

it('set() clears away what has expired', async () => {
  const database = testDatabase();
  let time = 0;
  const values = keyValue({ database, namespace: 'states', now: () => time });
  for (let state = 0; state < 50; state++) await values.set(`state-${state}`, state, { ttlMs: 1000 });
  time = 2000;
  await values.set('state', 1, { ttlMs: 1000 });
  expect(await database.all('SELECT key FROM key_values')).toHaveLength(1);
});
