import type { Bot } from 'hashdesk';
import { chatAdapterContract, type Session } from '../../contracts/chatAdapter.ts';
import { refusals } from '../../support/discord/limits.ts';
import type { Attached, Place } from '../../support/discord/people.ts';
import { live, read } from '../../support/discord/screen.ts';
import type { Exchange } from '../../support/discord/world.ts';
import { type StartedDesk, startedDesk } from './desk.ts';

type Ask = (text: string, files?: Attached[]) => Exchange | undefined;

/** A session of the shared suite in which `say` does what `ask` does. */
function sessionOf(desk: StartedDesk, place: Place, ask: Ask): Session {
  const { adapter, discord } = desk;
  const { world, people, rest, gateway, endpoint } = discord;
  const tenant = place.guild === undefined ? `discord:U${place.user.id}` : `discord:G${place.guild}`;
  const exchanges: Exchange[] = [];
  const keep = (exchange: Exchange | undefined) => void (exchange && exchanges.push(exchange));
  const withButton = (label: string) =>
    discord.until(() => world.posted.find(({ body }) => JSON.stringify(body).includes(`"${label}"`)));
  return {
    adapter,
    address: { adapter: 'discord', tenant, channel: place.channel },
    async say(text) {
      keep(ask(text));
    },
    async reply(text) {
      people.write(place, text, [], true);
    },
    async redeliver() {
      if (endpoint.isSet) await endpoint.again();
      else gateway.repeat();
    },
    shown: () => read(world.posted),
    bystander: () => read(world.posted.filter(({ ephemeral }) => !ephemeral)),
    live: () => live(world.posted),
    called: () => world.posted.flatMap(({ body }) => body.allowed_mentions?.users ?? []),
    someone: discord.member.id,
    refused: () => [
      ...rest.asked.filter(({ status }) => status >= 400),
      ...endpoint.statuses.filter((status) => status !== 202),
    ],
    async echo() {
      people.write({ ...place, user: discord.person('hashdesk', 0n, world.botId) }, '@hashdesk halving');
    },
    async press(label) {
      keep(people.press(place, await withButton(label), label));
    },
    async fill(title, values) {
      const pressed = people.press(place, await withButton(title), title);
      await discord.until(() => pressed.modal);
      keep(people.submit(place, pressed, values));
    },
    async attach({ name, text }) {
      rest.uploads.set(`/attachments/${name}`, text);
      const url = `${discord.origin}/attachments/${name}`;
      keep(ask('site import', [{ id: world.newId(), filename: name, url, size: text.length }]));
      return name;
    },
    fail(how) {
      const path = /^\/channels\/\d+\/messages$/;
      if (how === 'limited') rest.rates.limit(place.channel, { limit: 0, perMs: 7_000 });
      if (how === 'lost') rest.failures.push({ path, status: 502, after: true });
      if (how === 'closed') world.channels.get(place.channel)!.refusal = refusals.missingAccess;
    },
    get secrets() {
      return [discord.token, ...exchanges.map(({ token }) => token)];
    },
    close: () => adapter.stop(),
  };
}

for (const http of [false, true])
  chatAdapterContract({
    name: `Discord (slash commands${http ? ' over signed HTTP' : ''})`,
    async start(bot: Bot) {
      const desk = await startedDesk(bot, { http });
      return sessionOf(desk, desk.here, (text, [file] = []) => {
        const [name = '', ...words] = text.split(' ');
        if (file) return desk.discord.people.slash(desk.here, ['site', 'import'], { file });
        const options: Record<string, string> = words.length > 0 ? { site: words.join(' ') } : {};
        return desk.discord.people.slash(desk.here, [name], options);
      });
    },
  });

chatAdapterContract({
  name: 'Discord (direct messages)',
  skips: {
    private: 'nobody but the person themself reads a direct message',
    progress: 'a message has no answer yet that could be changed: Discord shows that the bot types',
  },
  async start(bot: Bot) {
    const desk = await startedDesk(bot);
    const { world, people, member } = desk.discord;
    const channel = world.newId();
    world.channels.set(channel, { id: channel, recipient: member.id });
    const place = { user: member, channel };
    return sessionOf(desk, place, (text, files) => void people.write(place, text, files));
  },
});
