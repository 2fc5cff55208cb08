import { recordChange } from '../access/audit.ts';
import { type Rights, requireRight } from '../access/rights.ts';
import type { Person } from '../chat/people.ts';
import type { Database } from '../storage/database.ts';

/** What a model may be told beside a question and the commands: `figures` are of the last answer, and come with names. */
export const TOLD = ['nothing', 'names', 'figures'] as const;
export type Told = (typeof TOLD)[number];

/** What each tenant lets a model be told; nothing until somebody allows more, and where that cannot be read. */
export const toldIn =
  (database: Database) =>
  async (tenant: string): Promise<Told> => {
    const row = await database.get('SELECT told FROM model_told WHERE tenant = :tenant', { tenant });
    return TOLD.find((one) => one === row?.told) ?? 'nothing';
  };

/** What a tenant lets a model be told. */
export interface ToldBook {
  told(): Promise<Told>;
  /** On record with the change. UserError where the person may not change anything. */
  setTold(told: Told): Promise<void>;
}

export function toldBook(asked: {
  database: Database;
  now: () => number;
  tenant: string;
  person: Person;
  rights: Rights;
}): ToldBook {
  const { database, now, tenant, person, rights } = asked;
  return {
    told: () => toldIn(database)(tenant),
    async setTold(told) {
      requireRight({ rights, right: 'change', to: 'change what a model is told' });
      await database.transaction(`tenant:${tenant}`, async () => {
        await database.run(
          `INSERT INTO model_told (tenant, told) VALUES (:tenant, :told)
           ON CONFLICT (tenant) DO UPDATE SET told = excluded.told`,
          { tenant, told },
        );
        await recordChange(database, {
          tenant,
          at: now(),
          by: { id: person.id, name: person.name },
          verb: 'set',
          object: 'llm',
          detail: told,
        });
      });
    },
  };
}
