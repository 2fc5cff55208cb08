import type { SiteOwner } from '../sites/owner.ts';
import type { Database, Row } from '../storage/database.ts';
import { readStored, unlessUnreadable } from '../storage/stored.ts';
import { type KeptPlan, type PlanPlace, type PlanResult, planSchema, scoreSchema } from './plan.ts';

const KEPT_MS = 400 * 86_400_000;

/** False where the day has a plan. Part of the caller's transaction. */
export async function insertPlan(
  database: Database,
  { tenant, site, day, plan }: KeptPlan,
): Promise<boolean> {
  const inserted = await database.run(
    `INSERT INTO dispatch_plans (tenant, site, day, end_at, plan)
     VALUES (:tenant, :site, :day, :endAt, :plan) ON CONFLICT (tenant, site, day) DO NOTHING`,
    { tenant, site, day, endAt: plan.to, plan: JSON.stringify(plan) },
  );
  const sql = 'DELETE FROM dispatch_plans WHERE tenant = :tenant AND end_at < :before';
  await database.run(sql, { tenant, before: plan.to - KEPT_MS });
  return inserted > 0;
}

/** Plans of every tenant whose day is over and that have no score. Damaged ones are left out. */
export async function plansToScore(database: Database, now: number): Promise<KeptPlan[]> {
  const sql = 'SELECT * FROM dispatch_plans WHERE score IS NULL AND end_at <= :now ORDER BY end_at';
  return readable(await database.all(sql, { now })).plans;
}

/** Keeps how a plan did. It does nothing where that is known already: of two processes one scores it. */
export async function keepScore(
  database: Database,
  { tenant, site, day, score }: PlanPlace & { score: PlanResult },
): Promise<void> {
  await database.run(
    `UPDATE dispatch_plans SET score = :score
     WHERE tenant = :tenant AND site = :site AND day = :day AND score IS NULL`,
    { tenant, site, day, score: JSON.stringify(score) },
  );
}

/** A tenant's plans whose days end after `since`, the latest first, and the days of those that cannot be read any more. */
export async function plansSince(
  database: Database,
  asked: { tenant: string; since: number },
): Promise<{ plans: KeptPlan[]; damaged: PlanPlace[] }> {
  const sql = `SELECT * FROM dispatch_plans WHERE tenant = :tenant AND end_at > :since ORDER BY day DESC, site`;
  return readable(await database.all(sql, asked));
}

function readable(rows: readonly Row[]): { plans: KeptPlan[]; damaged: PlanPlace[] } {
  const read = rows.map((row) => ({ place: placeOf(row), kept: unlessUnreadable(() => storedPlan(row)) }));
  return {
    plans: read.flatMap(({ kept }) => kept ?? []),
    damaged: read.flatMap(({ place, kept }) => (kept === undefined ? [place] : [])),
  };
}

const placeOf = ({ tenant, site, day }: Row): PlanPlace => ({
  tenant: String(tenant),
  site: String(site),
  day: String(day),
});

function storedPlan(row: Row): KeptPlan {
  const place = placeOf(row);
  const name = `plan ${place.tenant}/${place.site}/${place.day}`;
  const plan = readStored({ json: String(row.plan), schema: planSchema, name });
  if (row.score === null) return { ...place, plan };
  return { ...place, plan, score: readStored({ json: String(row.score), schema: scoreSchema, name }) };
}

/** Plans go on under the new name of their site, and go with it. */
export function planRowSites(database: Database): SiteOwner {
  async function removed({ tenant, key: site }: { tenant: string; key: string }): Promise<void> {
    const sql = 'DELETE FROM dispatch_plans WHERE tenant = :tenant AND site = :site';
    await database.run(sql, { tenant, site });
  }
  return {
    async renamed({ tenant, from, to }) {
      if (to.key === from.key) return;
      // What was left of a site that had the name before gives way.
      await removed({ tenant, key: to.key });
      const sql = 'UPDATE dispatch_plans SET site = :to WHERE tenant = :tenant AND site = :from';
      await database.run(sql, { tenant, from: from.key, to: to.key });
    },
    removed,
  };
}
