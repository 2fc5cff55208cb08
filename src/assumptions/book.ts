import { z } from 'zod';
import { type Actor, recordChange } from '../access/audit.ts';
import { type Rights, requireRight } from '../access/rights.ts';
import { StorageError, UserError } from '../common/errors.ts';
import {
  type AssumptionName,
  assume,
  assumptionNames,
  checkDeal,
  type Deal,
  dealStatuses,
  type Overrides,
  structures,
} from '../economics/index.ts';
import { siteKey } from '../sites/name.ts';
import type { SiteOwner } from '../sites/owner.ts';
import type { Database } from '../storage/database.ts';
import { readStored } from '../storage/stored.ts';

const words = z.string().max(200);
const dealSchema = z.strictObject({
  date: words,
  landlord: words,
  lessee: words,
  site: words,
  structure: z.enum(structures),
  status: z.enum(dealStatuses),
  criticalMw: z.number().optional(),
  grossMw: z.number().optional(),
  termYears: z.number(),
  contractUsdM: z.number(),
  escalatorPercentPerYear: z.number().optional(),
  retrofit: z.boolean().optional(),
  note: words.optional(),
  source: words,
  own: z.literal(true),
});

/** A deal that a tenant added, seen by nobody else. */
export type OwnDeal = z.infer<typeof dealSchema>;

/** What a tenant assumes otherwise than the desk, and the deals it knows of; nothing for those who may not read. */
export interface AssumptionBook {
  /** What is assumed for one site by name, or for all of them. */
  overrides(asked?: { site?: string | undefined }): Promise<Overrides>;
  /** Sets an assumption of a site or of all, or takes it back to its default; RangeError when it is out of range. */
  assume(asked: {
    name: AssumptionName;
    value: number | undefined;
    site?: string | undefined;
  }): Promise<void>;
  deals(): Promise<Deal[]>;
  /** Adds a deal; UserError when there are too many, RangeError when its figures cannot be right. */
  addDeal(deal: OwnDeal): Promise<void>;
  /** Removes the deals of a landlord with a lessee; false when there were none. */
  removeDeals(asked: { landlord: string; lessee: string }): Promise<boolean>;
}

/** The lease books, each tenant's apart from the others'. */
export interface AssumptionBooks {
  of(asked: { tenant: string; by: Actor; rights: Rights }): AssumptionBook;
}

const MOST_DEALS = 200;

/** Lease books in the database. */
export function assumptionBooks({
  database,
  now,
}: {
  database: Database;
  now: () => number;
}): AssumptionBooks {
  return {
    of({ tenant, by, rights }) {
      /** One change and its record, or neither; `made` says whether there was anything to change. */
      const change = async <T>(
        made: () => Promise<{ result: T; verb: string; object: string; detail: string } | undefined>,
      ) => {
        requireRight({ rights, right: 'change', to: 'change anything' });
        return database.transaction(`tenant:${tenant}`, async () => {
          const done = await made();
          if (done === undefined) return undefined;
          const { result, ...record } = done;
          await recordChange(database, { tenant, at: now(), by, ...record });
          return result;
        });
      };
      return {
        overrides: async ({ site } = {}) =>
          rights.read ? readOverrides({ database, tenant, site: scopeOf(site) }) : {},
        deals: async () =>
          rights.read ? (await readDeals({ database, tenant })).map(({ deal }) => deal as Deal) : [],
        async assume({ name, value, site }) {
          if (value !== undefined) assume({ [name]: value });
          await change(async () => {
            const changed = await writeOverride({ database, tenant, site: scopeOf(site), name, value });
            const detail = value === undefined ? 'back to the default' : `to ${value}`;
            return changed
              ? {
                  result: true,
                  verb: 'assumed',
                  object: `assumption ${name}${site === undefined ? '' : ` of site ${site}`}`,
                  detail,
                }
              : undefined;
          });
        },
        async addDeal(deal) {
          checkDeal(deal as Deal);
          await change(async () => {
            if ((await readDeals({ database, tenant })).length >= MOST_DEALS)
              throw new UserError(`There are ${MOST_DEALS} deals, the most that are kept. Remove one first.`);
            await database.run('INSERT INTO own_deals (tenant, deal) VALUES (:tenant, :deal)', {
              tenant,
              deal: JSON.stringify(dealSchema.parse(deal)),
            });
            return { result: true, verb: 'added', object: dealName(deal), detail: `$${deal.contractUsdM}M` };
          });
        },
        async removeDeals(asked) {
          const removed = await change(async () => {
            const those = (await readDeals({ database, tenant })).filter(
              ({ deal }) => deal.landlord === asked.landlord && deal.lessee === asked.lessee,
            );
            for (const { id } of those) await database.run('DELETE FROM own_deals WHERE id = :id', { id });
            return those.length === 0
              ? undefined
              : { result: true, verb: 'removed', object: dealName(asked), detail: `${those.length} of them` };
          });
          return removed ?? false;
        },
      };
    },
  };
}

