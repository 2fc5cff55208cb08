import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Address } from '../chat/people.ts';
import { StorageError, UserError } from '../common/errors.ts';
import type { Database, Row } from '../storage/database.ts';
import { type Actor, recordChange } from './audit.ts';
import { type Right, rightNames } from './rights.ts';

const MOST_OF_TENANT = 50;
const LONGEST_NAME = 40;
const PREFIX = 'hashdesk_';

/** What a token looks like, wherever it stands in a text. */
export const tokenPattern: RegExp = /hashdesk_[\w-]{43}/;

/** What an assistant comes with: a name in its tenant, and how much may be done with it. */
export interface Token {
  name: string;
  /** `change` may read as well. */
  scope: Right;
  /** The conversation that it was made in: what an assistant sets up there is told there. */
  address: Address;
  madeBy: Actor;
  /** Unix milliseconds. */
  madeAt: number;
}

/** The tokens of each tenant. Each change is on record when it is made. */
export interface TokenList {
  /** The text of a new token, which is kept nowhere. UserError for a name that is taken, and for one too many. */
  make(asked: Pick<Token, 'name' | 'scope' | 'address'> & { by: Actor }): Promise<string>;
  /** False when there was none of that name. */
  revoke(asked: { tenant: string; name: string; by: Actor }): Promise<boolean>;
  /** By name. */
  list(tenant: string): Promise<Token[]>;
  /** The token of that text; undefined where it is nobody's, or was revoked. */
  find(text: string): Promise<Token | undefined>;
  /** Whether any tenant has one. */
  exist(): Promise<boolean>;
  /** The same as this process last saw it: another may have made the first since. */
  seen(): boolean;
}

/** Tokens in the database, each as the hash of its text. `newSecret`: 256 bits that nobody guesses, as base64url. */
export function tokenList(asked: {
  database: Database;
  now: () => number;
  newSecret: () => string;
}): TokenList {
  const { database, now, newSecret } = asked;
  let seen = false;
  async function exist(): Promise<boolean> {
    seen = (await database.get('SELECT 1 AS found FROM tokens LIMIT 1')) !== undefined;
    return seen;
  }
  return {
    seen: () => seen,
    async make({ name, scope, address, by }) {
      const text = `${PREFIX}${newSecret()}`;
      const { tenant, adapter, channel, thread } = address;
      await database.transaction(`tenant:${tenant}`, async () => {
        const taken = await named(tenant);
        refuseName({ name, taken: taken.map((one) => one.name) });
        await database.run(
          `INSERT INTO tokens (hash, tenant, name, scope, adapter, channel, thread, made_by_id, made_by_name, made_at)
           VALUES (:hash, :tenant, :name, :scope, :adapter, :channel, :thread, :byId, :byName, :at)`,
          {
            ...{ hash: hashOf(text), tenant, name, scope, adapter, channel },
            ...{ thread: thread ?? '', byId: by.id, byName: by.name, at: now() },
          },
        );
        const change = { verb: 'added', object: `token ${name}`, detail: `may ${scope}` };
        await recordChange(database, { tenant, at: now(), by, ...change });
      });
      seen = true;
      return text;
    },
    async revoke({ tenant, name, by }) {
      const isGone = await database.transaction(`tenant:${tenant}`, async () => {
        const sql = 'DELETE FROM tokens WHERE tenant = :tenant AND name = :name';
        if ((await database.run(sql, { tenant, name })) === 0) return false;
        const change = { verb: 'revoked', object: `token ${name}`, detail: '' };
        await recordChange(database, { tenant, at: now(), by, ...change });
        return true;
      });
      await exist();
      return isGone;
    },
    list: named,
    async find(text) {
      if (text.match(tokenPattern)?.[0] !== text) return undefined;
      const row = await database.get('SELECT * FROM tokens WHERE hash = :hash', { hash: hashOf(text) });
      seen ||= row !== undefined;
      return row && stored(row);
    },
    exist,
  };

  async function named(tenant: string): Promise<Token[]> {
    const rows = await database.all('SELECT * FROM tokens WHERE tenant = :tenant ORDER BY name', { tenant });
    return rows.map(stored);
  }
}

/** A token is 256 random bits: nobody finds it by its hash, whatever is done to slow that down. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function refuseName({ name, taken }: { name: string; taken: readonly string[] }): void {
  const parameter = 'name';
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(name) || name.length > LONGEST_NAME)
    throw new UserError(
      `A token's name has letters, digits, dots and dashes, at most ${LONGEST_NAME}, such as memos or weekly-report.`,
      { parameter },
    );
  if (taken.includes(name))
    throw new UserError(`There is a token “${name}” already: take another name, or revoke it first.`, {
      parameter,
      suggestions: [`token revoke ${name}`],
    });
  if (taken.length >= MOST_OF_TENANT)
    throw new UserError(`There are ${MOST_OF_TENANT} tokens, the most there may be. Revoke one.`, {
      suggestions: ['token list'],
    });
}

const rowSchema = z
  .object({
    ...{ tenant: z.string(), name: z.string(), scope: z.enum(rightNames), adapter: z.string() },
    ...{ channel: z.string(), thread: z.string(), made_by_id: z.string(), made_by_name: z.string() },
    made_at: z.coerce.number(),
  })
  .transform(
    ({ name, scope, thread, ...row }): Token => ({
      name,
      scope,
      address: {
        ...{ adapter: row.adapter, tenant: row.tenant, channel: row.channel },
        ...(thread !== '' && { thread }),
      },
      madeBy: { id: row.made_by_id, name: row.made_by_name },
      madeAt: row.made_at,
    }),
  );

function stored(row: Row): Token {
  const read = rowSchema.safeParse(row);
  if (read.success) return read.data;
  throw new StorageError('A stored token is not of the expected form.', { cause: read.error });
}
