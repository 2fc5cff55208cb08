import { insertDelivery } from '../delivery/outbox.ts';
import type { SiteOwner } from '../sites/owner.ts';
import type { Database } from '../storage/database.ts';
import type { KeptPlan } from './plan.ts';
import { insertPlan, planRowSites } from './table.ts';
import { planDelivery } from './webhook/delivery.ts';
import { webhookOf, webhookSites } from './webhook/table.ts';

/**
 * Keeps plans that are being posted, and sends each to the webhook of its site. The first of a day stands: that is the one
 * people acted on. Part of the caller's transaction.
 */
export async function keepPlans(database: Database, plans: readonly KeptPlan[]): Promise<void> {
  for (const kept of plans) {
    if (!(await insertPlan(database, kept))) continue;
    const hook = await webhookOf(database, kept);
    if (hook) await insertDelivery(database, planDelivery({ hook, kept }));
  }
}

/** Plans and webhooks go on under the new name of their site, and go with it. */
export function planSites(database: Database): SiteOwner {
  const owners = [planRowSites(database), webhookSites(database)];
  return {
    async renamed(change) {
      for (const owner of owners) await owner.renamed(change);
    },
    async removed(site) {
      for (const owner of owners) await owner.removed(site);
    },
  };
}
