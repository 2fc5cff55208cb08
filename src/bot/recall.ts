import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { Address, Person } from '../chat/people.ts';
import { type Reply, reply } from '../chat/reply.ts';
import { replySchema } from '../chat/replySchema.ts';
import { withMore } from '../chat/show/short.ts';
import type { Log } from '../common/log.ts';
import type { Database, Row as Stored } from '../storage/database.ts';
import { readStored } from '../storage/stored.ts';

const KEPT_MS = 86_400_000;
/** The last answers of a person in a conversation, and the last of a tenant: one asks at most 43,200 times a day. */
const MOST_IN_CONVERSATION = 50;
const MOST_OF_TENANT = 1_000;
/** More are not held back: neither the memory nor the pause for writing them may grow with the load. */
const MOST_PENDING = 16;
/** How long a question may refer to the answer before it. */
const REFERRED_MS = 30 * 60_000;
/** Of the last answers some tell of an answer themselves: what a question refers to is before them. */
const MOST_LOOKED_AT = 8;
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
  /** The answer called `id`. */
  get(asked: Pick<Asked, 'address'> & { id: string }): Promise<KeptAnswer | undefined>;
  /** The last answer to the person in the conversation, if it was given within half an hour; of a noted one the line alone. */
  last(asked: Asked): Promise<KeptAnswer | undefined>;
  /** Keeps the line of an answer that is not kept itself, for half an hour. */
  note(asked: Asked & { line: string }): void;
  /** The line of the last answer that had one: what tells of an answer has none. */
  lastLine(asked: Asked): Promise<string | undefined>;
  /** How many answers of all tenants are kept, and the bytes of those that are on the disk. */
  size(): Promise<Size>;
  /** Writes what is not on the disk yet. */
  flush(): Promise<void>;
}

interface Size {
  count: number;
  bytes: number;
}

/** An answer, or the note of a line, under the conversation's own name. */
interface Row {
  tenant: string;
  id: string;
  conversation: string;
  answer: KeptAnswer;
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
  let pending: Row[] = [];
  /** On their way to the disk. */
  let writing: readonly Row[] = [];
  let written = Promise.resolve();
  const flush = () => {
    written = written.then(write);
    return written;
  };
  /** An answer becomes text when nobody waits for it: one in a turn, unless as many wait again. */
  async function asTexts(rows: readonly Row[]) {
    const texts: ReturnType<typeof asWritten>[] = [];
    for (const row of rows) {
      texts.push(asWritten(row));
      if (pending.length < MOST_PENDING) await breathe();
    }
    return texts;
  }
  async function write(): Promise<void> {
    if (pending.length === 0) return;
    const rows = pending;
    pending = [];
    writing = rows;
    try {
      const texts = await asTexts(withoutOldNotes(rows));
      await database.hastyTransaction('answers', async () => {
        await database.run('DELETE FROM answers WHERE expires_at <= :now', { now: now() });
        const notes = rows.filter(isNote);
        if (notes.length > 0)
          await database.runMany(
            REMOVE,
            notes.map(({ tenant, id }) => ({ tenant, id })),
          );
        await database.runMany(INSERT, texts);
        await dropOldest(database, rows);
      });
    } catch (err) {
      // A full disk must cost no answer, only its explanation.
      log.warn({ err, answers: rows.length }, 'Answers could not be kept for explaining');
    }
    writing = [];
  }
  /** What the person was told in the conversation within half an hour, the newest first. */
  async function* latestIn(asked: Asked): AsyncGenerator<KeptAnswer> {
    const { tenant } = asked.address;
    const [conversation, note] = [conversationOf(asked), noteOf(asked)];
    const isOfIt = (row: Row) =>
      row.tenant === tenant && (row.conversation === conversation || row.conversation === note);
    const at = now();
    // What waits for the disk is the newest.
    for (const row of [...writing, ...pending].filter(isOfIt).toReversed())
      if (isRecent({ row, at })) yield row.answer;
      else return;
    const rows = await database.all(LATEST, { tenant, conversation, note, now: at });
    for (const row of rowsOf(rows))
      if (isRecent({ row, at })) yield row.answer;
      else return;
  }
  /** The same; in a thread in which nothing was asked, what was told above it. */
  async function* latest(asked: Asked): AsyncGenerator<KeptAnswer> {
    const { thread, ...above } = asked.address;
    let isNew = true;
    for await (const answer of latestIn(asked)) {
      isNew = false;
      yield answer;
    }
    if (isNew && thread !== undefined) yield* latestIn({ ...asked, address: above });
  }
  const push = (row: Row) => {
    if (pending.length === 0) later(() => void flush());
    pending.push(row);
    if (pending.length >= MOST_PENDING) void flush();
  };
  return {
    newId,
    flush,
    note({ address, person, line }) {
      const conversation = noteOf({ address, person });
      const answer = { readsSites: false, reply: reply({ title: '', readAs: line }) };
      push({
        tenant: address.tenant,
        id: conversation,
        conversation,
        answer,
        expiresAt: now() + REFERRED_MS,
      });
    },
    async lastLine(asked) {
      for await (const { reply } of latest(asked)) if (reply.readAs !== undefined) return reply.readAs;
      return undefined;
    },
    async size() {
      const sql = 'SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM answers WHERE bytes > 0';
      await written;
      const kept = await database.get(sql);
      const waiting = pending.filter((row) => !isNote(row));
      return { count: Number(kept?.count) + waiting.length, bytes: Number(kept?.bytes) };
    },
    keep({ address, person, answer }) {
      const { id } = answer.reply;
      if (id === undefined) throw new TypeError('An answer without an id cannot be kept');
      push({
        tenant: address.tenant,
        id,
        conversation: conversationOf({ address, person }),
        answer,
        expiresAt: now() + KEPT_MS,
      });
    },
    async last(asked) {
      for await (const answer of latest(asked)) return answer;
      return undefined;
    },
    async get({ address: { tenant }, id }) {
      const waiting = [...writing, ...pending].findLast((row) => row.tenant === tenant && row.id === id);
      if (waiting) return waiting.answer;
      const row = await database.get(ANSWER, { tenant, id, now: now() });
      return row && asKept({ json: String(row.answer), id });
    },
  };
}

