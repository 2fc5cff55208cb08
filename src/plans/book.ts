import { type Rights, requireRight } from '../access/rights.ts';
import { siteKey } from '../sites/name.ts';
import type { Database } from '../storage/database.ts';
import type { KeptPlan } from './plan.ts';
import { plansSince } from './table.ts';

/** A tenant's plans as they were posted, as someone may see them; what they may not is UserError. */
export interface PlanBook {
  /** A site's plans whose days end after `since` (Unix milliseconds), the latest first, and the days whose plan is damaged. */
  of(asked: { name: string; since: number }): Promise<{ plans: KeptPlan[]; damaged: string[] }>;
}

export function planBook(parts: { database: Database; tenant: string; rights: Rights }): PlanBook {
  const { database, tenant, rights } = parts;
  return {
    async of({ name, since }) {
      requireRight({ rights, right: 'read', to: 'see the plans' });
      const { plans, damaged } = await plansSince(database, { tenant, since });
      const isOf = ({ site }: { site: string }) => site === siteKey(name);
      return { plans: plans.filter(isOf), damaged: damaged.filter(isOf).map(({ day }) => day) };
    },
  };
}
