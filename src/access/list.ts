import { z } from 'zod';
import type { Grantee } from '../chat/people.ts';
import { StorageError, UserError } from '../common/errors.ts';
import type { Database, Row } from '../storage/database.ts';
import { recordChange } from './audit.ts';
import { type AccessList, type Grant, rightNames } from './rights.ts';

const mostPerTenant = 200;

const grantSchema = z.object({
  right: z.enum(rightNames),
  kind: z.enum(['person', 'role', 'channel', 'any']),
  id: z.string(),
});

/** Grants in the database. */
export function accessList({ database, now }: { database: Database; now: () => number }): AccessList {
  return {
    async get(tenant) {
      const sql = 'SELECT "right", kind, id FROM grants WHERE tenant = :tenant ORDER BY "right" DESC, id';
      const rows = await database.all(sql, { tenant });
      return rows.map((row) => stored(row, tenant));
    },
    async allow(tenant, grant, by) {
      return database.transaction(`tenant:${tenant}`, async () => {
        await refuseOneTooMany(database, tenant);
        const sql = `INSERT INTO grants (tenant, "right", id, kind) VALUES (:tenant, :right, :id, :kind)
                     ON CONFLICT (tenant, "right", id) DO UPDATE SET kind = excluded.kind WHERE grants.kind <> excluded.kind`;
        if ((await database.run(sql, { tenant, ...grant })) === 0) return false;
        const change = { verb: 'allowed', object: nameOf(grant), detail: `may ${grant.right}` };
        await recordChange(database, { tenant, at: now(), by, ...change });
        return true;
      });
    },
    async revoke(tenant, grant, by) {
      const { right, id } = grant;
      return database.transaction(`tenant:${tenant}`, async () => {
        const sql = 'DELETE FROM grants WHERE tenant = :tenant AND "right" = :right AND id = :id';
        if ((await database.run(sql, { tenant, right, id })) === 0) return false;
        const change = { verb: 'revoked', object: nameOf(grant), detail: `may no longer ${right}` };
        await recordChange(database, { tenant, at: now(), by, ...change });
        return true;
      });
    },
  };
}

function stored(row: Row, tenant: string): Grant {
  const read = grantSchema.safeParse(row);
  if (read.success) return read.data;
  throw new StorageError(`A grant stored for "${tenant}" is not of the expected form.`, {
    cause: read.error,
  });
}

function nameOf({ kind, id }: Grantee): string {
  return kind === 'any' ? id : `${kind} ${id}`;
}

async function refuseOneTooMany(database: Database, tenant: string): Promise<void> {
  const row = await database.get('SELECT count(*) AS grants FROM grants WHERE tenant = :tenant', { tenant });
  if (Number(row?.grants) >= mostPerTenant)
    throw new UserError(
      `There are ${mostPerTenant} grants, the most there may be. Revoke one, or name a role or a channel.`,
    );
}
