import { type Incoming, type Reply, reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { refusals } from '../../support/telegram/limits.ts';
import { labelsOf, read, seenBy } from '../../support/telegram/screen.ts';
import { startedDesk } from './desk.ts';

const echo = () => scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}` }));
const privately = (title: string, parts: Partial<Reply> = {}) =>
  scriptedBot(() => reply({ title, visibility: 'private', ...parts }));

/** Writes in the group, and resolves with what was asked of the bot. */
async function asked(
  desk: Awaited<ReturnType<typeof startedDesk>>,
  bot: { asked: Incoming[] },
  text: string,
) {
  const before = bot.asked.length;
  desk.telegram.people.write(desk.inGroup, text);
  return desk.telegram.until(() => bot.asked[before]);
}

describe('what is asked in a group', () => {
  test.each([
    ['/profit@HashdeskBot demo', 'profit demo'],
    ['/profit@hashdeskbot', 'profit'],
    ['/profit demo', 'profit demo'],
    ['/start', 'help'],
    ['@HashdeskBot profit demo', 'profit demo'],
    ['so, @HashdeskBot profit demo', 'so,   profit demo'],
    ['@HashdeskBot', 'help'],
  ])('“%s” asks “%s”', async (text, line) => {
    const bot = echo();
    const desk = await startedDesk(bot);
    expect(lineOf(await asked(desk, bot, text)).replace(/ +/g, ' ')).toBe(line.replace(/ +/g, ' '));
  });

  test('a reply to the bot is asked and marked as one; one to somebody else, and a command for another bot, are not', async () => {
    const bot = echo();
    const desk = await startedDesk(bot);
    const { people, until, world, updates } = desk.telegram;
    await asked(desk, bot, '/hashprice');
    const replyTo = await until(() => world.posted.at(-1));
    people.write(desk.inGroup, '/profit@OtherBot', { replyTo });
    const { group, admin } = { group: desk.telegram.group, admin: desk.admin };
    updates.happened({
      message: {
        ...{
          message_id: 9,
          date: 0,
          chat: group,
          from: { ...admin, is_bot: false },
          text: 'well',
          entities: [],
        },
        reply_to_message: { message_id: 8, from: { ...admin, is_bot: false } },
      },
    });
    people.write(desk.inGroup, 'and at 50?', { replyTo });
    await until(() => bot.asked.length > 1);
    expect(bot.asked.slice(1).map((it) => [lineOf(it), it.inReply])).toEqual([['and at 50?', true]]);
  });

  test('commands for other bots, talk, channels, other bots and edits are not asked', async () => {
    const bot = echo();
    const desk = await startedDesk(bot);
    const { people, updates, group, until, world } = desk.telegram;
    const chat = { id: group.id, type: group.type, title: group.title };
    const from = { ...desk.admin, is_bot: false };
    const message = { message_id: 1, date: 0, chat, from, text: '@HashdeskBot profit', entities: [] };
    people.write(desk.inGroup, '/ban someone');
    people.write(desk.inGroup, 'no bot, please');
    updates.happened({ message: { ...message, text: '/profit@OtherBot' } });
    updates.happened({ message: { ...message, text: '/profit', from: { ...from, is_bot: true } } });
    updates.happened({ message: { ...message, text: '/profit', via_bot: { ...from, is_bot: true } } });
    updates.happened({
      message: { ...message, text: '/profit', sender_chat: { id: -5, title: 'A channel' } },
    });
    updates.happened({ message: { ...message, text: '/profit', from: { ...world.bot } } });
    updates.happened({ edited_message: { ...message, text: '/profit' } });
    people.write(desk.inGroup, '/hashprice');
    await until(() => world.posted.length > 0);
    expect(bot.asked.map(lineOf)).toEqual(['hashprice']);
  });

  test('people become the ids that Telegram knows them by, once they have asked something themselves', async () => {
    const bot = echo();
    const desk = await startedDesk(bot);
    const { people, group, until } = desk.telegram;
    const bea = { id: 700_000_003, first_name: 'Bea', username: 'bea' };
    desk.telegram.world.users.set(bea.id, bea);
    group.members.set(bea.id, { status: 'member' });
    expect(lineOf(await asked(desk, bot, '/site allow @bea'))).toBe('site allow @bea');
    people.write({ user: bea, group }, '/profit');
    await until(() => bot.asked.length === 2);
    expect(lineOf(await asked(desk, bot, '/site allow @Bea read'))).toBe(`site allow <@${bea.id}> read`);
    // The name is another's now.
    desk.telegram.world.users.set(bea.id, { ...bea, username: 'bea_2' });
    expect(lineOf(await asked(desk, bot, '/site allow @bea'))).toBe('site allow @bea');
    people.write(desk.inGroup, '/site allow Mel', { names: { Mel: desk.member } });
    await until(() => bot.asked.length === 5);
    expect(lineOf(bot.asked[4]!)).toBe(`site allow <@${desk.member.id}>`);
  });

  test('the public name of a group becomes its id', async () => {
    const bot = echo();
    const desk = await startedDesk(bot);
    desk.telegram.group.username = 'miners';
    const line = lineOf(await asked(desk, bot, '/site allow @miners'));
    expect(line).toBe(`site allow <#${desk.address.channel}>`);
  });
});

