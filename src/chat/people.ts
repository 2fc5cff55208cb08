/** Who asks, as the platform knows them. */
export interface Person {
  /** The platform's own id, unique within the tenant. */
  id: string;
  name: string;
  /**
   * What the platform says of them. `admin` reads and changes; `member` reads; `visitor` reads nothing until
   * `access` names them, a role of theirs or the channel; `outsider` (a guest, a stranger) never does. A program with a
   * token is `reader` or `editor`: it reads, or changes too, whatever is allowed to others; it is never an admin.
   */
  standing: 'admin' | 'member' | 'visitor' | 'outsider' | 'reader' | 'editor';
  /** Ids of the platform's roles or groups that the person holds; absent where the platform did not tell. */
  roles?: string[];
}

/** Where an answer goes: a conversation on one platform. Opaque to everyone but the adapter. */
export interface Address {
  adapter: string;
  tenant: string;
  /** The platform's id of a conversation; `@` and the id of a person for their direct messages. */
  channel: string;
  thread?: string;
}

/** Whom an admin can name, by the platform's id. `any`: nobody said what the id stands for. */
export interface Grantee {
  kind: 'person' | 'role' | 'channel' | 'any';
  id: string;
}

/** How a platform writes whom a message names: the id is the first group of `written`. */
export type Mention = readonly [kind: Grantee['kind'], written: RegExp];
