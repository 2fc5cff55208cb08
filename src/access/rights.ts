import type { Incoming } from '../chat/adapter.ts';
import type { Address, Grantee } from '../chat/people.ts';
import { UserError } from '../common/errors.ts';
import type { Actor } from './audit.ts';

/** What an admin can allow. Whoever may change may read. */
export const rightNames = ['read', 'change'] as const;
export type Right = (typeof rightNames)[number];

/** One right that an admin has given. */
export interface Grant extends Grantee {
  right: Right;
}

/** What a person may do in one conversation. */
export interface Rights {
  read: boolean;
  change: boolean;
  /** Runs the process: sees the whole desk, and is never asked to slow down. */
  operator: boolean;
}

/** The tenant of whoever sits at the terminal of the process. */
export const OPERATOR_TENANT = 'console:local';

/** What decides about rights: who asks, and where. */
type Asked = Pick<Incoming, 'person' | 'parentChannel'> & { address: Pick<Address, 'tenant' | 'channel'> };

/** Whether someone runs the process. */
export function isOperator({ person, address }: Asked): boolean {
  return person.standing === 'admin' && address.tenant === OPERATOR_TENANT;
}

/** What someone may do, with the tenant's grants where their standing does not decide already. */
export async function rightsWith({
  list,
  ...asked
}: Asked & { list: Pick<AccessList, 'get'> }): Promise<Rights> {
  const { person, address } = asked;
  const mayBeNamed = person.standing === 'member' || person.standing === 'visitor';
  return rightsOf({ ...asked, grants: mayBeNamed ? await list.get(address.tenant) : [] });
}

/** Decides by standing first, then by who and what was named. */
export function rightsOf({ grants, ...asked }: Asked & { grants: readonly Grant[] }): Rights {
  const { standing } = asked.person;
  if (standing === 'outsider') return { read: false, change: false, operator: false };
  if (standing === 'reader' || standing === 'editor')
    return { read: true, change: standing === 'editor', operator: false };
  const named = (right: Right) => grants.some((it) => it.right === right && isNamed(it, asked));
  const change = standing === 'admin' || named('change');
  return {
    change,
    read: change || standing === 'member' || named('read'),
    operator: isOperator(asked),
  };
}

function isNamed({ kind, id }: Grantee, { person, address, parentChannel }: Asked): boolean {
  const holds = {
    person: person.id === id,
    role: person.roles?.includes(id) ?? false,
    channel: address.channel === id || parentChannel === id,
  };
  return kind === 'any' ? Object.values(holds).includes(true) : holds[kind];
}

/** The grants of each tenant. Each change is on record when it is made. */
export interface AccessList {
  /** By right, then by id. */
  get(tenant: string): Promise<Grant[]>;
  /** False when it was so already. UserError when there are too many. */
  allow(tenant: string, grant: Grant, by: Actor): Promise<boolean>;
  /** Takes a right from an id, whatever kind it was named as; false when it was so already. */
  revoke(tenant: string, grant: Grant, by: Actor): Promise<boolean>;
}

/** Refuses with UserError, in the same words for everything, what somebody has no right to do here. */
export function requireRight(asked: {
  rights: Pick<Rights, Right>;
  right: Right;
  /** What is done with the right: `change the alerts`. */
  to: string;
}): void {
  const { rights, right, to } = asked;
  if (!rights[right])
    throw new UserError(`You may not ${to} here. Ask an admin to allow it.`, { lacks: right });
}