describe('who asks in a group', () => {
  test.each([
    ['its creator', 'creator', false, 'admin'],
    ['an admin', 'administrator', true, 'admin'],
    ['a member of a private group', 'member', false, 'member'],
    ['a member of a public group', 'member', true, 'visitor'],
    ['someone restricted', 'restricted', false, 'outsider'],
    ['someone who has left', 'left', false, 'outsider'],
    ['someone who was banned', 'kicked', false, 'outsider'],
  ])('%s, %s, public %s: %s', async (_, status, isPublic, standing) => {
    const bot = echo();
    const desk = await startedDesk(bot);
    const { group } = desk.telegram;
    group.members.set(desk.admin.id, { status });
    if (isPublic) group.username = 'miners';
    const { person, address } = await asked(desk, bot, '/profit');
    expect(person).toMatchObject({ id: String(desk.admin.id), name: 'Ada', standing });
    expect(address).toEqual(desk.address);
  });

  test('who is restricted and still a member reads nothing until an admin says so', async () => {
    const bot = echo();
    const desk = await startedDesk(bot);
    desk.telegram.group.members.set(desk.admin.id, { status: 'restricted', is_member: true });
    expect((await asked(desk, bot, '/profit')).person.standing).toBe('visitor');
  });

  test('an admin who stays anonymous asks as the group', async () => {
    const bot = privately('Secret');
    const desk = await startedDesk(bot);
    const { people, until, world } = desk.telegram;
    people.write({ ...desk.inGroup, anonymous: true }, '/profit@HashdeskBot');
    await until(() => world.posted.length > 0);
    expect(bot.asked[0]!.person).toMatchObject({
      id: desk.address.channel,
      name: 'The desk',
      standing: 'admin',
    });
    expect(read(world.posted)).toContain('you write as the group');
    expect(read(world.posted)).not.toContain('Secret');
  });

  test.each([
    ['hides its members', 'make me an admin', undefined],
    ['cannot be asked about', 'Please ask again', refusals.tooMany(1)],
  ])('nobody is taken for anyone in a group that %s', async (_, said, error) => {
    const bot = echo();
    const desk = await startedDesk(bot);
    const { failures, group, people, until, world } = desk.telegram;
    group.hidesMembers = true;
    if (error) failures.push({ method: /getChatMember/, error });
    people.write(desk.inGroup, '/profit');
    await until(() => world.posted.length > 0);
    expect(read(world.posted)).toContain(said);
    expect(bot.asked).toEqual([]);
  });

  test('in a private chat everyone is the admin of what is theirs', async () => {
    const bot = echo();
    const desk = await startedDesk(bot);
    desk.telegram.people.write({ user: desk.member }, 'profit');
    const { person, address } = await desk.telegram.until(() => bot.asked[0]);
    expect(person.standing).toBe('admin');
    expect(address).toMatchObject({ tenant: `telegram:U${desk.member.id}`, channel: String(desk.member.id) });
  });
});

