import { PassThrough } from 'node:stream';
import type { Bot } from 'hashdesk';
import { onTestFinished } from 'vitest';
import { consoleAdapter } from '../../../adapters/console/connect.ts';
import { startedDesk } from '../../adapters/discord/desk.ts';
import { startedDesk as startedTelegram } from '../../adapters/telegram/desk.ts';
import { live, read } from '../discord/screen.ts';
import { shownText } from '../slack/blocks.ts';
import type { Delivery } from '../slack/deliveries.ts';
import { screenOf } from '../slack/screen.ts';
import { CHANNEL, GRACE, openSlack } from '../slack/session.ts';
import type { Json, Message } from '../slack/world.ts';
import { live as liveTelegram, read as readTelegram } from '../telegram/screen.ts';
import { fileText } from './fileText.ts';

/** A person with admin standing before one adapter at work. */
interface AdapterScreen {
  ask(line: string): void;
  /** Lets the adapter finish what it does. */
  settle(): Promise<void>;
  /** Everything that the person can read. */
  shown(): string;
  /** What the platform would act on in it. */
  live(): string[];
  /** What the platform did not take. */
  refused(): unknown[];
}

type Open = (parts: { bot: Bot; now: () => number }) => Promise<AdapterScreen>;

const openConsole: Open = async ({ bot, now }) => {
  const input = Object.assign(new PassThrough(), { isTTY: false });
  const output = Object.assign(new PassThrough(), { isTTY: false, columns: 80 });
  let text = '';
  output.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const adapter = consoleAdapter({ input, output, now });
  await adapter.start(bot);
  return {
    ask: (line) => input.end(`${line}\n`),
    settle: async () => adapter.ended,
    shown: () => text,
    live: () => [...text.matchAll(/[\p{Cs}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}|(?!\u200d)\p{Cf}/gu)].map(String),
    refused: () => [],
  };
};

async function openSlackScreen(parts: {
  bot: Bot;
  now: () => number;
  transport: 'socket' | 'http';
}): Promise<AdapterScreen> {
  const { slack, adapter, log, close } = await openSlack(parts);
  onTestFinished(close);
  const screen = screenOf(slack.world, GRACE);
  const files = () =>
    [...slack.world.uploads.values()].map(({ name, content }) => `${name}\n${fileText(content)}`);
  let asked: Delivery | undefined;
  return {
    ask(text) {
      asked = slack.command({ user: GRACE, channel: CHANNEL, text });
    },
    async settle() {
      await adapter.stop();
      // Over HTTP an answer may still be on its way; a socket is closed by now.
      if (parts.transport === 'http') await asked?.ack;
    },
    shown: () => [...screen.messages().flatMap(linesOf), ...files()].join('\n'),
    live: screen.live,
    // The adapter warns of every answer that Slack does not take, and tries another way.
    refused: () => log.filter((line) => /"level":"(?:warn|error)"/.test(line)),
  };
}

const linesOf = ({ text, blocks }: Message) => (blocks.length > 0 ? blocks.map(laidOut) : [text]);

/** A block of a message, with what stands side by side on one line. */
function laidOut(block: Json): string {
  if (block.type === 'table' || block.type === 'data_table')
    return block.rows.map((row: Json) => shownText(row).join(' | ')).join('\n');
  if (block.type === 'actions')
    return shownText(block)
      .map((label) => `[${label}]`)
      .join(' ');
  if (block.fields)
    return shownText(block)
      .map((field) => field.replace('\n', ': '))
      .join('\n');
  return shownText(block).join('\n');
}

/** In a direct message, which everybody rules. */
const openDiscordScreen: Open = async ({ bot, now }) => {
  const { discord, adapter } = await startedDesk(bot, { now, platformNow: now });
  const { world, people, rest, member } = discord;
  const channel = world.newId();
  world.channels.set(channel, { id: channel, recipient: member.id });
  return {
    ask: (line) => void people.write({ user: member, channel }, line),
    settle: () => adapter.stop(),
    shown: () => read(world.posted),
    live: () => live(world.posted),
    refused: () => rest.asked.filter(({ status }) => status >= 400),
  };
};

/** In the private chat with the bot. */
const openTelegramScreen: Open = async ({ bot, now }) => {
  const { telegram, adapter, alone } = await startedTelegram(bot, { now });
  const { world, people } = telegram;
  return {
    ask: (line) => void people.write(alone, line),
    settle: () => adapter.stop(),
    shown: () => readTelegram(world.posted),
    live: () => liveTelegram(world.posted),
    refused: () => world.calls.filter(({ refused }) => refused !== undefined),
  };
};

/** The adapters by name, each against its stand-in. All clocks are handed in. */
export const adapterScreens: Record<string, Open> = {
  console: openConsole,
  'slack-socket': (parts) => openSlackScreen({ ...parts, transport: 'socket' }),
  'slack-http': (parts) => openSlackScreen({ ...parts, transport: 'http' }),
  discord: openDiscordScreen,
  telegram: openTelegramScreen,
};
