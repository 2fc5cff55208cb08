import { z } from 'zod';
import { tokenPattern } from './access/tokens.ts';
import type { CommandSpec } from './chat/adapter.ts';
import type { AdapterKind, ConfiguredAdapter, HttpAddress } from './chat/adapterKind.ts';
import type { LogLevel } from './common/log.ts';
import type { Hidden } from './common/scrub.ts';
import { origin, text } from './common/variable.ts';
import { sourceKinds } from './market/sources/index.ts';
import type { ModelPlace } from './model/model.ts';

const origins = text.refine(
  (value) => value.split(',').every((one) => origin.safeParse(one.trim()).success),
  {
    message: 'must be http or https origins, separated by commas, for example https://mempool.space',
  },
);
const postgresUrl = text.refine((value) => /^postgres(?:ql)?:\/\/[^/]/.test(value) && URL.canParse(value), {
  message: 'must be a PostgreSQL URL, for example postgres://user:password@127.0.0.1:5432/hashdesk',
});
const modelUrl = origin.refine((value) => !/[@?#]/.test(value), {
  message: 'must be an address without user, query or fragment, for example http://127.0.0.1:11434/v1',
});
const refreshSeconds = z.coerce.number().min(1).max(3600);

/** Every variable that is read but those of platforms, with what it means. An empty value counts as not set. */
const environment = z
  .object({
    /** Folder of the database. Default ./data */
    DATA_DIR: text.default('./data'),
    /** PostgreSQL instead of the file in DATA_DIR: postgres://user:password@host:5432/database */
    DATABASE_URL: postgresUrl.optional(),
    /** debug, info, warn, error or silent. Default info, in the console error */
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
    /** Seconds between market refreshes, 1 to 3600. Default 60 */
    MARKET_REFRESH_SECONDS: refreshSeconds.default(60),
    /** Called every minute by the process that runs the schedule: whoever watches it notices a dead desk. */
    HEARTBEAT_URL: origin.optional(),
    /** Port of the HTTP server, where a platform or the sheet needs one. Default 3000 */
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    /** Port of /healthz, /readyz and /metrics; off when not set. */
    ADMIN_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
    /** Address that it listens on. Default 127.0.0.1 */
    ADMIN_HOST: z
      .union([z.ipv4(), z.ipv6()], 'must be an IP address, such as 127.0.0.1')
      .default('127.0.0.1'),
    /** Where platforms and browsers reach this process: https://desk.example.com */
    PUBLIC_URL: origin.optional(),
    /** OpenAI-compatible address of a model that is asked what it makes of a question nothing else understands. */
    LLM_URL: modelUrl.optional(),
    /** The name of the model there. */
    LLM_MODEL: text.max(80).optional(),
    /** Its key, where it needs one. */
    LLM_KEY: text
      .min(8, 'must have at least 8 characters')
      .regex(/^[!-~]+$/, 'must be printable ASCII')
      .optional(),
  })
  .refine(({ LLM_URL, LLM_MODEL }) => (LLM_URL === undefined) === (LLM_MODEL === undefined), {
    path: ['LLM_MODEL'],
    message: 'must be set where LLM_URL is, and only there',
  })
  .refine(({ LLM_URL, LLM_KEY }) => LLM_KEY === undefined || LLM_URL !== undefined, {
    path: ['LLM_KEY'],
    message: 'is sent to nobody without LLM_URL: set both, or neither',
  });

/** One variable for each kind of market source, which says itself what it is called and means. */
const marketEnvironment = z.object(
  Object.fromEntries(
    sourceKinds.map(({ variable, several }) => [variable, (several ? origins : origin).optional()]),
  ),
);

type Own = z.output<typeof environment>;
type MarketUrls = z.output<typeof marketEnvironment>;

/** The configuration of one process. */
export interface Config {
  dataDirectory: string;
  /** Undefined: a file in the data directory. */
  databaseUrl?: string;
  /** Undefined: info, or error where a person reads the same terminal. */
  logLevel?: LogLevel;
  heartbeatUrl?: string;
  http: HttpAddress;
  /** Undefined: nothing is asked. */
  model?: ModelPlace;
  /** Where whoever watches this process asks it; undefined: nowhere. */
  admin?: { port: number; host: string };
  /** Every platform there is. */
  adapters: readonly AdapterKind[];
  /** Those that are configured. */
  chats: readonly Chat[];
  /** What may be run by hand, by name. */
  scripts: Record<string, Script>;
  market: {
    refreshSeconds: number;
    /** Origins by variable; a source without one uses its public address, or is left out. */
    urls: Partial<Record<string, string>>;
  };
}

