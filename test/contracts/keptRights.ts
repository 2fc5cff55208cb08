import { type Bot, type Reply, reply } from 'hashdesk';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { scriptedBot } from '../support/bots.ts';

/** An adapter at work in a channel where two people are. */
interface KeptSession {
  /** The owner asks, and is shown the answer, which is for them alone. */
  ask(): Promise<void>;
  /** Presses a button of that answer; resolves once the platform has handed it over. */
  press(label: string, by: 'owner' | 'other'): Promise<void>;
  /** What the other person can see in the channel. */
  public(): string;
  /** What was shown to whoever pressed: messages and the fields of opened forms. */
  private(): string;
  close(): Promise<void>;
}

export interface KeptHarness {
  name: string;
  /** What the button is called that shares an answer. */
  share?: string;
  start(bot: Bot): Promise<KeptSession>;
}

const FORM = 'Edit Rockdale';
const REFUSED = 'You may not see that any more';

const secret: Reply = reply({
  title: 'Rockdale earns a secret sum',
  visibility: 'private',
  readsSites: true,
});
const form: Reply = reply({
  title: 'Rockdale',
  visibility: 'private',
  readsSites: true,
  blocks: [
    {
      kind: 'form',
      title: FORM,
      command: 'site edit rockdale',
      fields: [{ name: 'power', label: 'Power price', required: true, multiline: false, value: '44.44' }],
    },
  ],
});

/** Answers with `answer`; `refuse` is what the bot says of what was kept. */
function botWith(answer: Reply) {
  const state = { may: true, judged: [] as { person: string; readsSites: unknown }[] };
  const bot: Bot = {
    ...scriptedBot(() => answer),
    async refuse({ person, kept }) {
      state.judged.push({ person: person.id, readsSites: kept.readsSites });
      return state.may ? undefined : reply({ title: REFUSED, tone: 'error', visibility: 'private' });
    },
  };
  return { bot, state };
}

const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 10_000, interval: 5 });

/** What every adapter with buttons must do: a capability dies with the right to it. */
export function keptRightsContract({ name, share = 'Share in channel', start }: KeptHarness): void {
  let session: KeptSession | undefined;
  const open = async (answer: Reply) => {
    const { bot, state } = botWith(answer);
    session = await start(bot);
    await session.ask();
    return { ...session, state };
  };

  describe(`${name}: what is kept behind a button`, () => {
    afterEach(() => session?.close());

    it('is shared by its owner, whose right is asked about then', async () => {
      const { press, public: seen, state } = await open(secret);
      expect(seen()).not.toContain('secret sum');
      await press(share, 'owner');
      await until(() => seen().includes('secret sum'));
      expect(state.judged).toEqual([{ person: expect.any(String), readsSites: true }]);
    });

    it('is not shared once its owner may not read it', async () => {
      const { press, public: seen, private: told, state } = await open(secret);
      state.may = false;
      await press(share, 'owner');
      await until(() => told().includes(REFUSED));
      expect(seen()).not.toContain('secret sum');
    });

    it('opens its form for its owner alone, and not once they may not read it', async () => {
      const { press, private: told, state } = await open(form);
      await press(FORM, 'other');
      await until(() => /somebody else|someone else/.test(told()));
      expect(told()).not.toContain('44.44');
      state.may = false;
      await press(FORM, 'owner');
      await until(() => told().includes(REFUSED));
      expect(told()).not.toContain('44.44');
      state.may = true;
      await press(FORM, 'owner');
      await until(() => told().includes('44.44'));
    });
  });
}
