import { keptRightsContract } from '../contracts/keptRights.ts';
import { read } from '../support/discord/screen.ts';
import type { Exchange } from '../support/discord/world.ts';
import { shownText } from '../support/slack/blocks.ts';
import { screenOf } from '../support/slack/screen.ts';
import { ADA, CHANNEL, GRACE, openSlack, until } from '../support/slack/session.ts';
import { read as readTelegram, seenBy } from '../support/telegram/screen.ts';
import { startedDesk } from './discord/desk.ts';
import { startedDesk as startedTelegram } from './telegram/desk.ts';

keptRightsContract({
  name: 'Slack',
  async start(bot) {
    const { slack, screen, close } = await openSlack({ bot });
    const { messages, views } = slack.world;
    return {
      async ask() {
        slack.command({ user: ADA, channel: CHANNEL, text: 'profit' });
        await until(() => messages.length === 1);
      },
      async press(label, by) {
        await slack.click({ user: by === 'owner' ? ADA : GRACE, label, message: messages[0]! }).ack;
      },
      public: () => screenOf(slack.world, GRACE).shown(),
      private: () => [screen.shown(), ...views.map(({ view }) => shownOfView(view))].join('\n'),
      close,
    };
  },
});

const shownOfView = (view: { blocks: { element?: { initial_value?: string } }[] }) =>
  [...shownText(view.blocks), ...view.blocks.map(({ element }) => element?.initial_value ?? '')].join('\n');

keptRightsContract({
  name: 'Discord',
  async start(bot) {
    const { discord, here, adapter } = await startedDesk(bot);
    const pressed: Exchange[] = [];
    let asked: Exchange | undefined;
    const values = ({ modal }: Exchange) =>
      modal?.components.map(({ component }) => component.value ?? '') ?? [];
    return {
      async ask() {
        asked = discord.people.slash(here, ['hashprice']);
        await discord.until(() => asked?.original);
      },
      async press(label, by) {
        const user = by === 'owner' ? here.user : discord.member;
        pressed.push(discord.people.press({ ...here, user }, asked!.original!, label));
      },
      public: () => read(discord.world.posted.filter(({ ephemeral }) => !ephemeral)),
      private: () => [read(discord.world.posted), ...pressed.flatMap(values)].join('\n'),
      close: () => adapter.stop(),
    };
  },
});

keptRightsContract({
  name: 'Telegram',
  share: 'Share in the group',
  async start(bot) {
    const { telegram, inGroup, alone, admin, member, adapter } = await startedTelegram(bot);
    const { people, world, until } = telegram;
    const answer = () => world.posted.find(({ chat, markup }) => chat === admin.id && markup);
    return {
      async ask() {
        people.write(inGroup, '/profit');
        await until(answer);
      },
      // Nobody else sees the private chat; a client of one's own can press what stands there all the same.
      async press(label, by) {
        people.press(by === 'owner' ? alone : { user: member }, answer()!, label);
      },
      public: () => readTelegram(seenBy(world, member)),
      private: () =>
        [readTelegram(world.posted), ...[...world.pressed.values()].map(({ text }) => text)].join('\n'),
      close: () => adapter.stop(),
    };
  },
});
