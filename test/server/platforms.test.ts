import { describe, expect, it } from 'vitest';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import { DeliveryError, UserError } from '../../src/common/errors.ts';
import { createLog } from '../../src/common/log.ts';
import { startChats } from '../../src/server/platforms.ts';
import { scriptedBot } from '../support/bots.ts';
import { handTimers } from '../support/handTimers.ts';

const bot = scriptedBot(() => {
  throw new Error('Nobody asks here');
});

function adapter(name: string, start: (attempt: number) => void): ChatAdapter & { attempts: number } {
  const made = {
    name,
    attempts: 0,
    start: async () => start(++made.attempts),
    send: async () => ({ receipt: '' }),
    stop: async () => {},
  };
  return made;
}

function start(adapters: ChatAdapter[]) {
  const timers = handTimers();
  const lines: string[] = [];
  const started: string[] = [];
  const log = createLog({ level: 'info', write: (line) => lines.push(JSON.parse(line).msg) });
  const onStarted = ({ name }: ChatAdapter) => started.push(name);
  return { ...timers, lines, started, ...startChats({ adapters, bot, onStarted, wait: timers.wait, log }) };
}

describe('startChats()', () => {
  it('says what is to be mended and leaves the other running', async () => {
    const slack = adapter('slack', () => {
      throw new UserError('Set SLACK_BOT_TOKEN.\nSet SLACK_APP_TOKEN.');
    });
    const chats = start([slack, adapter('discord', () => {})]);
    await chats.pass(60_000);
    expect(chats.lines).toEqual(['Set SLACK_BOT_TOKEN.', 'Set SLACK_APP_TOKEN.']);
    expect(chats.started).toEqual(['discord']);
    expect(slack.attempts).toBe(1);
    expect(chats.states().map(({ state }) => state)).toEqual([
      'Set SLACK_BOT_TOKEN.\nSet SLACK_APP_TOKEN.',
      'connected',
    ]);
  });

  it('tries a platform that is away again, at longer and longer intervals', async () => {
    const slack = adapter('slack', (attempt) => {
      if (attempt < 4) throw new DeliveryError('Slack cannot be reached.', { retryable: true });
    });
    const chats = start([slack]);
    await chats.pass(1_000);
    expect(chats.states()).toEqual([{ name: 'slack', state: 'Slack cannot be reached.', up: false }]);
    await chats.pass(2_000 + 4_000 + 8_000);
    expect(slack.attempts).toBe(4);
    expect(chats.started).toEqual(['slack']);
  });

  it('is hopeless when none can be used as configured', async () => {
    const refused = () => {
      throw new UserError('The token is refused.');
    };
    await start([adapter('slack', refused), adapter('discord', refused)]).hopeless;
  });

  it('states() says what is wrong with a platform that was connected', async () => {
    let trouble: string | undefined;
    const chats = start([{ ...adapter('discord', () => {}), trouble: () => trouble }]);
    await chats.pass(0);
    expect(chats.states()).toEqual([{ name: 'discord', state: 'connected', up: true }]);
    trouble = 'Discord refuses DISCORD_TOKEN';
    expect(chats.states()).toEqual([{ name: 'discord', state: trouble, up: false }]);
  });

  it('stop() ends the waiting too', async () => {
    const away = adapter('slack', () => {
      throw new DeliveryError('Slack cannot be reached.', { retryable: true });
    });
    const chats = start([away]);
    await chats.pass(100);
    await chats.stop();
    expect(away.attempts).toBe(1);
  });

  it('stop() gives a platform that is still being connected a few seconds', async () => {
    const silent = { ...adapter('discord', () => {}), start: () => new Promise<void>(() => {}) };
    const chats = start([silent]);
    const stopped = chats.stop();
    await chats.pass(5_000);
    await stopped;
  });
});
