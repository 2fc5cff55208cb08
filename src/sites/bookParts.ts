import type { Actor } from '../access/audit.ts';
import { type Right, type Rights, requireRight } from '../access/rights.ts';
import type { Database } from '../storage/database.ts';

/** What a book about a tenant's sites is made of. */
export interface SiteBookParts {
  database: Database;
  now: () => number;
  tenant: string;
  by: Actor;
  rights: Rights;
  /** Called before something of a site is handed out: what is answered then is for its readers only. */
  onRead?: () => void;
}

/** Does what somebody asks of `things` in a book where they may; UserError where not. A change is one transaction. */
export function allowed({ database, tenant, rights, onRead = () => {} }: SiteBookParts, things: string) {
  const check = (right: Right) =>
    requireRight({ rights, right, to: `${right === 'read' ? 'see' : 'change'} ${things}` });
  return {
    read() {
      check('read');
      onRead();
    },
    async change<T>(work: () => Promise<T>): Promise<T> {
      check('change');
      return database.transaction(`tenant:${tenant}`, work);
    },
  };
}
