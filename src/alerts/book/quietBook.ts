import { recordChange } from '../../access/audit.ts';
import { type Rights, requireRight } from '../../access/rights.ts';
import type { Address, Person } from '../../chat/people.ts';
import type { Database } from '../../storage/database.ts';
import { describeQuiet, keepQuietHours, type QuietHours, quietHoursOf } from '../engine/quiet.ts';

/** Quiet hours of one conversation. */
export interface QuietBook {
  get(): Promise<QuietHours | undefined>;
  /** UserError where someone may not change them. */
  set(hours: QuietHours | undefined): Promise<void>;
}

export interface QuietBookParts {
  database: Database;
  now: () => number;
  address: Address;
  person: Person;
  rights: Rights;
}

export function quietBook({ database, now, address, person, rights }: QuietBookParts): QuietBook {
  const { tenant } = address;
  const by = { id: person.id, name: person.name };
  return {
    get: async () => quietHoursOf(database, address),
    async set(hours) {
      requireRight({ rights, right: 'change', to: 'change the alerts' });
      const detail = hours === undefined ? 'none' : describeQuiet(hours);
      await database.transaction(`tenant:${tenant}`, async () => {
        await keepQuietHours(database, address, hours);
        await recordChange(database, { tenant, at: now(), by, verb: 'set', object: 'quiet hours', detail });
      });
    },
  };
}
