import type { SiteOwner } from '../sites/owner.ts';
import type { Database, Row } from '../storage/database.ts';

/** For what a site is paid: a call of the grid, power not taken, a block sold back, capacity held ready. */
export const creditKinds = ['demand-response', 'curtailment', 'block', 'reserve'] as const;
export type CreditKind = (typeof creditKinds)[number];

/** A credit as somebody types it. */
export interface CreditEntry {
  /** The calendar month that it is for, `2026-08`. */
  month: string;
  kind: CreditKind;
  /** Negative where it was taken back. */
  usd: number;
  /** Energy that was not used for it; undefined where nobody said. */
  mwh?: number;
}

/** One version of a credit: the latest holds, those before it stay. */
export interface CreditVersion extends CreditEntry {
  removed: boolean;
  enteredBy: string;
  /** Unix milliseconds. */
  enteredAt: number;
}

/** A credit as it holds, with what it corrects. */
export interface Credit extends CreditVersion {
  /** What it is called by at its site. */
  number: number;
  /** What was entered under its number before, the latest first. */
  corrected: readonly CreditVersion[];
}

/** Whose they are: a site by its key. Every statement names the tenant. */
interface SitePlace {
  tenant: string;
  site: string;
}

/** Credits whose latest version is of this month, those that were removed among them, by number. */
export async function creditsOf(database: Database, asked: SitePlace & { month: string }): Promise<Credit[]> {
  const sql = `SELECT * FROM power_credits WHERE tenant = :tenant AND site = :site AND number IN
      (SELECT number FROM power_credits WHERE tenant = :tenant AND site = :site AND month = :month)
    ORDER BY number, version DESC`;
  const rows = Map.groupBy(await database.all(sql, { ...asked }), ({ number }) => Number(number));
  const credits = [...rows].map(([number, versions]) => creditFrom({ number, versions }));
  return credits.filter(({ month }) => month === asked.month);
}

/** The credit of that number. */
export async function creditOf(
  database: Database,
  asked: SitePlace & { number: number },
): Promise<Credit | undefined> {
  const sql = `SELECT * FROM power_credits WHERE tenant = :tenant AND site = :site AND number = :number
    ORDER BY version DESC`;
  const versions = await database.all(sql, { ...asked });
  return versions.length === 0 ? undefined : creditFrom({ number: asked.number, versions });
}

/** How many versions are kept of a site's credits, and the highest number that was given. */
export async function creditCount(database: Database, { tenant, site }: SitePlace) {
  const sql = `SELECT count(*) AS versions, coalesce(max(number), 0) AS last FROM power_credits
    WHERE tenant = :tenant AND site = :site`;
  const row = await database.get(sql, { tenant, site });
  return { versions: Number(row?.versions), last: Number(row?.last) };
}

/** The last month, `until` included, of which a credit holds. */
export async function lastMonthOf(
  database: Database,
  asked: SitePlace & { until: string },
): Promise<string | undefined> {
  const sql = `SELECT max(month) AS month FROM power_credits AS latest
    WHERE tenant = :tenant AND site = :site AND month <= :until AND removed = 0 AND version =
      (SELECT max(version) FROM power_credits WHERE tenant = :tenant AND site = :site AND number = latest.number)`;
  const month = (await database.get(sql, { ...asked }))?.month;
  return typeof month === 'string' ? month : undefined;
}

/** Keeps a version beside those before it. Part of the caller's transaction. */
export async function keepVersion(
  database: Database,
  kept: SitePlace & CreditVersion & { number: number; version: number },
): Promise<void> {
  const { mwh = null, removed, ...rest } = kept;
  await database.run(
    `INSERT INTO power_credits
       (tenant, site, number, version, month, kind, usd, mwh, removed, entered_by, entered_at)
     VALUES (:tenant, :site, :number, :version, :month, :kind, :usd, :mwh, :removed, :enteredBy, :enteredAt)`,
    { ...rest, mwh, removed: Number(removed) },
  );
}

function creditFrom({ number, versions }: { number: number; versions: readonly Row[] }): Credit {
  const [holds, ...corrected] = versions.map(versionFrom);
  return { ...holds!, number, corrected };
}

const versionFrom = (row: Row): CreditVersion => ({
  month: String(row.month),
  kind: creditKinds.find((kind) => kind === row.kind)!,
  usd: Number(row.usd),
  ...(row.mwh === null ? {} : { mwh: Number(row.mwh) }),
  removed: Number(row.removed) === 1,
  enteredBy: String(row.entered_by),
  enteredAt: Number(row.entered_at),
});

/** What is kept of a site goes on under its new name, and goes with it; what was left under that name gives way. */
export function creditSites(database: Database): SiteOwner {
  const forget = async ({ tenant, key }: { tenant: string; key: string }) => {
    await database.run('DELETE FROM power_credits WHERE tenant = :tenant AND site = :key', { tenant, key });
  };
  return {
    async renamed({ tenant, from, to }) {
      if (from.key === to.key) return;
      await forget({ tenant, key: to.key });
      const sql = 'UPDATE power_credits SET site = :to WHERE tenant = :tenant AND site = :from';
      await database.run(sql, { tenant, from: from.key, to: to.key });
    },
    removed: ({ tenant, key }) => forget({ tenant, key }),
  };
}