const asKept = ({ json, id }: { json: string; id: string }): KeptAnswer =>
  readStored({ json, schema: answerSchema, name: `answer ${id}` });

/** Reads one after the other, as they are asked for: of a conversation's answers the last mostly has a line. */
function* rowsOf(rows: readonly Stored[]): Generator<Row> {
  for (const { tenant, id, conversation, answer, expires_at } of rows)
    yield {
      tenant: String(tenant),
      id: String(id),
      conversation: String(conversation),
      answer: asKept({ json: String(answer), id: String(id) }),
      expiresAt: Number(expires_at),
    };
}

const isNote = ({ id, conversation }: Row): boolean => id === conversation;

/** A row as it goes to the disk. */
function asWritten(row: Row) {
  const answer = JSON.stringify(row.answer);
  // A note is no answer, and counts for none.
  return { ...row, answer, bytes: isNote(row) ? 0 : Buffer.byteLength(answer) };
}

async function dropOldest(database: Database, rows: readonly Row[]): Promise<void> {
  const conversations = new Map(rows.map((row) => [`${row.tenant} ${row.conversation}`, row]));
  const tenants = new Set(rows.map((row) => row.tenant));
  await database.runMany(
    `DELETE FROM answers WHERE ${OLD_IN_CONVERSATION}`,
    [...conversations.values()].map(({ tenant, conversation }) => ({ tenant, conversation })),
  );
  await database.runMany(
    `DELETE FROM answers WHERE ${OLD_OF_TENANT}`,
    [...tenants].map((tenant) => ({ tenant })),
  );
}

// Not bound: with a bound LIMIT or OFFSET a short statement takes twice as long.
const OLD_IN_CONVERSATION = `tenant = :tenant AND conversation = :conversation
  AND sequence <= (SELECT sequence FROM answers WHERE tenant = :tenant AND conversation = :conversation
    ORDER BY sequence DESC LIMIT 1 OFFSET ${MOST_IN_CONVERSATION})`;
const OLD_OF_TENANT = `tenant = :tenant
  AND sequence <= (SELECT sequence FROM answers WHERE tenant = :tenant ORDER BY sequence DESC LIMIT 1 OFFSET ${MOST_OF_TENANT})`;
const INSERT = `INSERT INTO answers (tenant, id, conversation, answer, bytes, expires_at)
  VALUES (:tenant, :id, :conversation, :answer, :bytes, :expiresAt) ON CONFLICT DO NOTHING`;

// Not bound: as above.
const LATEST = `SELECT tenant, id, conversation, answer, expires_at FROM answers
  WHERE tenant = :tenant AND (conversation = :conversation OR conversation = :note) AND expires_at > :now
  ORDER BY sequence DESC LIMIT ${MOST_LOOKED_AT}`;
const ANSWER = 'SELECT answer FROM answers WHERE tenant = :tenant AND id = :id AND expires_at > :now';
const REMOVE = 'DELETE FROM answers WHERE tenant = :tenant AND id = :id';

/** Each conversation has one note: the last. */
function withoutOldNotes(rows: readonly Row[]): Row[] {
  const last = new Map(rows.map((row) => [`${row.tenant} ${row.id}`, row]));
  return rows.filter((row) => row.id !== row.conversation || last.get(`${row.tenant} ${row.id}`) === row);
}

/** Whether a question may still refer to it. */
function isRecent({ row, at }: { row: Row; at: number }): boolean {
  const givenAt = row.expiresAt - (isNote(row) ? REFERRED_MS : KEPT_MS);
  return givenAt + REFERRED_MS > at;
}

const conversationOf = ({ address: { channel, thread = '' }, person }: Asked): string =>
  JSON.stringify([channel, thread, person.id]);

/** Under which a note is kept, in the place of an answer's id as well. */
const noteOf = (asked: Asked): string => `line ${conversationOf(asked)}`;

/** Keeps a digest as an answer to nobody in particular: it is called by its id, by those who may read the sites. */
export function digestKeeper(recall: Recall): (asked: { address: Address; reply: Reply }) => Reply {
  return ({ address, reply }) => {
    const said = { ...reply, id: reply.id ?? recall.newId() };
    const person: Person = { id: 'digest', name: 'digest', standing: 'member', roles: [] };
    recall.keep({ address, person, answer: { readsSites: true, reply: { ...said, blocks: [] } } });
    return withMore(said);
  };
}
