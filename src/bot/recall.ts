import { transcode } from 'node:buffer';
import { z } from 'zod';
import type { Address, Person } from '../chat/people.ts';
import { type Reply, replySchema } from '../chat/reply.ts';
import { withMore } from '../chat/show/short.ts';
import type { Log } from '../common/log.ts';
import type { Database } from '../storage/database.ts';
import { readStored } from '../storage/stored.ts';

const KEPT_MS = 86_400_000;
/** The last answers of a person in a conversation, and the last of a tenant: one asks at most 43,200 times a day. */
const MOST_IN_CONVERSATION = 50;
const MOST_OF_TENANT = 1_000;
/** More are not held back: neither the memory nor the pause for writing them may grow with the load. */
const MOST_PENDING = 16;
const answerSchema = z.object({ readsSites: z.boolean(), reply: replySchema });

/** An answer as it is kept; `readsSites` says that seeing it needs permission to read the tenant's sites. */
type KeptAnswer = z.infer<typeof answerSchema>;

interface Asked {
  address: Address;
  person: Person;
}

/** Keeps the latest answers for a day, so that they can be explained. */
export interface Recall {
  newId(): string;
  keep(asked: Asked & { answer: KeptAnswer }): void;
  /** The answer called `id`, or the last one to the same person in the same conversation. */
  get(asked: Asked & { id?: string }): KeptAnswer | undefined;
  /** How many answers of all tenants are kept, and the bytes they take, those that still wait for the disk too. */
  size(): Size;
  /** Writes what is not on the disk yet. */
  flush(): void;
}

interface Size {
  count: number;
  bytes: number;
}

interface Row {
  [name: string]: string | number | Buffer;
  tenant: string;
  id: string;
  conversation: string;
  /** JSON in UTF-8. */
  answer: Buffer;
  expiresAt: number;
}

/**
 * Answers in the database, written together a moment after they were given: an explanation that a crash takes
 * along costs a question asked again, and waiting for the disk would cost every answer. Kept are the last 50 of a
 * person in a conversation, and the last 1,000 of a tenant. `newId` is unique within a
 * tenant for a day; `later` runs a task in a moment.
 */
export function createRecall(options: {
  database: Database;
  now: () => number;
  newId: () => string;
  later: (task: () => void) => void;
  log: Log;
}): Recall {
  const { database, now, newId, later, log } = options;
  const total = keptTotal(database);
  let pending: Row[] = [];
  const flush = () => {
    if (pending.length === 0) return;
    const rows = pending;
    pending = [];
    try {
      const changes = database.hastyTransaction(() => [
        drop({ database, where: 'expires_at <= :now', values: { now: now() } }),
        ...rows.map((row) => sizeOf(database.get(INSERT, row))),
        ...dropOldest(database, rows),
      ]);
      total.move(changes);
    } catch (err) {
      // A full disk must cost no answer, only its explanation.
      log.warn({ err, answers: rows.length }, 'Answers could not be kept for explaining');
    }
  };
  return {
    newId,
    flush,
    size() {
      const waiting = pending.reduce((sum, { answer }) => sum + answer.length, 0);
      const { count, bytes } = total.now();
      return { count: count + pending.length, bytes: bytes + waiting };
    },
    keep({ address, person, answer }) {
      const { id } = answer.reply;
      if (id === undefined) throw new TypeError('An answer without an id cannot be kept');
      if (pending.length === 0) later(flush);
      pending.push({
        tenant: address.tenant,
        id,
        conversation: conversationOf({ address, person }),
        answer: utf8(JSON.stringify(answer)),
        expiresAt: now() + KEPT_MS,
      });
      if (pending.length >= MOST_PENDING) flush();
    },
    get({ address, person, id }) {
      const { tenant } = address;
      const conversation = conversationOf({ address, person });
      const recent = pending.findLast(
        (row) =>
          row.tenant === tenant && (id === undefined ? row.conversation === conversation : row.id === id),
      );
      const json =
        recent?.answer.toString() ??
        stored({ database, tenant, conversation, now: now(), ...(id !== undefined && { id }) });
      return json === undefined
        ? undefined
        : readStored({ json, schema: answerSchema, name: `answer ${id ?? 'last'}` });
    },
  };
}

/**
 * What is on the disk: counted when it is first asked for, and anew once another process has written, because looking
 * at every answer takes a while; what this one writes is added up.
 */
