// The platforms of the storm: Discord and Slack, with bad weather before them. Keeps what people can see.
import { discordServer } from '../support/discord/server.ts';
import { answerQuestions } from '../support/processes/helper.ts';
import { startSlack } from '../support/slack/slackServer.ts';
import { seeded } from './random.ts';
import { type Break, startWeather } from './weather.ts';

/** How many channels there are of each, and whether the history of Slack's may be read. */
export interface PlatformSettings {
  seed: number;
  discord: number;
  slack: number;
  history: boolean;
  /** How many channels of Discord there are besides, for digests alone. */
  digests?: number;
  /** The first messages of Slack's channels are broken, in the ways and the order given; nothing else goes wrong. */
  breaks?: Break[];
}

/** A message as people see it. */
export interface Seen {
  platform: 'discord' | 'slack';
  channel: string;
  /** What the desk calls the delivery: the same twice is a duplicate. */
  delivery: string;
  text: string;
  at: number;
}

const settings: PlatformSettings = JSON.parse(process.argv[2]!);
const random = settings.breaks ? () => 1 : seeded(settings.seed);
const seen: Seen[] = [];
const kills: number[] = [];

const discord = await discordServer();
const discordChannels = Array.from({ length: settings.discord }, () => discord.world.newId());
const digestChannels = Array.from({ length: settings.digests ?? 0 }, () => discord.world.newId());
for (const id of [...discordChannels, ...digestChannels])
  discord.world.channels.set(id, { id, guild: discord.guildId });
keep(discord.world.posted, ({ channel, body }) => ({
  platform: 'discord',
  channel,
  delivery: String(body.nonce),
  text: JSON.stringify(body),
}));

const slack = await startSlack();
const slackChannels = Array.from({ length: settings.slack }, (_, n) => `C${1000 + n}`);
for (const id of slackChannels) slack.world.channels.set(id, { id, name: id.toLowerCase(), joined: true });
if (settings.history) slack.world.tokens.get(slack.secrets.botToken)!.scopes.push('channels:history');
keep(slack.world.messages, ({ channel, text, blocks, metadata }) => ({
  platform: 'slack',
  channel,
  delivery: String(metadata?.event_payload.delivery_id),
  text: text + JSON.stringify(blocks),
}));

const breaks = new Map(settings.breaks?.map((broken, at) => [slackChannels[at]!, broken]));
const [toDiscord, toSlack] = await Promise.all([
  startWeather({ target: discord.origin, random }),
  startWeather({ target: slack.origin, random, breaks }),
]);

/** Writes down what is added to a list, when it is. */
function keep<T>(list: T[], see: (it: T) => Omit<Seen, 'at'>): void {
  const { push } = list;
  list.push = (...items) => {
    for (const item of items) seen.push({ ...see(item), at: Date.now() });
    return push.apply(list, items);
  };
}

answerQuestions((question: 'start' | 'killed' | 'progress' | 'seen' | 'posts') => {
  if (question === 'killed') return void kills.push(Date.now());
  if (question === 'progress') {
    const told = new Set(seen.map(({ channel, delivery }) => `${channel} ${delivery}`)).size;
    return { told, lastAt: seen.at(-1)?.at ?? 0 };
  }
  if (question === 'seen') return { seen, kills, fates: { discord: toDiscord.fates, slack: toSlack.fates } };
  if (question === 'posts') return toDiscord.postedAt;
  return {
    guild: discord.guildId,
    team: slack.team,
    channels: { discord: discordChannels, slack: slackChannels },
    digestChannels,
    environment: {
      ...(settings.discord > 0 && {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: `${toDiscord.origin}/api`,
      }),
      ...(settings.slack > 0 && {
        SLACK_BOT_TOKEN: slack.secrets.botToken,
        SLACK_APP_TOKEN: slack.secrets.appToken,
        SLACK_API_URL: `${toSlack.origin}/api/`,
      }),
    },
  };
});
