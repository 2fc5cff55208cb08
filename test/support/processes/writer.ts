// A process that writes to the database in the directory given, and prints what has been confirmed.
import { writeSync } from 'node:fs';
import { z } from 'zod';
import { claims } from '../../../src/storage/claims.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { openDatabase } from '../../../src/storage/sqlite/sqlite.ts';

const [directory = '', task = '', count = ''] = process.argv.slice(2);
const database = openDatabase({ directory });
const values = keyValue({ database, namespace: 'test', now: Date.now });

async function increment(): Promise<void> {
  for (let done = 0; done < Number(count); done++) {
    await database.transaction('rows', async () => {
      const row = await database.get(
        `SELECT value FROM key_values WHERE namespace = 'test' AND key = 'total'`,
      );
      const total = Number(row?.value ?? 0) + 1;
      const sql = `INSERT INTO key_values VALUES ('test', 'total', :total, NULL)
                   ON CONFLICT DO UPDATE SET value = excluded.value`;
      await database.run(sql, { total: String(total) });
    });
    await values.set(`${process.pid}-${done}`, done);
  }
}

/** Writes pairs that must stay equal, until it is killed. */
async function pairs(): Promise<void> {
  const last = (await values.get('count', z.number())) ?? 0;
  for (let n = last + 1; ; n++) {
    await database.transaction('rows', async () => {
      const sql = `INSERT INTO key_values VALUES ('test', :key, :value, NULL)
                   ON CONFLICT DO UPDATE SET value = excluded.value`;
      for (const key of ['left', 'right', 'count']) await database.run(sql, { key, value: String(n) });
    });
    writeSync(1, `${n}\n`);
  }
}

async function claim(): Promise<void> {
  const events = claims({ database, now: Date.now });
  for (let id = 0; id < Number(count); id++) if (await events.claim(`event-${id}`)) writeSync(1, `${id}\n`);
}

const tasks: Record<string, () => Promise<void>> = { increment, pairs, claim, open: async () => {} };
await tasks[task]?.();
await database.close();
