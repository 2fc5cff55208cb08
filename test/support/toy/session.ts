import type { Bot } from 'hashdesk';
import { vi } from 'vitest';
import { keyValue } from '../../../src/storage/keyValue.ts';
import type { Session } from '../../contracts/chatAdapter.ts';
import { testDatabase } from '../database/testDatabase.ts';
import { soleGateway } from '../discord/soleGateway.ts';
import { type ChatMessage, httpChat } from '../httpChat.ts';
import { silentLog } from '../testMarket.ts';
import { toyAdapter } from './connect.ts';

const text = ({ text, buttons = [], forms = [], file }: ChatMessage) =>
  [
    text,
    ...buttons.map(({ label }) => label),
    ...forms.map(({ title }) => title),
    file?.name,
    file?.text,
  ].join('\n');

/** The one that is meant; throws while it is not there yet. */
function named<T>(among: readonly T[], isMeant: (one: T) => boolean): T {
  const found = among.find(isMeant);
  if (found === undefined) throw new Error('It has not come.');
  return found;
}

/** The adapter on its stand-in, and what people do and see there. */
export async function toySession(bot: Bot): Promise<Session> {
  const chat = await httpChat();
  const database = testDatabase();
  const adapter = toyAdapter({
    config: { token: chat.token, url: chat.url },
    gateway: soleGateway,
    store: (namespace) => keyValue({ database, namespace, now: Date.now }),
    log: silentLog,
    now: Date.now,
    fetch,
    random: Math.random,
    dataDirectory: '',
  });
  await adapter.start(bot);
  let count = 0;
  const happen = async (event: object, id = `e${++count}`) =>
    chat.happen({ id, from: 'ada', channel: 'c', ...event });
  const seen = (person: string) => chat.seenBy(person).map(text).join('\n');
  return {
    adapter,
    address: { adapter: 'toy', tenant: 'toy:all', channel: 'c' },
    say: (text) => happen({ text }),
    reply: (text) => happen({ text }),
    shown: () => seen('ada'),
    bystander: () => seen('bob'),
    live: () => [],
    called: () => chat.messages.flatMap(({ calls = [] }) => calls),
    someone: 'bob',
    refused: () => chat.refused,
    redeliver: async () => chat.happen(chat.events.at(-1)!),
    echo: () => happen({ from: 'hashdesk', text: 'halving' }),
    async press(label) {
      const buttons = () => chat.messages.flatMap(({ buttons = [] }) => buttons);
      const { value } = await vi.waitFor(() => named(buttons(), ({ label: of }) => of === label));
      await happen({ press: value });
    },
    async fill(title, values) {
      const forms = () => chat.messages.flatMap(({ forms = [] }) => forms);
      const { key } = await vi.waitFor(() => named(forms(), (form) => form.title === title));
      await happen({ form: { key, values } });
    },
    attach: async (file) => {
      await happen({ text: 'site import', file });
      return file.name;
    },
    fail: (how) => chat.fail(how),
    secrets: [chat.token],
    async close() {
      await adapter.stop();
      await chat.close();
    },
  };
}
