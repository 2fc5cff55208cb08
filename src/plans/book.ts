import { recordChange } from '../access/audit.ts';
import { OPERATOR_TENANT, type Rights, requireRight } from '../access/rights.ts';
import type { Person } from '../chat/people.ts';
import { UserError } from '../common/errors.ts';
import { showUrl } from '../net/http.ts';
import { siteKey } from '../sites/name.ts';
import type { Database } from '../storage/database.ts';
import type { KeptPlan } from './plan.ts';
import { plansSince } from './table.ts';
import { dropWebhook, keepWebhook, otherWebhooks, type Webhook, webhookOf } from './webhook/table.ts';

/** A tenant's plans as they were posted, as someone may see them; what they may not is UserError. */
export interface PlanBook {
  /** A site's plans whose days end after `since` (Unix milliseconds), the latest first, and the days whose plan is damaged. */
  of(asked: { name: string; since: number }): Promise<{ plans: KeptPlan[]; damaged: string[] }>;
  /** Where the plans of a site go as JSON; for admins. */
  webhook: {
    of(name: string): Promise<Omit<Webhook, 'secret'> | undefined>;
    /** Sends them there from now on. The secret that they are signed with. UserError for a URL that cannot be used. */
    set(asked: { name: string; url: string }): Promise<string>;
    /** False when there was none. */
    drop(name: string): Promise<boolean>;
  };
}

export interface PlanBookParts {
  database: Database;
  now: () => number;
  /** 256 bits that nobody guesses, as base64url. */
  newSecret: () => string;
  tenant: string;
  person: Person;
  rights: Rights;
}

const MOST_WEBHOOKS = 50;

export function planBook(parts: PlanBookParts): PlanBook {
  const { database, now, newSecret, tenant, person, rights } = parts;
  const by = { id: person.id, name: person.name };
  const record = (change: { verb: string; name: string; detail: string }) => {
    const { verb, name, detail } = change;
    return recordChange(database, { tenant, at: now(), by, verb, object: `webhook of ${name}`, detail });
  };
  function refuseUnlessAdmin(): void {
    if (person.standing !== 'admin')
      throw new UserError('Only admins may see or change where plans are sent. Ask an admin.');
  }
  return {
    async of({ name, since }) {
      requireRight({ rights, right: 'read', to: 'see the plans' });
      const { plans, damaged } = await plansSince(database, { tenant, since });
      const isOf = ({ site }: { site: string }) => site === siteKey(name);
      return { plans: plans.filter(isOf), damaged: damaged.filter(isOf).map(({ day }) => day) };
    },
    webhook: {
      async of(name) {
        refuseUnlessAdmin();
        const found = await webhookOf(database, { tenant, site: siteKey(name) });
        if (found === undefined) return undefined;
        const { secret: _, ...shown } = found;
        return shown;
      },
      async set({ name, url }) {
        refuseUnlessAdmin();
        refuseUnusable({ url, tenant });
        const place = { tenant, site: siteKey(name) };
        const secret = newSecret();
        await database.transaction(`tenant:${tenant}`, async () => {
          if ((await otherWebhooks(database, place)) >= MOST_WEBHOOKS)
            throw new UserError(`${MOST_WEBHOOKS} sites have a webhook, the most there may be.`);
          await keepWebhook(database, { ...place, name, url, secret, setAt: now() });
          await record({ verb: 'set', name, detail: showUrl(url) });
        });
        return secret;
      },
      async drop(name) {
        refuseUnlessAdmin();
        return database.transaction(`tenant:${tenant}`, async () => {
          const dropped = await dropWebhook(database, { tenant, site: siteKey(name) });
          if (dropped) await record({ verb: 'removed', name, detail: '' });
          return dropped;
        });
      },
    },
  };
}

/** What the operator names may lie in a network of its own, where nothing is encrypted. */
function refuseUnusable({ url, tenant }: { url: string; tenant: string }): void {
  const begins = tenant === OPERATOR_TENANT ? /^https?:\/\//iu : /^https:\/\//iu;
  if (begins.test(url) && URL.canParse(url) && url.length <= 2000) return;
  throw new UserError(
    'Plans go to a URL that begins with https://, such as https://example.com/plans. To send them no longer, say off: dispatch webhook rockdale off.',
    { parameter: 'url' },
  );
}
