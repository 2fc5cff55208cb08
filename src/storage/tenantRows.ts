import type { Database, Table as Place, Row } from './database.ts';

/** What is kept of one tenant, over all tables. */
export interface TenantRows {
  /** Its rows of each table that has tenants, by the table's name; tables without any are left out. */
  own: Map<string, Row[]>;
  /** How many rows of the other tables name it: claims of its events, what its platform keeps of it. */
  named: Map<string, number>;
}

/** Everything that is kept of `tenant`: `slack:T0123`, `console:local`. */
export async function tenantRows(asked: { database: Database; tenant: string }): Promise<TenantRows> {
  const { database, tenant } = asked;
  const { withTenants, others } = await places(database);
  const own: TenantRows['own'] = new Map();
  for (const table of withTenants) {
    const rows = await database.all(`SELECT * FROM "${table}" WHERE tenant = :tenant`, { tenant });
    if (rows.length > 0) own.set(table, rows);
  }
  const named: TenantRows['named'] = new Map();
  for (const place of others) {
    const { length } = await rowsNaming({ database, place, tenant });
    if (length > 0) named.set(place.table, length);
  }
  return { own, named };
}

/** Deletes all of it in one transaction, and then the space that it took in the file: how many rows. */
export async function deleteTenant(asked: { database: Database; tenant: string }): Promise<number> {
  const { database, tenant } = asked;
  const { withTenants, others } = await places(database);
  const deleted = await database.transaction(`tenant:${tenant}`, async () => {
    let count = 0;
    for (const table of withTenants)
      count += await database.run(`DELETE FROM "${table}" WHERE tenant = :tenant`, { tenant });
    for (const place of others)
      for (const row of await rowsNaming({ database, place, tenant })) {
        const is = place.texts.map((column) => `"${column}" IS NOT DISTINCT FROM :${column}`).join(' AND ');
        count += await database.run(`DELETE FROM "${place.table}" WHERE ${is}`, row);
      }
    return count;
  });
  await database.forget();
  return deleted;
}

async function places(database: Database): Promise<{ withTenants: string[]; others: Place[] }> {
  const all = await database.tables();
  const hasTenants = ({ texts }: Place) => texts.includes('tenant');
  return {
    withTenants: all.filter(hasTenants).map(({ table }) => table),
    others: all.filter((it) => !hasTenants(it) && it.texts.length > 0),
  };
}

/**
 * Rows in which the tenant stands as a word of its own; where a platform keeps things, under its own id there as well,
 * because platforms know nothing of ours.
 */
async function rowsNaming(asked: { database: Database; place: Place; tenant: string }): Promise<Row[]> {
  const { database, tenant } = asked;
  const { table, texts: columns } = asked.place;
  const [adapter = '', ...rest] = tenant.split(':');
  const platformId = rest.join(':');
  const within = columns.map((column) => `replace("${column}", :id, '') <> "${column}"`).join(' OR ');
  const list = columns.map((column) => `"${column}"`).join(', ');
  const sql = `SELECT ${list} FROM "${table}" WHERE ${within}`;
  const rows = await database.all(sql, { id: platformId });
  return rows.filter((row) => {
    const isOfPlatform = String(row.namespace ?? '').startsWith(adapter);
    const pattern = word(isOfPlatform ? platformId : tenant);
    return Object.values(row).some((value) => pattern.test(String(value)));
  });
}

const word = (id: string) => new RegExp(`(?<![\\w-])${escaped(id)}(?![\\w-])`);
const escaped = (id: string) => id.replace(/[^\w]/g, '\\$&');
