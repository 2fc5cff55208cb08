import { type Bot, type ChatAdapter, DeliveryError, type Reply } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { toySession } from '../support/toy/session.ts';
import { lazySkips, type Session, tryCase } from './chatAdapter.ts';

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
    const start = (bot: Bot) => toySession(publicly(bot));
    await expect(tryCase({ start, promise: isPrivate })).rejects.toThrow(/not to contain 'Formyeyes'/);
    await tryCase({ start: toySession, promise: isPrivate });
  });

  const sending =
    (
      send: (adapter: ChatAdapter, ...asked: Parameters<ChatAdapter['send']>) => Promise<{ receipt: string }>,
    ) =>
    async (bot: Bot): Promise<Session> => {
      const session = await toySession(bot);
      const { adapter } = session;
      return { ...session, adapter: { ...adapter, send: (...asked) => send(adapter, ...asked) } };
    };
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
    const harness = { name: 'lazy', start: toySession };
    expect(lazySkips({ ...harness, skips: { own: because } })).toEqual([]);
    expect(lazySkips({ ...harness, skips: { own: 'n/a' } })).toEqual([
      'The reason to skip own is no sentence.',
    ]);
    expect(lazySkips({ ...harness, skips: { all: because } })).toEqual(['There is no case all.']);
    const many = Object.fromEntries(['own', 'once', 'private', 'forms'].map((name) => [name, because]));
    expect(lazySkips({ ...harness, skips: many })).toEqual(['4 cases are skipped, at most 3 may be.']);
  });
});
