import { OPERATOR_TENANT } from '../access/rights.ts';
import { UserError } from '../common/errors.ts';
import { openDatabase } from '../storage/database.ts';
import { isHeld } from '../storage/lock.ts';
import { deleteTenant, type TenantRows, tenantRows } from '../storage/tenantRows.ts';
import { existingDatabase, type Operation } from './operation.ts';

const USE = `Use: tenant export TENANT, or tenant delete TENANT --yes; a tenant is called ${OPERATOR_TENANT}, for example.`;
/** As `server/duty.ts` holds it. */
const DUTY = { name: 'desk', ttlMs: 9_000 };

/** Prints what is kept of a tenant as JSON, or deletes it. */
export const tenant: Operation = async ({ config, words, now }) => {
  const [verb, id, ...flags] = words;
  if (!(verb === 'export' || verb === 'delete') || id === undefined) throw new UserError(USE);
  const directory = existingDatabase(config).directory;
  const database = openDatabase({ directory });
  try {
    const rows = tenantRows({ database, tenant: id });
    if (rows.own.size + rows.named.size === 0) throw new UserError(`Nothing is kept of the tenant “${id}”.`);
    if (verb === 'export') return { text: exported(id, rows), code: 0 };
    if (!flags.includes('--yes'))
      throw new UserError(`${listed(rows)} would be deleted for good. Say it again with --yes.`);
    // It would write again what it holds in memory.
    if (isHeld({ database, now: now(), ...DUTY }))
      throw new UserError('A desk runs on this database: stop it, then delete the tenant.');
    const count = deleteTenant({ database, tenant: id });
    return { text: `Deleted ${count} rows of ${id}. Backups made before still hold them.`, code: 0 };
  } finally {
    database.close();
  }
};

const exported = (id: string, { own }: TenantRows): string =>
  JSON.stringify({ tenant: id, tables: Object.fromEntries(own) }, null, 2);

function listed({ own, named }: TenantRows): string {
  const counts = [...[...own].map(([table, rows]) => [table, rows.length] as const), ...named];
  return counts.map(([table, count]) => `${count} of ${table}`).join(', ');
}
