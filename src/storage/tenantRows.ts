import type { Database } from './database.ts';

type Row = ReturnType<Database['all']>[number];

/** What is kept of one tenant, over all tables. */
export interface TenantRows {
  /** Its rows of each table that has tenants, by the table's name; tables without any are left out. */
  own: Map<string, Row[]>;
  /** How many rows of the other tables name it: claims of its events, what its platform keeps of it. */
  named: Map<string, number>;
}

/** Tables without tenants: their rows are found by what they name. */
interface Place {
  table: string;
  columns: string[];
}

/** Everything that is kept of `tenant`: `slack:T0123`, `console:local`. */
export function tenantRows({ database, tenant }: { database: Database; tenant: string }): TenantRows {
  const { withTenants, others } = places(database);
  const own = withTenants.map((table) => {
    return [table, database.all(`SELECT * FROM "${table}" WHERE tenant = :tenant`, { tenant })] as const;
  });
  const named = others.map((place) => [place.table, rowsNaming({ database, place, tenant }).length] as const);
  return {
    own: new Map(own.filter(([, rows]) => rows.length > 0)),
    named: new Map(named.filter(([, count]) => count > 0)),
  };
}

/** Deletes all of it in one transaction, and then the space that it took in the file: how many rows. */
export function deleteTenant({ database, tenant }: { database: Database; tenant: string }): number {
  const { withTenants, others } = places(database);
  const deleted = database.transaction(() => {
    let count = 0;
    for (const table of withTenants)
      count += database.run(`DELETE FROM "${table}" WHERE tenant = :tenant`, { tenant });
    for (const place of others)
      for (const row of rowsNaming({ database, place, tenant })) {
        const is = place.columns.map((column) => `"${column}" IS :${column}`).join(' AND ');
        count += database.run(`DELETE FROM "${place.table}" WHERE ${is}`, row);
      }
    return count;
  });
  // A deleted row stays readable in the file until its place is used again.
  database.all('VACUUM');
  database.all('PRAGMA wal_checkpoint(TRUNCATE)');
  return deleted;
}

function places(database: Database): { withTenants: string[]; others: Place[] } {
  const all = database
    .all(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`)
    .map(({ name }) => {
      const columns = database.all(`SELECT name, type FROM pragma_table_info('${name}')`);
      const texts = columns.filter(({ type }) => type === 'TEXT').map((column) => String(column.name));
      return { table: String(name), columns: texts };
    });
  const hasTenants = ({ columns }: Place) => columns.includes('tenant');
  return {
    withTenants: all.filter(hasTenants).map(({ table }) => table),
    others: all.filter((it) => !hasTenants(it) && it.columns.length > 0),
  };
}

/**
 * Rows in which the tenant stands as a word of its own; where a platform keeps things, under its own id there as well,
 * because platforms know nothing of ours.
 */
function rowsNaming(asked: { database: Database; place: Place; tenant: string }): Row[] {
  const { database, tenant } = asked;
  const { table, columns } = asked.place;
  const [adapter = '', ...rest] = tenant.split(':');
  const platformId = rest.join(':');
  const within = columns.map((column) => `instr("${column}", :id)`).join(' OR ');
  const list = columns.map((column) => `"${column}"`).join(', ');
  const sql = `SELECT ${list} FROM "${table}" WHERE ${within}`;
  return database.all(sql, { id: platformId }).filter((row) => {
    const isOfPlatform = String(row.namespace ?? '').startsWith(adapter);
    const pattern = word(isOfPlatform ? platformId : tenant);
    return Object.values(row).some((value) => pattern.test(String(value)));
  });
}

const word = (id: string) => new RegExp(`(?<![\\w-])${escaped(id)}(?![\\w-])`);
const escaped = (id: string) => id.replace(/[^\w]/g, '\\$&');