export type Chat = ConfiguredAdapter & { name: string };

/** The terminal of the process itself. */
export function terminalOf({ chats }: Pick<Config, 'chats'>): NonNullable<Chat['terminal']> {
  const { terminal } = chats.find((it) => it.terminal) ?? {};
  if (!terminal) throw new Error('No adapter has a terminal.');
  return terminal;
}

/** Resolves with what to print; rejects with UserError. */
type Script = (asked: { words: readonly string[]; commands: readonly CommandSpec[] }) => Promise<string>;

/** Reads the configuration from the environment. RangeError names every variable that cannot be used. */
export function readConfig(
  env: Record<string, string | undefined>,
  adapters: readonly AdapterKind[] = [],
): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = [environment, marketEnvironment, ...adapters.map(({ variables }) => z.object(variables))].map(
    (it) => it.safeParse(set),
  );
  // Values are left out: a variable may hold a credential.
  const faults = read.flatMap(({ error }) =>
    (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
  if (faults.length > 0) throw new RangeError(`The environment cannot be used. ${faults.join('; ')}`);
  const [vars, urls, ...values] = read.map(({ data }) => data) as [
    Own,
    MarketUrls,
    ...Record<string, unknown>[],
  ];
  const http = { port: vars.PORT, ...(vars.PUBLIC_URL !== undefined && { publicUrl: vars.PUBLIC_URL }) };
  return {
    dataDirectory: vars.DATA_DIR,
    ...(vars.DATABASE_URL !== undefined && { databaseUrl: vars.DATABASE_URL }),
    ...(vars.LOG_LEVEL === undefined ? {} : { logLevel: vars.LOG_LEVEL }),
    ...(vars.HEARTBEAT_URL === undefined ? {} : { heartbeatUrl: vars.HEARTBEAT_URL }),
    http,
    ...modelIn(vars),
    ...(vars.ADMIN_PORT !== undefined && { admin: { port: vars.ADMIN_PORT, host: vars.ADMIN_HOST } }),
    adapters,
    chats: adapters.flatMap((kind, index) => {
      const configured = kind.configure(values[index]!, http);
      return configured ? [{ ...configured, name: kind.name }] : [];
    }),
    scripts: Object.assign({}, ...adapters.map((kind, index) => scriptsOf(kind, values[index]!, http))),
    market: { refreshSeconds: vars.MARKET_REFRESH_SECONDS, urls },
  };
}

function modelIn(vars: Own): Pick<Config, 'model'> {
  if (vars.LLM_URL === undefined || vars.LLM_MODEL === undefined) return {};
  const key = vars.LLM_KEY === undefined ? {} : { key: vars.LLM_KEY };
  return { model: { url: vars.LLM_URL, name: vars.LLM_MODEL, ...key } };
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
  [environment.shape, marketEnvironment.shape, ...adapters.map(({ variables }) => variables)].flatMap((it) =>
    Object.keys(it),
  );

/** What is shown nowhere: credentials whose form tells nobody that they are secret, and the forms of those that do. */
export function hiddenIn({ market, adapters, chats, heartbeatUrl, model, databaseUrl = '' }: Config): Hidden {
  const urls = [databaseUrl, ...Object.values(market.urls)].flatMap((given = '') =>
    given.split(',').filter(Boolean),
  );
  const inUrls = urls.flatMap((url) => {
    const { username, password } = new URL(url.trim());
    return [username, password].filter((part) => part.length > 3).map((part) => decodeURIComponent(part));
  });
  const ofChats = chats.flatMap(({ secrets = [] }) => secrets);
  return {
    secrets: [...inUrls, ...ofChats, ...[heartbeatUrl, model?.key].filter((one) => one !== undefined)],
    patterns: [tokenPattern, ...adapters.flatMap(({ tokenPatterns = [] }) => tokenPatterns)],
  };
}
