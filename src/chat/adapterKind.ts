import type { z } from 'zod';
import type { Log } from '../common/log.ts';
import type { GatewaySession } from '../storage/gatewaySessions.ts';
import type { KeyValue } from '../storage/keyValue.ts';
import type { ChatAdapter, CommandSpec, Incoming } from './adapter.ts';
import type { Mention } from './people.ts';

/** A connection that a desk has once, however many processes it has. */
export interface Gateway {
  /** Resolves when it is known whether this process is to begin with it. */
  looked: Promise<void>;
  /** Whether this process holds it now. */
  isOurs(): boolean;
  /** Where its last holder was; undefined where nothing can be taken up. From now on only this process keeps it. */
  session(): Promise<GatewaySession | undefined>;
  /** Keeps where it stands; undefined: nothing can be taken up. Without effect once another process has taken it. */
  keep(session: GatewaySession | undefined): Promise<void>;
  /** Gives it up, so that another process need not wait. */
  stop(): Promise<void>;
}

/** `name`: the same at every process. Another takes it ten seconds after its holder has died. */
export type OpenGateway = (asked: { name: string; onTaken(): void; onLost(): void }) => Gateway;

/** What an adapter reaches the world with. */
export interface AdapterMeans {
  /** What must survive a restart, by namespace. */
  store: (namespace: string) => KeyValue;
  gateway: OpenGateway;
  log: Log;
  /** The current time in Unix milliseconds. */
  now: () => number;
  fetch: typeof globalThis.fetch;
  /** Uniform in [0, 1). */
  random: () => number;
  /** Folder of the desk's files. */
  dataDirectory: string;
}

/** How this process is reached over HTTP: the server's port, and its origin as others see it. */
export interface HttpAddress {
  port: number;
  publicUrl?: string;
}

/** What a check of a platform has found. `fine`; `missing`: not there, and needs nobody; `wrong`: to be mended. */
export interface Finding {
  state: 'fine' | 'missing' | 'wrong';
  /** One line; where it is wrong, with what to do. */
  words: string;
}

/** What a check reaches the platform with. */
export interface CheckMeans {
  fetch: typeof globalThis.fetch;
  /** How long all that is asked may take, in milliseconds. */
  timeoutMs: number;
}

/** A platform as it is configured: what there is to know before it is connected. */
export interface ConfiguredAdapter {
  /** Whether the platform, or a browser, comes to us over HTTP. */
  needsWeb?: boolean;
  /** What of it does not go through the proxy that the process is told to use, in words. */
  besideProxy?: string;
  /** Values that no log may show. */
  secrets?: readonly string[];
  /**
   * A person at the terminal of the process itself: runs where no platform is configured. `question` is a line
   * of theirs.
   */
  terminal?: { colour: boolean; question(text: string): Incoming };
  /**
   * Whether the platform can be reached, takes the tokens and is set up as the desk needs it. For a desk may be
   * running, it changes nothing and opens no connection that could take the place of the desk's. Rejects with
   * UserError or DeliveryError, a line for each thing to mend.
   */
  check?(means: CheckMeans): Promise<Finding[]>;
  /** The adapter, not connected yet. Its library is imported here, so that it costs those alone who use it. */
  create(means: AdapterMeans): Promise<ChatAdapter>;
}

/** The checks of an adapter's variables, by name. What is blank counts as not set. */
export type Variables = Record<string, z.ZodType<unknown, string | undefined>>;

/** What the variables hold once they are checked. */
export type ValuesOf<V extends Variables> = { [K in keyof V]: z.output<V[K]> };

/** What a script of an adapter is run with. */
interface ScriptAsked<Values> {
  values: Values;
  http: HttpAddress;
  /** What was typed after its name. */
  words: readonly string[];
  commands: readonly CommandSpec[];
}

/** A platform as configuration, log and start see it: they go over the index of adapters, and name none. */
export interface AdapterKind<Values = Record<string, unknown>> {
  name: string;
  variables: Variables;
  /**
   * Undefined where the platform is not configured. What is missing or contradicts another variable is refused when
   * the adapter starts: a platform that cannot be used stops no other, and no question at the terminal.
   */
  configure(values: Values, http: HttpAddress): ConfiguredAdapter | undefined;
  /** What its tokens look like, wherever they stand in a text. */
  tokenPatterns?: readonly RegExp[];
  /** How people, roles and channels are named in its messages. */
  mentions?: readonly Mention[];
  /** What is run by hand, by the name it is started with. Resolves with what to print; UserError says what is missing. */
  scripts?: Record<string, (asked: ScriptAsked<Values>) => Promise<string>>;
}

/** Describes an adapter: the types of its values follow from its variables. */
export function adapterKind<V extends Variables>(
  kind: Omit<AdapterKind<ValuesOf<V>>, 'variables'> & { variables: V },
): AdapterKind {
  return kind as unknown as AdapterKind;
}
