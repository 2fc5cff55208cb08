import type { Bot } from 'hashdesk';
import { chatAdapterContract, type Session } from '../contracts/chatAdapter.ts';
import type { Place } from '../support/telegram/people.ts';
import { live, read, seenBy } from '../support/telegram/screen.ts';
import { type StartedDesk, startedDesk } from './telegramDesk.ts';

/** A session of the shared suite in which the person writes in `place`. */
function sessionOf(desk: StartedDesk, place: Place, line: (text: string) => string): Session {
  const { adapter, telegram } = desk;
  const seen = () => seenBy(telegram.world, place.user);
  return {
    adapter,
    address: place.group ? desk.address : desk.direct,
    async say(text) {
      telegram.people.write(place, line(text));
    },
    async redeliver() {
      telegram.updates.repeat();
    },
    shown: () => read(seen()),
    live: () => live(seen()),
    close: () => adapter.stop(),
  };
}

chatAdapterContract({
  name: 'Telegram (private chats)',
  async start(bot: Bot) {
    const desk = await startedDesk(bot);
    return sessionOf(desk, desk.alone, (text) => text);
  },
});

chatAdapterContract({
  name: 'Telegram (groups)',
  async start(bot: Bot) {
    const desk = await startedDesk(bot);
    return sessionOf(desk, desk.inGroup, (text) => text.replace(/^\S+/, '/$&@HashdeskBot'));
  },
});
