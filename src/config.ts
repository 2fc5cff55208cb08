import { z } from 'zod';
import type { CommandSpec } from './chat/adapter.ts';
import type { AdapterKind, ConfiguredAdapter, HttpAddress } from './chat/adapterKind.ts';
import type { LogLevel } from './common/log.ts';
import { origin, text } from './common/variable.ts';

const refreshSeconds = z.coerce.number().min(1).max(3600);

/** Every variable that is read but those of platforms, with what it means. An empty value counts as not set. */
const environment = z.object({
  /** Folder of the database. Default ./data */
  DATA_DIR: text.default('./data'),
  /** debug, info, warn, error or silent. Default info, in the console error */
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  /** Seconds between market refreshes, 1 to 3600. Default 60 */
  MARKET_REFRESH_SECONDS: refreshSeconds.default(60),
  /** mempool.space or a self-hosted mempool. */
  MEMPOOL_URL: origin.optional(),
  /** A Bitcoin Core node's JSON-RPC, credentials included: http://user:password@127.0.0.1:8332 */
  BITCOIN_RPC_URL: origin.optional(),
  /** Origins of the exchanges' public price APIs, or of proxies to them. */
  COINBASE_URL: origin.optional(),
  KRAKEN_URL: origin.optional(),
  BITSTAMP_URL: origin.optional(),
  GEMINI_URL: origin.optional(),
  /** Called every minute by the process that runs the schedule: whoever watches it notices a dead desk. */
  HEARTBEAT_URL: origin.optional(),
  /** Port of the HTTP server, where a platform needs one. Default 3000 */
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** Where platforms and browsers reach this process: https://desk.example.com */
  PUBLIC_URL: origin.optional(),
});

type Own = z.output<typeof environment>;

/** The configuration of one process. */
export interface Config {
  dataDirectory: string;
  /** Undefined: info, or error where a person reads the same terminal. */
  logLevel?: LogLevel;
  heartbeatUrl?: string;
  http: HttpAddress;
  /** Every platform there is. */
  adapters: readonly AdapterKind[];
  /** Those that are configured. */
  chats: readonly Chat[];
  /** What may be run by hand, by name. */
  scripts: Record<string, Script>;
  market: {
    refreshSeconds: number;
    /** Origins by variable; a source without one uses its public address, or is left out. */
    urls: Partial<Record<SourceVariable, string>>;
  };
}

export type Chat = ConfiguredAdapter & { name: string };

/** Resolves with what to print; rejects with UserError. */
type Script = (asked: { words: readonly string[]; commands: readonly CommandSpec[] }) => Promise<string>;

const SOURCE_VARIABLES = [
  'MEMPOOL_URL',
  'BITCOIN_RPC_URL',
  'COINBASE_URL',
  'KRAKEN_URL',
  'BITSTAMP_URL',
  'GEMINI_URL',
] as const;
type SourceVariable = (typeof SOURCE_VARIABLES)[number];

/** Reads the configuration from the environment. RangeError names every variable that cannot be used. */
export function readConfig(
  env: Record<string, string | undefined>,
  adapters: readonly AdapterKind[] = [],
): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = [environment, ...adapters.map(({ variables }) => z.object(variables))].map((it) =>
    it.safeParse(set),
  );
  // Values are left out: a variable may hold a credential.
  const faults = read.flatMap(({ error }) =>
    (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
  if (faults.length > 0) throw new RangeError(`The environment cannot be used. ${faults.join('; ')}`);
  const [vars, ...values] = read.map(({ data }) => data) as [Own, ...Record<string, unknown>[]];
  const http = { port: vars.PORT, ...(vars.PUBLIC_URL !== undefined && { publicUrl: vars.PUBLIC_URL }) };
  return {
    dataDirectory: vars.DATA_DIR,
    ...(vars.LOG_LEVEL === undefined ? {} : { logLevel: vars.LOG_LEVEL }),
    ...(vars.HEARTBEAT_URL === undefined ? {} : { heartbeatUrl: vars.HEARTBEAT_URL }),
    http,
    adapters,
    chats: adapters.flatMap((kind, index) => {
      const configured = kind.configure(values[index]!, http);
      return configured ? [{ ...configured, name: kind.name }] : [];
    }),
    scripts: Object.assign({}, ...adapters.map((kind, index) => scriptsOf(kind, values[index]!, http))),
    market: {
      refreshSeconds: vars.MARKET_REFRESH_SECONDS,
      urls: Object.fromEntries(
        SOURCE_VARIABLES.flatMap((name) => (vars[name] === undefined ? [] : [[name, vars[name]]])),
      ),
    },
  };
}

/** The scripts of a platform, each with the values of its variables. */
function scriptsOf(
  { scripts = {} }: AdapterKind,
  values: Record<string, unknown>,
  http: HttpAddress,
): Record<string, Script> {
  return Object.fromEntries(
    Object.entries(scripts).map(([name, run]) => [name, (asked) => run({ ...asked, values, http })]),
  );
}

/** The names of every variable that is read. */
export const variableNames = (adapters: readonly AdapterKind[]): string[] =>
  [environment.shape, ...adapters.map(({ variables }) => variables)].flatMap((it) => Object.keys(it));