const dealName = ({ landlord, lessee }: { landlord: string; lessee: string }): string =>
  `deal ${landlord} – ${lessee}`;

interface Of {
  database: Database;
  tenant: string;
}

/** Sites are told apart as their names are; no site stands for all. */
const scopeOf = (site: string | undefined): string => (site === undefined ? '' : siteKey(site));

const overridesSchema = z.array(
  z.object({ name: z.enum(assumptionNames as [AssumptionName]), value: z.number() }),
);

async function readOverrides({ database, tenant, site }: Of & { site: string }): Promise<Overrides> {
  const sql = 'SELECT name, value FROM assumption_overrides WHERE tenant = :tenant AND site = :site';
  const rows = await database.all(sql, { tenant, site });
  const read = overridesSchema.safeParse(rows);
  if (read.success) return Object.fromEntries(read.data.map(({ name, value }) => [name, value]));
  throw new StorageError(`An assumption stored for "${tenant}" is not of the expected form.`, {
    cause: read.error,
  });
}

/** False when nothing came of it. */
async function writeOverride(
  asked: Of & { site: string; name: AssumptionName; value: number | undefined },
): Promise<boolean> {
  const { database, tenant, site, name, value } = asked;
  if (value === undefined) {
    const sql = 'DELETE FROM assumption_overrides WHERE tenant = :tenant AND site = :site AND name = :name';
    return (await database.run(sql, { tenant, site, name })) > 0;
  }
  const sql = `INSERT INTO assumption_overrides (tenant, site, name, value) VALUES (:tenant, :site, :name, :value)
               ON CONFLICT (tenant, site, name) DO UPDATE SET value = excluded.value
               WHERE assumption_overrides.value <> excluded.value`;
  return (await database.run(sql, { tenant, site, name, value })) > 0;
}

/** What is assumed for a site goes on under its new name, and goes with it. */
export function assumptionSites(database: Database): SiteOwner {
  return {
    async renamed({ tenant, from, to }) {
      if (from.key === to.key) return;
      const rename = { tenant, from: from.key, to: to.key };
      // What was left of a site that had the name before gives way.
      await database.run(
        `DELETE FROM assumption_overrides WHERE tenant = :tenant AND site = :to
           AND name IN (SELECT name FROM assumption_overrides WHERE tenant = :tenant AND site = :from)`,
        rename,
      );
      const sql = 'UPDATE assumption_overrides SET site = :to WHERE tenant = :tenant AND site = :from';
      await database.run(sql, rename);
    },
    async removed({ tenant, key }) {
      const sql = 'DELETE FROM assumption_overrides WHERE tenant = :tenant AND site = :key';
      await database.run(sql, { tenant, key });
    },
  };
}

async function readDeals({ database, tenant }: Of): Promise<{ id: number; deal: OwnDeal }[]> {
  const sql = 'SELECT id, deal FROM own_deals WHERE tenant = :tenant ORDER BY id';
  const rows = await database.all(sql, { tenant });
  return rows.map(({ id, deal }) => ({
    id: Number(id),
    deal: readStored({ json: String(deal), schema: dealSchema, name: `deal ${id}` }),
  }));
}
