import { type Bot, type ChatAdapter, DeliveryError, type Reply } from 'hashdesk';
import { describe, expect, it, vi } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { grantee } from '../../src/chat/parameters/index.ts';
import { createLog } from '../../src/common/log.ts';
import { readConfig, variableNames } from '../../src/config.ts';
import { keyValue } from '../../src/storage/keyValue.ts';
import { chatAdapterContract, lazySkips, type Session, tryCase } from '../contracts/chatAdapter.ts';
import { type ChatMessage, httpChat } from '../support/httpChat.ts';
import { testDatabase } from '../support/testDatabase.ts';
import { silentLog } from '../support/testMarket.ts';
import { toyAdapter } from '../support/toy/connect.ts';
import { toy } from '../support/toy/index.ts';

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

/** An adapter on the stand-in; `spoiled` breaks a promise of it. */
async function open(
  bot: Bot,
  spoiled = (adapter: ChatAdapter) => adapter,
  wrap = (bot: Bot) => bot,
): Promise<Session> {
  const chat = await httpChat();
  const database = testDatabase();
  const adapter = spoiled(
    toyAdapter({
      config: { token: chat.token, url: chat.url },
      store: (namespace) => keyValue({ database, namespace, now: Date.now }),
      log: silentLog,
      now: Date.now,
      fetch,
      random: Math.random,
      dataDirectory: '',
    }),
  );
  await adapter.start(wrap(bot));
  let count = 0;
  const happen = async (event: object, id = `e${++count}`) =>
    chat.happen({ id, from: 'ada', channel: 'c', ...event });
  const seen = (person: string) => chat.seenBy(person).map(text).join('\n');
  return {
    adapter,
    address: { adapter: 'toy', tenant: 'toy:all', channel: 'c' },
    say: (text) => happen({ text }),
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

chatAdapterContract({ name: 'the toy platform', start: open });

describe('the suite of chat adapters', () => {
  const isPrivate =
    'start() shows a private reply, with its file, to the asker alone, and a public one to all';
  const publicly = (bot: Bot): Bot => ({
    ...bot,
    handle: async (incoming) => {
      const said = await bot.handle(incoming);
      return said && { ...said, visibility: 'public' };
    },
  });

  it('fails an adapter that ignores who may see a reply', async () => {
    const start = (bot: Bot) => open(bot, undefined, publicly);
    await expect(tryCase({ start, promise: isPrivate })).rejects.toThrow(/not to contain 'Formyeyes'/);
    await tryCase({ start: open, promise: isPrivate });
  });

  const sending =
    (
      send: (adapter: ChatAdapter, ...asked: Parameters<ChatAdapter['send']>) => Promise<{ receipt: string }>,
    ) =>
    (bot: Bot) =>
      open(bot, (adapter) => ({ ...adapter, send: (...asked) => send(adapter, ...asked) }));
  const leaking = sending((adapter, ...asked) =>
    adapter.send(...asked).catch(({ message, ...rest }: DeliveryError) => {
      throw new DeliveryError(message, {
        ...rest,
        cause: { authorization: 'Bearer toy-0123456789abcdef0123456789abcdef' },
      });
    }),
  );
  const hasty = sending((adapter, ...asked) =>
    adapter.send(...asked).catch(({ message }: DeliveryError) => {
      throw new DeliveryError(message, { retryable: true, retryAfterMs: 1 });
    }),
  );
  let sent = 0;
  const forgetful = sending((adapter, address, reply) =>
    adapter.send(address, reply, { deliveryId: `other ${++sent}` }),
  );
  const mute = sending((adapter, address, { mentions: _, ...reply }, options) =>
    adapter.send(address, reply as Reply, options),
  );
  it.each([
    [
      'shows a secret in an error',
      leaking,
      'send() rejects for good when the conversation is closed, and shows no secret',
    ],
    [
      'tries again what is closed',
      hasty,
      'send() rejects for good when the conversation is closed, and shows no secret',
    ],
    [
      'takes lost for refused',
      hasty,
      'send() rejects as perhaps sent when the answer of the platform is lost, and shows no secret',
    ],
    ['posts a delivery twice', forgetful, 'send() with the same deliveryId again shows nothing again'],
    ['calls nobody', mute, 'send() calls those by name whom the reply mentions, and nobody else'],
  ])('fails an adapter that %s', async (_, start, promise) => {
    await expect(tryCase({ start, promise })).rejects.toThrow();
  });

  it('takes no skip without a sentence, no unknown one, and not many', () => {
    const because = 'the platform shows everybody everything, always';
    const harness = { name: 'lazy', start: open };
    expect(lazySkips({ ...harness, skips: { own: because } })).toEqual([]);
    expect(lazySkips({ ...harness, skips: { own: 'n/a' } })).toEqual([
      'The reason to skip own is no sentence.',
    ]);
    expect(lazySkips({ ...harness, skips: { all: because } })).toEqual(['There is no case all.']);
    const many = Object.fromEntries(['own', 'once', 'private', 'forms'].map((name) => [name, because]));
    expect(lazySkips({ ...harness, skips: many })).toEqual(['4 cases are skipped, at most 3 may be.']);
  });
});

describe('an adapter that is a folder and a line', () => {
  const kinds = [...adapters, toy];
  const token = 'toy-fedcba9876543210fedcba9876543210';

  it('is configured by its own variables, which .env.example is held against', () => {
    const { chats } = readConfig({ TOY_TOKEN: token }, kinds);
    expect(chats.find(({ name }) => name === 'toy')?.secrets).toEqual([token]);
    expect(readConfig({}, kinds).chats.map(({ name }) => name)).not.toContain('toy');
    expect(variableNames(kinds)).toEqual(expect.arrayContaining(['TOY_TOKEN', 'TOY_URL']));
    expect(() => readConfig({ TOY_URL: 'toy' }, kinds)).toThrow(/TOY_URL: must be an http or https origin/);
  });

  it('has its tokens taken out of the log, in whatever text', () => {
    const lines: string[] = [];
    const patterns = kinds.flatMap(({ tokenPatterns = [] }) => tokenPatterns);
    createLog({ level: 'info', write: (line) => lines.push(line), patterns }).info(
      { said: `with ${token}` },
      token,
    );
    expect(lines.join('')).not.toContain(token);
  });

  it('has its mentions read', () => {
    const { read } = grantee({ description: 'Who' });
    const lookup = { sites: [], ...(toy.mentions && { mentions: toy.mentions }) };
    expect(read('{person:ada} --yes', lookup)).toEqual({
      value: { kind: 'person', id: 'ada' },
      rest: ' --yes',
    });
  });
});
