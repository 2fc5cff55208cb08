import type { Bot } from 'hashdesk';
import { chatAdapterContract, type Session } from '../contracts/chatAdapter.ts';
import type { Place } from '../support/discord/people.ts';
import { live, read } from '../support/discord/screen.ts';
import { type StartedDesk, startedDesk } from './discordDesk.ts';

/** A session of the shared suite in which `say` does what `ask` does. */
function sessionOf(desk: StartedDesk, place: Place, ask: (text: string) => void): Session {
  const { adapter, discord } = desk;
  const tenant = place.guild === undefined ? `discord:U${place.user.id}` : `discord:G${place.guild}`;
  return {
    adapter,
    address: { adapter: 'discord', tenant, channel: place.channel },
    async say(text) {
      ask(text);
    },
    async redeliver() {
      discord.gateway.repeat();
    },
    shown: () => read(discord.world.posted),
    live: () => live(discord.world.posted),
    close: () => adapter.stop(),
  };
}

chatAdapterContract({
  name: 'Discord (slash commands)',
  async start(bot: Bot) {
    const desk = await startedDesk(bot);
    return sessionOf(desk, desk.here, (text) => {
      const [name = '', ...words] = text.split(' ');
      const options: Record<string, string> = words.length > 0 ? { site: words.join(' ') } : {};
      desk.discord.people.slash(desk.here, [name], options);
    });
  },
});

chatAdapterContract({
  name: 'Discord (direct messages)',
  async start(bot: Bot) {
    const desk = await startedDesk(bot);
    const { world, people, member } = desk.discord;
    const channel = world.newId();
    world.channels.set(channel, { id: channel, recipient: member.id });
    const place = { user: member, channel };
    return sessionOf(desk, place, (text) => void people.write(place, text));
  },
});
