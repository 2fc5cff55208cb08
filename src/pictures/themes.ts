import { recordChange } from '../access/audit.ts';
import { type Rights, requireRight } from '../access/rights.ts';
import type { Theme } from '../charts/index.ts';
import type { Person } from '../chat/people.ts';
import type { Database } from '../storage/database.ts';

/** Light until somebody chooses. */
const DEFAULT: Theme = 'light';

/** What the pictures of each tenant are like; one that cannot be read is as if nobody had chosen. */
export const themesIn =
  (database: Database) =>
  async (tenant: string): Promise<Theme> => {
    const row = await database.get('SELECT theme FROM picture_themes WHERE tenant = :tenant', { tenant });
    return row?.theme === 'dark' ? 'dark' : DEFAULT;
  };

/** What a tenant's pictures are like, answers and deliveries alike. */
export interface PictureBook {
  theme(): Promise<Theme>;
  /** UserError where the person may not change anything. */
  setTheme(theme: Theme): Promise<void>;
}

export function pictureBook(asked: {
  database: Database;
  now: () => number;
  tenant: string;
  person: Person;
  rights: Rights;
}): PictureBook {
  const { database, now, tenant, person, rights } = asked;
  const by = { id: person.id, name: person.name };
  return {
    theme: () => themesIn(database)(tenant),
    async setTheme(theme) {
      requireRight({ rights, right: 'change', to: 'change the pictures' });
      await database.transaction(`tenant:${tenant}`, async () => {
        await database.run(
          `INSERT INTO picture_themes (tenant, theme) VALUES (:tenant, :theme)
           ON CONFLICT (tenant) DO UPDATE SET theme = excluded.theme`,
          { tenant, theme },
        );
        await recordChange(database, {
          tenant,
          at: now(),
          by,
          verb: 'set',
          object: 'pictures',
          detail: theme,
        });
      });
    },
  };
}