function keptTotal(database: Database) {
  let known: (Size & { version: number }) | undefined;
  return {
    now(): Size {
      const version = Number(database.get('PRAGMA data_version')?.data_version);
      if (known?.version !== version) {
        const row = database.get(`SELECT ${SIZE} FROM answers`);
        known = { ...sizeOf(row), version };
      }
      return known;
    },
    move(changes: readonly Size[]): void {
      for (const { count, bytes } of known === undefined ? [] : changes) {
        known!.count += count;
        known!.bytes += bytes;
      }
    },
  };
}

const SIZE = 'count(*) AS count, total(octet_length(answer)) AS bytes';

/** The size that a statement tells; of nothing where it tells nothing. */
const sizeOf = (row: ReturnType<Database['get']>): Size => ({
  count: Number(row?.count ?? 0),
  bytes: Number(row?.bytes ?? 0),
});

/** A third of the time that `Buffer.from` or a bound string takes for a text with signs such as `×` in it. */
const utf8 = (text: string): Buffer => transcode(Buffer.from(text, 'utf16le'), 'utf16le', 'utf8');

function dropOldest(database: Database, rows: readonly Row[]): Size[] {
  const conversations = new Map(rows.map((row) => [`${row.tenant} ${row.conversation}`, row]));
  const tenants = new Set(rows.map((row) => row.tenant));
  return [
    ...[...conversations.values()].map(({ tenant, conversation }) => {
      return drop({ database, where: OLD_IN_CONVERSATION, values: { tenant, conversation } });
    }),
    ...[...tenants].map((tenant) => drop({ database, where: OLD_OF_TENANT, values: { tenant } })),
  ];
}

/** Drops the answers of which `where` is true; by how much fewer are kept. */
function drop(asked: { database: Database; where: string; values: Record<string, string | number> }): Size {
  const { database, where, values } = asked;
  const { count, bytes } = sizeOf(database.get(`SELECT ${SIZE} FROM answers WHERE ${where}`, values));
  if (count > 0) database.run(`DELETE FROM answers WHERE ${where}`, values);
  return { count: -count, bytes: -bytes };
}

// Not bound: with a bound LIMIT or OFFSET a short statement takes twice as long.
const OLD_IN_CONVERSATION = `tenant = :tenant AND conversation = :conversation
  AND sequence <= (SELECT sequence FROM answers WHERE tenant = :tenant AND conversation = :conversation
    ORDER BY sequence DESC LIMIT 1 OFFSET ${MOST_IN_CONVERSATION})`;
const OLD_OF_TENANT = `tenant = :tenant
  AND sequence <= (SELECT sequence FROM answers WHERE tenant = :tenant ORDER BY sequence DESC LIMIT 1 OFFSET ${MOST_OF_TENANT})`;
const INSERT = `INSERT INTO answers (tenant, id, conversation, answer, expires_at)
  VALUES (:tenant, :id, :conversation, CAST(:answer AS TEXT), :expiresAt) ON CONFLICT DO NOTHING
  RETURNING 1 AS count, octet_length(answer) AS bytes`;

function stored(asked: {
  database: Database;
  tenant: string;
  conversation: string;
  now: number;
  id?: string;
}): string | undefined {
  const { database, tenant, conversation, now, id } = asked;
  const row =
    id === undefined
      ? database.get(
          `SELECT answer FROM answers WHERE tenant = :tenant AND conversation = :conversation AND expires_at > :now
           ORDER BY sequence DESC LIMIT 1`,
          { tenant, conversation, now },
        )
      : database.get('SELECT answer FROM answers WHERE tenant = :tenant AND id = :id AND expires_at > :now', {
          tenant,
          id,
          now,
        });
  return row === undefined ? undefined : String(row.answer);
}

const conversationOf = ({ address: { channel, thread = '' }, person }: Asked): string =>
  JSON.stringify([channel, thread, person.id]);

/** Keeps a digest as an answer to nobody in particular: it is called by its id, by those who may read the sites. */
export function digestKeeper(recall: Recall): (asked: { address: Address; reply: Reply }) => Reply {
  return ({ address, reply }) => {
    const said = { ...reply, id: reply.id ?? recall.newId() };
    const person: Person = { id: 'digest', name: 'digest', standing: 'member', roles: [] };
    recall.keep({ address, person, answer: { readsSites: true, reply: { ...said, blocks: [] } } });
    return withMore(said);
  };
}
