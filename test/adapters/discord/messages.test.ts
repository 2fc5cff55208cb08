import { reply } from 'hashdesk';
import { describe, expect, test, vi } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { refusals } from '../../support/discord/limits.ts';
import { read } from '../../support/discord/screen.ts';
import { figureOf, paintedAs } from '../../support/replies/replies.ts';
import { privately, says, startedDesk } from './desk.ts';

describe('messages', () => {
  test('start() answers a mention, and nothing that does not mention the bot', async () => {
    const bot = scriptedBot(() => says('Heard'));
    const { discord, here } = await startedDesk(bot);
    discord.people.write(here, 'hashprice please');
    const id = discord.people.write(here, '@hashdesk profit rockdale');
    await discord.until(() => discord.world.posted.length === 1);
    expect(bot.asked.map(({ id, ask }) => [id, ask])).toEqual([[id, { text: 'profit rockdale' }]]);
  });

  test('a reply that pings the bot is asked and marked as one; its silent replies carry no text', async () => {
    const bot = scriptedBot(() => says('Heard'));
    const { discord, here } = await startedDesk(bot);
    discord.people.write(here, 'and at 40?');
    discord.people.write(here, 'and at 50?', [], true);
    await discord.until(() => discord.world.posted.length === 1);
    expect(bot.asked).toMatchObject([{ ask: { text: 'and at 50?' }, inReply: true }]);
  });

  test('start() sees who manages the server from roles and ownership', async () => {
    const bot = scriptedBot(() => says('Heard'));
    const desk = await startedDesk(bot);
    const { discord, here } = desk;
    const role = discord.world.newId();
    const guild = discord.world.guilds.get(discord.guildId)!;
    guild.roles.push({ id: role, permissions: 1n << 5n });
    discord.gateway.dispatch('GUILD_ROLE_CREATE', {
      guild_id: guild.id,
      role: { id: role, name: 'desk', permissions: '32', position: 1 },
    });
    const manager = { ...discord.member, roles: [role] };
    for (const user of [discord.member, manager, discord.owner])
      discord.people.write({ ...here, user }, '@hashdesk help');
    await discord.until(() => discord.world.posted.length === 3);
    expect(bot.asked.map(({ person }) => person.standing)).toEqual(['visitor', 'admin', 'admin']);
  });

  test('the picture of an answer to a mention becomes part of its message', async () => {
    const { chart, picture } = paintedAs('itfellbyhalf');
    const bot = scriptedBot(() => reply({ title: 'Course', blocks: [chart] }));
    const { discord, here } = await startedDesk({ ...bot, picture: async () => picture });
    discord.people.write(here, '@hashdesk hashprice');
    await discord.until(() => discord.world.posted.some(({ edits }) => edits > 0));
    expect(discord.world.posted).toMatchObject([{ edits: 1, files: [{ name: picture.name }] }]);
    expect(read(discord.world.posted)).toContain('Course');
  });

  test('a failed mention gets one short line without figures', async () => {
    const blocks = [{ kind: 'figures' as const, figures: [figureOf(1, '$12,345/day')] }];
    const { discord, here } = await startedDesk(
      scriptedBot(() => privately('You may not read sites', { tone: 'error', blocks })),
    );
    discord.people.write(here, '@hashdesk profit rockdale');
    await discord.until(() => discord.world.posted.length === 1);
    expect(read(discord.world.posted)).toBe('You may not read sites');
  });

  test('a private answer to a mention is a direct message', async () => {
    const { discord, here } = await startedDesk(scriptedBot(() => privately('For you')));
    discord.people.write(here, '@hashdesk profit rockdale');
    await discord.until(() => discord.world.posted.length === 2);
    const [direct, note] = discord.world.posted;
    expect(discord.world.channels.get(direct!.channel)?.recipient).toBe(discord.admin.id);
    expect([read([direct!]), read([note!])]).toEqual(['For you', 'I have sent you the answer directly.']);
  });

  test('a form asked for by mention is a button in the channel, which opens it for whoever asked', async () => {
    const field = { name: 'power', label: 'Power price', required: true, multiline: false, value: '44.44' };
    const form = { kind: 'form' as const, title: 'Edit', command: 'site edit rockdale', fields: [field] };
    const bot = scriptedBot(({ ask }) =>
      'text' in ask && ask.text.startsWith('site edit rockdale power')
        ? says('Saved')
        : privately('Rockdale earns much', { blocks: [form] }),
    );
    const { discord, here } = await startedDesk(bot);
    discord.people.write(here, '@hashdesk site edit rockdale');
    await discord.until(() => discord.world.posted.length === 1);
    const [offer] = discord.world.posted;
    expect([offer!.channel, read([offer!])]).toEqual([
      here.channel,
      'There is a form to fill in: the button opens it, for whoever asked.\nEdit',
    ]);
    const other = discord.people.press({ ...here, user: discord.member }, offer!, 'Edit');
    await discord.until(() => other.original);
    expect(read([other.original!])).toContain('made for somebody else');
    const opened = discord.people.press(here, offer!, 'Edit');
    await discord.until(() => opened.modal);
    expect(opened.modal?.components[0]?.component.value).toBe('44.44');
    const done = discord.people.submit(here, opened, { power: '50' });
    await discord.until(() => done.original);
    expect(read([done.original!])).toBe('Saved');
  });

  test('a person without direct messages is told so in the channel, without the answer', async () => {
    const { discord, here } = await startedDesk(scriptedBot(() => privately('For you')));
    const id = discord.world.newId();
    discord.world.channels.set(id, { id, recipient: discord.admin.id, refusal: refusals.cannotMessageUser });
    discord.people.write(here, '@hashdesk profit rockdale');
    await discord.until(() => discord.world.posted.length === 1);
    expect(read(discord.world.posted)).toContain('use the slash command');
  });

  test('a mention by itself asks for help', async () => {
    const bot = scriptedBot(() => says('Help'));
    const { discord, here } = await startedDesk(bot);
    discord.people.write(here, '@hashdesk');
    await vi.waitUntil(() => bot.asked.length === 1);
    expect(bot.asked[0]?.ask).toEqual({ text: 'help' });
  });
});
