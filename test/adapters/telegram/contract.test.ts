import type { Bot } from 'hashdesk';
import { chatAdapterContract, type Session } from '../../contracts/chatAdapter.ts';
import { keptRightsContract } from '../../contracts/keptRights.ts';
import { refusals } from '../../support/telegram/limits.ts';
import type { Place } from '../../support/telegram/people.ts';
import { labelsOf, live, read, seenBy } from '../../support/telegram/screen.ts';
import type { Posted } from '../../support/telegram/world.ts';
import { type StartedDesk, startedDesk } from './desk.ts';

/** A session of the shared suite in which the person writes in `place`. */
function sessionOf(desk: StartedDesk, place: Place, line: (text: string) => string): Session {
  const { adapter, telegram } = desk;
  const { world, people, updates, failures, until } = telegram;
  const seen = () => seenBy(world, place.user);
  const withButton = (label: string) => until(() => seen().findLast((it) => labelsOf(it).includes(label)));
  /** Where a message stands: an answer to a question in the group may have come to the private chat. */
  const at = ({ chat }: Posted): Place => (chat === place.user.id ? { user: place.user } : place);
  const press = async (label: string) => {
    const message = await withButton(label);
    people.press(at(message), message, label);
    return at(message);
  };
  return {
    adapter,
    address: place.group ? desk.address : desk.direct,
    async say(text) {
      people.write(place, line(text));
    },
    async reply(text) {
      const replyTo = await until(() => seen().at(-1));
      people.write(at(replyTo), text, { replyTo });
    },
    async redeliver() {
      updates.repeat();
    },
    shown: () => read(seen()),
    bystander: () => read(seenBy(world, desk.member)),
    live: () => live(seen()),
    called: () =>
      world.posted.flatMap(({ entities }) =>
        entities.flatMap(({ type, user }) => (type === 'text_mention' ? [String(user!.id)] : [])),
      ),
    someone: String(desk.member.id),
    refused: () => world.calls.filter(({ refused }) => refused !== undefined),
    async echo() {
      people.write({ ...place, user: world.bot }, line('halving'));
    },
    async press(label) {
      await press(label);
    },
    async fill(title, values) {
      const next = async (act: () => Promise<unknown>) => {
        const before = world.posted.length;
        await act();
        return until(() => world.posted.slice(before).find(({ markup }) => markup));
      };
      await next(() => press(title));
      for (const [name, value] of Object.entries(values)) {
        const replyTo = await next(() => press(name));
        await next(async () => people.write(at(replyTo), value, { replyTo }));
      }
      await press(`✅ ${title}`);
    },
    async attach({ name, text }) {
      world.uploads.set(name, text);
      people.write(place, line('site import'), { file: { id: name, name, size: text.length } });
      return name;
    },
    fail(how) {
      const method = /^sendMessage$/;
      if (how === 'limited') failures.push({ method, error: refusals.tooMany(7) });
      if (how === 'lost') failures.push({ method, error: 'cut off', after: true });
      if (how === 'closed') failures.push({ method, error: refusals.kicked() });
    },
    secrets: [telegram.token],
    close: () => adapter.stop(),
  };
}

const progress = 'a message has no answer yet that could be changed: Telegram shows that the bot types';

chatAdapterContract({
  name: 'Telegram (private chats)',
  skips: { private: 'nobody but the person themself reads their private chat', progress },
  async start(bot: Bot) {
    const desk = await startedDesk(bot);
    return sessionOf(desk, desk.alone, (text) => text);
  },
});

chatAdapterContract({
  name: 'Telegram (groups)',
  skips: { progress },
  async start(bot: Bot) {
    const desk = await startedDesk(bot);
    return sessionOf(desk, desk.inGroup, (text) => text.replace(/^\S+/, '/$&@HashdeskBot'));
  },
});

keptRightsContract({
  name: 'Telegram',
  async start(bot) {
    const desk = await startedDesk(bot);
    const { world, people, until } = desk.telegram;
    const mine = () => world.posted.find(({ chat, markup }) => chat === desk.admin.id && markup);
    const alerts = () => [...world.pressed.values()].map(({ text = '' }) => text);
    return {
      async ask() {
        people.write(desk.inGroup, '/profit');
        await until(() => world.posted.length === 2);
      },
      async press(label, by) {
        const shown = label === 'Share in channel' ? 'Share in the group' : label;
        people.press({ user: by === 'owner' ? desk.admin : desk.member }, mine()!, shown);
      },
      public: () => read(seenBy(world, desk.member)),
      private: () => [read(world.posted), ...alerts()].join('\n'),
      close: () => desk.adapter.stop(),
    };
  },
});