describe('where it is answered', () => {
  test('a private answer goes to whoever asked alone; the group learns that it was sent', async () => {
    const desk = await startedDesk(privately('Secret figure'));
    const { people, until, world } = desk.telegram;
    people.write(desk.inGroup, '/profit');
    await until(() => world.posted.length === 2);
    expect(read(seenBy(world, desk.member))).toBe('I have sent you the answer directly.');
    expect(read(seenBy(world, desk.admin))).toContain('Secret figure');
  });

  test('where no private chat was opened the group learns how to open one, and nothing else', async () => {
    const desk = await startedDesk(privately('Secret figure'));
    const { people, until, world } = desk.telegram;
    world.opened.delete(desk.admin.id);
    people.write(desk.inGroup, '/profit');
    const [told] = await until(() => world.posted.length > 0 && world.posted);
    expect(told).toMatchObject({
      chat: desk.telegram.group.id,
      text: expect.stringContaining('press Start'),
    });
    expect(labelsOf(told!)).toEqual(['Open a private chat']);
    expect(read(world.posted)).not.toContain('Secret');
  });

  test('an error in a group is one line, without what stands below it', async () => {
    const block = { kind: 'text' as const, parts: ['Your margin is $1'] };
    const desk = await startedDesk(privately('That is no site', { tone: 'error', blocks: [block] }));
    desk.telegram.people.write(desk.inGroup, '/profit');
    await desk.telegram.until(() => desk.telegram.world.posted.length > 0);
    expect(read(desk.telegram.world.posted)).toBe('❌ That is no site');
  });

  test('a question in a topic is answered there, as a reply to it', async () => {
    const bot = echo();
    const desk = await startedDesk(bot);
    const { people, group, until, world } = desk.telegram;
    group.topics.add(7);
    const { message_id } = people.write({ ...desk.inGroup, topic: 7 }, '/profit');
    const [answer] = await until(() => world.posted.length > 0 && world.posted);
    expect(answer).toMatchObject({ chat: group.id, thread: 7, replyTo: message_id });
    expect(bot.asked[0]!.address.thread).toBe('7');
  });

  test('buttons of a private answer are about the group, with the rights of the moment, and share it there', async () => {
    const actions = [{ label: 'Explain', command: 'explain a1', style: 'plain' as const }];
    const bot = privately('Secret figure', { blocks: [{ kind: 'actions', actions }] });
    const desk = await startedDesk(bot);
    const { people, group, until, world } = desk.telegram;
    people.write(desk.inGroup, '/profit');
    await until(() => world.posted.length === 2);
    const answer = world.posted.find(({ chat }) => chat === desk.admin.id)!;
    people.press(desk.alone, answer, 'Explain');
    const pressed = await until(() => bot.asked[1]);
    expect(pressed).toMatchObject({ address: desk.address, ask: { text: 'explain a1' } });
    expect(pressed.person.standing).toBe('admin');
    people.press(desk.alone, answer, 'Share in the group');
    await until(() => world.posted.some(({ chat, text }) => chat === group.id && text.includes('Secret')));
    group.members.set(desk.admin.id, { status: 'left' });
    people.press(desk.alone, answer, 'Share in the group');
    await until(() => world.posted.at(-1)?.text.includes('no longer in the group'));
  });

  test('a button runs with the rights of whoever presses it', async () => {
    const actions = [{ label: 'Remove', command: 'site remove x', style: 'danger' as const }];
    const bot = scriptedBot(() => reply({ title: 'Sure?', blocks: [{ kind: 'actions', actions }] }));
    const desk = await startedDesk(bot);
    const { people, group, until, world } = desk.telegram;
    people.write(desk.inGroup, '/profit');
    const [question] = await until(() => world.posted.length > 0 && world.posted);
    const press = people.press({ user: desk.member, group }, question!, 'Remove');
    const pressed = await until(() => bot.asked[1]);
    expect(pressed.person).toMatchObject({ id: String(desk.member.id), standing: 'member' });
    await until(() => world.pressed.has(press));
  });

  test('a button that nobody was shown, or of another chat, says that it is too old', async () => {
    const form = { kind: 'form' as const, title: 'Add', command: 'site add', fields: [] };
    const bot = scriptedBot(() => reply({ title: 'Form', blocks: [form] }));
    const desk = await startedDesk(bot);
    const { people, until, world } = desk.telegram;
    people.write(desk.alone, 'site');
    const [shown] = await until(() => world.posted.length > 0 && world.posted);
    const data = (shown!.markup as { inline_keyboard: { callback_data: string }[][] })
      .inline_keyboard[0]![0]!;
    for (const [user, id] of [
      [desk.member, data.callback_data],
      [desk.admin, '#nothing'],
      [desk.admin, `#${'x'.repeat(24)}:999`],
    ] as const) {
      const press = people.pressData({ user }, shown!, id);
      expect(await until(() => world.pressed.get(press))).toMatchObject({
        text: expect.stringContaining('too old'),
      });
    }
    expect(bot.asked).toHaveLength(1);
  });

  test('a group that becomes a supergroup keeps what is its own', async () => {
    const bot = echo();
    const desk = await startedDesk(bot);
    const { people, group, until, world } = desk.telegram;
    const next = people.upgrade(group);
    people.write({ user: desk.admin, group: next }, '/profit');
    const { address } = await until(() => bot.asked[0]);
    expect(address).toEqual(desk.address);
    await until(() => world.posted.some(({ chat }) => chat === next.id));
    await desk.adapter.send(address, reply({ title: 'Digest' }), { deliveryId: 'd' });
    expect(world.posted.at(-1)).toMatchObject({ chat: next.id, text: 'Digest' });
  });
});
