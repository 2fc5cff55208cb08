import type { AuditRecord } from '../access/audit.ts';
import type { AccessBook, Rights } from '../access/rights.ts';
import type { AlertBook } from '../alerts/book.ts';
import type { LeaseBook } from '../assumptions/book.ts';
import type { Simulate } from '../compute/simulation.ts';
import type { Compute } from '../compute/threads.ts';
import type { DeliveryBook } from '../delivery/queue.ts';
import type { DigestBook } from '../digest/index.ts';
import type { Market, MarketSnapshot } from '../market/contract.ts';
import type { SiteBook } from '../sites/book.ts';
import type { Parameter } from './parameter.ts';
import type { Reply } from './reply.ts';

/** Who asks, as the platform knows them. */
export interface Person {
  /** The platform's own id, unique within the tenant. */
  id: string;
  name: string;
  /**
   * What the platform says of them. `admin` reads and changes; `member` reads; `visitor` reads nothing until
   * `access` names them, a role of theirs or the channel; `outsider` (a guest, a stranger) never does.
   */
  standing: 'admin' | 'member' | 'visitor' | 'outsider';
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

/**
 * Reads a file that came with a question (the console: by its path): the one of that name, or the only one. Undefined
 * when none is named and none came. Rejects with UserError.
 */
type ReadAttachment = (name?: string) => Promise<{ name: string; text: string } | undefined>;

/** One question, from any platform. */
export interface Incoming {
  /** The platform's id of the event: the same id twice has one effect. Absent where nothing comes twice. */
  id?: string;
  address: Address;
  /** The channel that the conversation is a thread of, where a thread is a channel of its own: its rights hold here. */
  parentChannel?: string;
  person: Person;
  /** The command line as typed, or a command with its options as the platform parsed them. */
  ask: { text: string } | { command: string[]; options: Record<string, string> };
  attachment?: ReadAttachment;
  /** Shows an interim reply while a long answer is worked on. */
  progress?: (reply: Reply) => void;
}

/** The platform-neutral bot as an adapter sees it. */
export interface Bot {
  /** Answers; never rejects: a failure becomes a reply. Undefined: this id was answered before, say nothing. */
  handle(incoming: Incoming): Promise<Reply | undefined>;
  /** Lines that complete what has been typed, best first. */
  complete(
    asked: Pick<Incoming, 'address' | 'parentChannel' | 'person'> & { text: string },
  ): Promise<string[]>;
  /** The commands in help order, for platforms that register them. */
  commands: readonly Command[];
}

/** A webhook request before its body is read. */
export interface WebhookHead {
  method: string;
  /** The path of its address, without a query. */
  path: string;
  headers: Pick<Headers, 'get'>;
}

/** A chat platform. It knows its wire format and its deadlines, and nothing of mining. */
export interface ChatAdapter {
  name: string;
  /** Connects and begins to hand what is asked to `bot`. Rejects when it cannot be used as configured. */
  start(bot: Bot): Promise<void>;
  /** Posts `reply`; idempotent per `deliveryId` where the platform allows. Rejects with DeliveryError. */
  send(address: Address, reply: Reply, options: { deliveryId: string }): Promise<{ receipt: string }>;
  /**
   * What became of a `send` since `sentAfter` (Unix milliseconds) whose end nobody knows. `delivered`: all of it is
   * there. `absent`: sending it now, under the same id, shows it once. Rejects with DeliveryError to be asked later.
   */
  reconcile?(
    address: Address,
    options: { deliveryId: string; sentAfter: number; reply: Reply },
  ): Promise<'delivered' | 'absent' | 'unknown'>;
  /** What is wrong with the connection now, in one line that names the fix; undefined while nothing is. */
  trouble?(): string | undefined;
  /** How many messages the platform takes each second over all conversations, where that is limited. */
  sendsPerSecond?: number;
  /**
   * Refuses a webhook request by its head alone, before a byte of its body is read: 404 where the path is none of the
   * adapter's, 405 for a method that nothing there answers, 401 where its signature cannot be right. Undefined: read on.
   */
  refuse?(head: WebhookHead): Response | undefined;
  /** Answers a webhook request, where the platform sends them, with text or without a body. */
  fetch?(request: Request): Promise<Response>;
  /** Settles what is in flight, then disconnects. */
  stop(): Promise<void>;
}

/** What a command may use besides its arguments. */
export interface CommandContext {
  /** The current time in Unix milliseconds. */
  now: () => number;
  tenant: string;
  person: Person;
  /** The market as it is now; waits for a first answer at most as long as an answer may take. */
  market: () => Promise<MarketSnapshot>;
  /** The running state of the sources, for `status`. */
  marketStatus: Market['status'];
  /** What the person may do in this conversation. */
  rights: Rights;
  /** The tenant's sites, refused with UserError where the person may not read or change them. */
  sites: SiteBook;
  /** Who may do what here; refused with UserError to all but admins. */
  access: AccessBook;
  /** The tenant's latest changes, newest first; rejects with UserError for those who may not change anything. */
  audit: (options: { most: number }) => Promise<{ records: AuditRecord[]; total: number }>;
  /** The tenant's alerts; refused with UserError where the person may not read or change them. */
  alerts: AlertBook;
  /** What of the tenant's alerts and digests is not delivered, and what may be done about it. */
  deliveries: DeliveryBook;
  /** The tenant's digests; refused with UserError where the person may not read or change them. */
  digests: DigestBook;
  /** What the tenant assumes when megawatts are compared, and its own deals; refused as sites are. */
  leaseBook: LeaseBook;
  /** Computes in a thread what would hold up every other conversation. */
  compute: Compute;
  /** Runs many paths in threads. */
  simulate: Simulate;
  /** Shows an interim reply where the platform can, while a long answer is worked on. */
  progress: (reply: Reply) => void;
  /** The answer called `id`, or the one before this in the same conversation for the same person. */
  recall: (id?: string) => Promise<Reply | undefined>;
  /** Whether the person has said yes (`--yes`) to what the command asks about first. */
  confirmed: boolean;
  attachment: ReadAttachment;
  commands: readonly Command[];
  /** State of the process, for `status`. */
  about: { version: string };
  /** The desk as a whole, every tenant's: there for the operator alone. */
  operations?: Operations;
}

/** What the operator of a desk may know of it. */
export interface Operations {
  /** Where everything is kept, in words. */
  store: string;
  adapters: () => { name: string; state: string }[];
  totals: () => Promise<{ tenants: number; sites: number }>;
}

/** The typed arguments that a record of parameters yields; what was not given is undefined unless it has a default. */
export type Arguments<P extends Record<string, Parameter<unknown, boolean>>> = {
  [K in keyof P]: P[K] extends Parameter<infer T, infer R> ? (R extends true ? T : T | undefined) : never;
};

/** One command, or a group of them (`site add`, `site list`). */
export interface Command {
  name: string;
  /** One line, at most 100 characters (Discord's limit for a description). */
  summary: string;
  /** Other names that are understood. */
  aliases?: string[];
  parameters: Record<string, Parameter<unknown, boolean>>;
  /** Command lines that work; executed as tests and shown in help. */
  examples: string[];
  subcommands?: Command[];
  /**
   * `change` commands are refused to those who may not change anything, and offered to admins only where the
   * platform can hide them; `operator` commands are for the operator's own console.
   */
  needs?: 'change' | 'operator';
  run(args: never, context: CommandContext): Promise<Reply> | Reply;
}

/** Declares a command: the types of `run`'s arguments follow from the parameters. */
export function command<P extends Record<string, Parameter<unknown, boolean>>>(
  spec: Omit<Command, 'run' | 'parameters'> & {
    parameters: P;
    run(args: Arguments<P>, context: CommandContext): Promise<Reply> | Reply;
  },
): Command {
  return spec as Command;
}
