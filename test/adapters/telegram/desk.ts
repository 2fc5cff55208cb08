import type { Bot, KeyValue, Log } from 'hashdesk';
import { onTestFinished } from 'vitest';
import { type TelegramParts, telegramAdapter } from '../../../adapters/telegram/connect.ts';
import { createLog } from '../../../src/common/log.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import type { Place } from '../../support/telegram/people.ts';
import { telegramServer } from '../../support/telegram/server.ts';

type Options = Partial<Omit<TelegramParts, 'config'>> & {
  config?: Partial<TelegramParts['config']>;
};

/** The adapter, not yet started, and a stand-in of Telegram for it. */
export async function deskWith({ config, ...parts }: Options = {}) {
  const telegram = await telegramServer();
  onTestFinished(() => telegram.close());
  const lines: string[] = [];
  const store = parts.store ?? testStore();
  const log: Log = createLog({ level: 'debug', write: (line) => lines.push(line) });
  const adapter = telegramAdapter({
    log,
    now: Date.now,
    fetch,
    ...parts,
    store,
    config: { token: telegram.token, apiUrl: telegram.apiUrl, ...config },
  });
  onTestFinished(() => adapter.stop());
  const { admin, member, group } = telegram;
  const inGroup: Place = { user: admin, group };
  const alone: Place = { user: admin };
  const channel = `G${-group.id}`;
  return {
    telegram,
    adapter,
    store,
    lines,
    inGroup,
    alone,
    admin,
    member,
    address: { adapter: 'telegram', tenant: `telegram:${channel}`, channel },
    direct: { adapter: 'telegram', tenant: `telegram:U${admin.id}`, channel: String(admin.id) },
  };
}

export type StartedDesk = Awaited<ReturnType<typeof startedDesk>>;

/** The same, at work. */
export async function startedDesk(bot: Bot, options: Options = {}) {
  const desk = await deskWith(options);
  await desk.adapter.start(bot);
  return desk;
}

/** Storage on disk, as in earnest. */
export function testStore(): (namespace: string) => KeyValue {
  const database = testDatabase();
  return (namespace) => keyValue({ database, namespace, now: Date.now });
}
