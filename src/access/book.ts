import type { Address, Person } from '../chat/people.ts';
import { UserError } from '../common/errors.ts';
import type { AuditRecord, AuditTrail } from './audit.ts';
import { type AccessList, type Grant, type Rights, requireRight } from './rights.ts';
import type { Token, TokenList } from './tokens.ts';

/** Who may do what in a tenant, for its admins; and who changed what, for those who may change something. */
export interface AccessBook {
  list(): Promise<Grant[]>;
  allow(grant: Grant): Promise<boolean>;
  revoke(grant: Grant): Promise<boolean>;
  /** What programs come with; for admins. */
  tokens: {
    list(): Promise<Token[]>;
    /** The text of a new token. */
    make(asked: Pick<Token, 'name' | 'scope'>): Promise<string>;
    revoke(name: string): Promise<boolean>;
  };
  /** The tenant's latest changes, newest first, and how many there are. */
  audit(asked: { most: number }): Promise<{ records: AuditRecord[]; total: number }>;
}

/** The grants, tokens and record of the tenant of `address` as `person` may use them; what they may not is refused with UserError. */
export function accessBook({
  list,
  tokens,
  trail,
  address,
  person,
  rights,
  reachesNobody = async () => undefined,
}: {
  list: AccessList;
  tokens: TokenList;
  trail: AuditTrail;
  address: Address;
  person: Person;
  rights: Rights;
  reachesNobody?: ((id: string) => Promise<string | undefined>) | undefined;
}): AccessBook {
  const { tenant } = address;
  function refuseUnlessAdmin(): void {
    if (person.standing !== 'admin')
      throw new UserError('Only admins may see or change who may do what here. Ask an admin.');
  }
  return {
    async list() {
      refuseUnlessAdmin();
      return list.get(tenant);
    },
    async allow(grant) {
      refuseUnlessAdmin();
      const why = await reachesNobody(grant.id);
      if (why !== undefined) throw new UserError(why, { parameter: 'who' });
      return list.allow(tenant, grant, person);
    },
    async revoke(grant) {
      refuseUnlessAdmin();
      return list.revoke(tenant, grant, person);
    },
    tokens: {
      async list() {
        refuseUnlessAdmin();
        return tokens.list(tenant);
      },
      async make(asked) {
        refuseUnlessAdmin();
        return tokens.make({ ...asked, address, by: person });
      },
      async revoke(name) {
        refuseUnlessAdmin();
        return tokens.revoke({ tenant, name, by: person });
      },
    },
    async audit({ most }) {
      requireRight({ rights, right: 'change', to: 'see who changed what' });
      return trail.latest({ tenant, most });
    },
  };
}
