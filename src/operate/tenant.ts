import { OPERATOR_TENANT } from '../access/rights.ts';
import { UserError } from '../common/errors.ts';
import { DUTY, DUTY_MS } from '../server/duty.ts';
import { isHeld } from '../storage/lock.ts';
import { openAt } from '../storage/open.ts';
import { deleteTenant, type TenantRows, tenantRows } from '../storage/tenantRows.ts';
import { existingDatabase, type Operation, refuseMore, sayNothing } from './operation.ts';

const USE = `tenant export TENANT, or tenant delete TENANT --yes; a tenant is a platform and its own id there, such as ${OPERATOR_TENANT}`;
/** Without an id it would be everybody's on that platform. */
const TENANT = /^[a-z]+:[^\s:].*$/;

/** Prints what is kept of a tenant as JSON, or deletes it. */
export const tenant: Operation = async ({ config, words, now }) => {
  const [verb, id = '', ...more] = words;
  if (!(verb === 'export' || verb === 'delete') || !TENANT.test(id))
    throw new UserError(`I read “${words.join(' ')}”. Use: ${USE}`);
  const isSure = verb === 'delete' && more[0] === '--yes';
  refuseMore({ words: isSure ? more.slice(1) : more, use: USE });
  if (config.databaseUrl === undefined) existingDatabase(config);
  const database = await openAt({ place: config, log: sayNothing });
  try {
    const rows = await tenantRows({ database, tenant: id });
    if (rows.own.size + rows.named.size === 0) throw new UserError(`Nothing is kept of the tenant “${id}”.`);
    if (verb === 'export') return { text: exported(id, rows), code: 0 };
    if (!isSure) throw new UserError(`${listed(rows)} would be deleted for good. Say it again with --yes.`);
    // It would write again what it holds in memory.
    if (await isHeld({ database, now: now(), name: DUTY, ttlMs: DUTY_MS }))
      throw new UserError('A desk runs on this database: stop it, then delete the tenant.');
    const count = await deleteTenant({ database, tenant: id });
    return { text: `Deleted ${count} rows of ${id}. Backups made before still hold them.`, code: 0 };
  } finally {
    await database.close();
  }
};

const exported = (id: string, { own }: TenantRows): string =>
  JSON.stringify({ tenant: id, tables: Object.fromEntries(own) }, null, 2);

function listed({ own, named }: TenantRows): string {
  const counts = [...[...own].map(([table, rows]) => [table, rows.length] as const), ...named];
  return counts.map(([table, count]) => `${count} of ${table}`).join(', ');
}
