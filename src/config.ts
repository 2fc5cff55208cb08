import { z } from 'zod';
import type { LogLevel } from './common/log.ts';
import { sourceKinds } from './market/sources/index.ts';

const text = z.string().trim().min(1);
const isOrigin = (value: string) => /^https?:\/\//.test(value) && URL.canParse(value);
const origin = text.refine(isOrigin, {
  message: 'must be an http or https origin, for example https://mempool.space',
});
const origins = text.refine((value) => value.split(',').every((one) => isOrigin(one.trim())), {
  message: 'must be http or https origins, separated by commas, for example https://mempool.space',
});
const refreshSeconds = z.coerce.number().min(1).max(3600);

const encryptionKeys = text.transform((value, context) =>
  value.split(',').flatMap((pair) => {
    const [, id, base64 = ''] = /^\s*([\w-]+):([\w+/=-]+)\s*$/.exec(pair) ?? [];
    const key = Buffer.from(base64, 'base64');
    if (id !== undefined && key.length === 32) return [{ id, key: base64 }];
    context.addIssue({
      code: 'custom',
      message: 'must be id:key pairs, each key 32 bytes in base64: 2026a:$(openssl rand -base64 32)',
    });
    return [];
  }),
);

/** Every variable that is read, with what it means. An empty value counts as not set. */
const environment = z.object({
  /** Folder of the database. Default ./data */
  DATA_DIR: text.default('./data'),
  /** debug, info, warn, error or silent. Default info, in the console error */
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  /** Seconds between market refreshes, 1 to 3600. Default 60 */
  MARKET_REFRESH_SECONDS: refreshSeconds.default(60),
  /** Called every minute by the process that runs the schedule: whoever watches it notices a dead desk. */
  HEARTBEAT_URL: origin.optional(),
  /** Slack: a bot token for one workspace, with an app token (Socket Mode) or a signing secret (HTTP). */
  SLACK_BOT_TOKEN: text.optional(),
  SLACK_APP_TOKEN: text.optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  /** Slack's Web API elsewhere: GovSlack, a proxy. Default https://slack.com/api/ */
  SLACK_API_URL: origin.optional(),
  /** Slack for several workspaces: OAuth instead of a bot token. */
  SLACK_CLIENT_ID: text.optional(),
  SLACK_CLIENT_SECRET: text.optional(),
  SLACK_STATE_SECRET: text.optional(),
  /** Keys of 32 bytes as id:base64, the newest first, separated by commas; they encrypt workspace tokens. */
  SLACK_ENCRYPTION_KEYS: encryptionKeys.optional(),
  /** Discord: the bot's token. */
  DISCORD_TOKEN: text.optional(),
  /** Discord's API elsewhere, without its version: a proxy. Default https://discord.com/api */
  DISCORD_API_URL: origin.optional(),
  /** Development: registers Discord's commands in this server only, where they appear at once. */
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, 'must be a server id of 17 to 20 digits')
    .optional(),
  /** Port of the HTTP server that Slack's HTTP mode and installations need. Default 3000 */
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** Where Slack and browsers reach this process: https://desk.example.com */
  PUBLIC_URL: origin.optional(),
  /** Any value: no colour in the console (no-color.org). */
  NO_COLOR: z.string().optional(),
});

/** One variable for each kind of market source, which says itself what it is called and means. */
const marketEnvironment = z.object(
  Object.fromEntries(
    sourceKinds.map(({ variable, several }) => [variable, (several ? origins : origin).optional()]),
  ),
);

/** The configuration of one process. */
export interface Config {
  dataDirectory: string;
  /** Undefined: info, or error where a person reads the same terminal. */
  logLevel?: LogLevel;
  colour: boolean;
  heartbeatUrl?: string;
  /** Absent: no token or secret of Slack's is set. */
  slack?: SlackVariables;
  discord?: { token: string; apiUrl?: string; guildId?: string };
  http: { port: number; publicUrl?: string };
  market: {
    refreshSeconds: number;
    /** Origins by variable; a source without one uses its public address, or is left out. */
    urls: Partial<Record<string, string>>;
  };
}

interface SlackVariables {
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  apiUrl?: string;
  clientId?: string;
  clientSecret?: string;
  stateSecret?: string;
  encryptionKeys?: { id: string; key: string }[];
  publicUrl?: string;
}

/** Reads the configuration from the environment. RangeError names every variable that cannot be used. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(set);
  const market = marketEnvironment.safeParse(set);
  if (!parsed.success || !market.success) {
    const issues = [...(parsed.error?.issues ?? []), ...(market.error?.issues ?? [])];
    // Values are left out: a variable may hold a credential.
    const faults = issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new RangeError(`The environment cannot be used. ${faults.join('; ')}`);
  }
  const vars = parsed.data;
  return {
    dataDirectory: vars.DATA_DIR,
    ...(vars.LOG_LEVEL === undefined ? {} : { logLevel: vars.LOG_LEVEL }),
    colour: vars.NO_COLOR === undefined,
    ...(vars.HEARTBEAT_URL === undefined ? {} : { heartbeatUrl: vars.HEARTBEAT_URL }),
    ...chatsOf(vars),
    http: { port: vars.PORT, ...given({ publicUrl: vars.PUBLIC_URL }) },
    market: { refreshSeconds: vars.MARKET_REFRESH_SECONDS, urls: market.data },
  };
}

function chatsOf(vars: z.infer<typeof environment>): Pick<Config, 'slack' | 'discord'> {
  const slack = given({
    botToken: vars.SLACK_BOT_TOKEN,
    appToken: vars.SLACK_APP_TOKEN,
    signingSecret: vars.SLACK_SIGNING_SECRET,
    clientId: vars.SLACK_CLIENT_ID,
    clientSecret: vars.SLACK_CLIENT_SECRET,
    stateSecret: vars.SLACK_STATE_SECRET,
    encryptionKeys: vars.SLACK_ENCRYPTION_KEYS,
  });
  const elsewhere = given({ apiUrl: vars.SLACK_API_URL, publicUrl: vars.PUBLIC_URL });
  const discord = given({ apiUrl: vars.DISCORD_API_URL, guildId: vars.DISCORD_GUILD_ID });
  return {
    ...(Object.keys(slack).length > 0 && { slack: { ...slack, ...elsewhere } }),
    ...(vars.DISCORD_TOKEN !== undefined && { discord: { token: vars.DISCORD_TOKEN, ...discord } }),
  };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is not set. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
