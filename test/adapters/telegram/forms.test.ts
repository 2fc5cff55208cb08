import { reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { openTestDesk } from '../../support/desk.ts';
import type { Place } from '../../support/telegram/people.ts';
import { labelsOf, read } from '../../support/telegram/screen.ts';
import { type StartedDesk, startedDesk } from './desk.ts';

/** The real desk, and how a person speaks with it: each resolves with the latest message that came of it. */
async function speaking(where: (desk: StartedDesk) => Place = ({ alone }) => alone) {
  const { bot, clock } = openTestDesk();
  const desk = await startedDesk(bot, { now: clock.now });
  const { world, people, until } = desk.telegram;
  const place = where(desk);
  const shown = async (act: () => unknown, messages = 1) => {
    const before = world.posted.length;
    act();
    await until(() => world.posted.length >= before + messages);
    return world.posted.at(-1)!;
  };
  return {
    desk,
    world,
    people,
    place,
    shown,
    say: (text: string) => shown(() => people.write(place, text)),
    answer: (text: string, replyTo = world.posted.at(-1)!) =>
      shown(() => people.write(place, text, { replyTo })),
    press: (label: string, posted = world.posted.at(-1)!) => shown(() => people.press(place, posted, label)),
  };
}

/** Fills in what `site add` must know; resolves with the card. */
async function filled({ say, press, answer }: Awaited<ReturnType<typeof speaking>>, name = 'Fargo') {
  await say('site add');
  await press('Add a site');
  await answer(name);
  await answer('3 s19jpro');
  return answer('5c');
}

describe('a form', () => {
  test('is filled in by replies to the bot’s own messages, one field at a time', async () => {
    const desk = await speaking();
    await desk.say('site add');
    const question = await desk.press('Add a site');
    expect(question).toMatchObject({ markup: { force_reply: true, selective: true } });
    expect(question.text).toContain('Name');
    expect((await desk.answer('Fargo')).text).toContain('Machines');
    expect((await desk.answer('3 s19jpro')).text).toContain('Power price');
    const card = await desk.answer('5c');
    expect(card.text).toContain('Name: Fargo');
    expect(labelsOf(card)).toContain('Pool fee, share of revenue');
    expect((await desk.press('Pool fee, share of revenue')).text).toContain('leaves it empty');
    const next = await desk.answer('1.5%');
    expect(next.text).toContain('1.5%');
    expect((await desk.press('✅ Add a site')).text).toContain('Fargo');
    expect((await desk.say('site list')).text).toContain('Fargo');
  });

  test('comes back filled in when it is refused, and opens at the field that the refusal is about', async () => {
    const desk = await speaking();
    await filled(desk, 'demo');
    const refusal = await desk.press('✅ Add a site');
    expect(refusal.text).toContain('“demo” is reserved');
    expect((await desk.press('Add a site')).text).toContain('Now: demo');
    const card = await desk.answer('Fargo');
    expect(card.text).toContain('3 s19jpro');
    expect((await desk.press('✅ Add a site')).text).toContain('Fargo');
  });

  test('takes a fleet that is pasted, or sent as a file', async () => {
    const desk = await speaking();
    await desk.say('site import "West Texas"');
    const question = await desk.press('Import a fleet');
    const pasted = await desk.answer('model,count\n"S21 XP",200\nS19j Pro,31\n');
    expect(pasted.text).toContain('West Texas was added with this fleet');
    desk.world.uploads.set('f1', 'model,count\nS21 XP,7\n');
    const sent = await desk.shown(() => {
      desk.people.write(desk.place, '', { file: { id: 'f1', name: 'fleet.csv' }, replyTo: question });
    });
    expect(sent.text).toContain('has been answered');
    await desk.say('site import East');
    const again = await desk.press('Import a fleet');
    const imported = await desk.shown(() => {
      desk.people.write(desk.place, '', { file: { id: 'f1', name: 'fleet.csv' }, replyTo: again });
    });
    expect(imported.text).toContain('East was added with this fleet');
  });

  test('takes the same reply once, and a command instead of a reply', async () => {
    const desk = await speaking();
    await desk.say('site add');
    await desk.press('Add a site');
    await desk.answer('Fargo');
    const before = desk.world.posted.length;
    desk.desk.telegram.updates.repeat();
    const halving = await desk.answer('/halving');
    expect(halving.text).toContain('The next halving');
    expect(desk.world.posted).toHaveLength(before + 1);
  });

  test('of a group is filled in where whoever asked sees it alone, and is about the group', async () => {
    const desk = await speaking(({ inGroup }) => inGroup);
    const { world, people, shown, desk: started } = desk;
    await shown(() => people.write(desk.place, '/site add'), 2);
    const form = world.posted.find(({ chat }) => chat === started.admin.id)!;
    const alone = started.alone;
    await shown(() => people.press(alone, form, 'Add a site'));
    for (const typed of ['Fargo', '3 s19jpro', '5c'])
      await shown(() => people.write(alone, typed, { replyTo: world.posted.at(-1)! }));
    expect((await shown(() => people.press(alone, world.posted.at(-1)!, '✅ Add a site'))).text).toContain(
      'Fargo',
    );
    expect((await shown(() => people.write(alone, 'site list'))).text).toContain('no sites yet');
    expect((await desk.say('/site list')).text).toContain('Fargo');
    const shared = world.posted.filter(({ chat }) => chat === started.telegram.group.id);
    expect(read(shared)).not.toContain('5c');
  });
});

describe('a form that everyone in a group sees', () => {
  const fields = ['one', 'two'].map((name) => ({
    name,
    label: `Field ${name}`,
    required: true,
    multiline: false,
  }));
  const form = { kind: 'form' as const, title: 'Fill in', command: 'fill', fields };

  /** A bot that shows the form, and refuses what is filled in; the group has been shown it. */
  async function inGroup() {
    const bot = scriptedBot((incoming) =>
      lineOf(incoming).startsWith('fill')
        ? reply({ title: 'That is wrong', tone: 'error', visibility: 'private', parameter: 'two' })
        : reply({ title: 'A form', blocks: [form] }),
    );
    const desk = await startedDesk(bot);
    const { world, people, until } = desk.telegram;
    const shown = async (act: () => unknown) => {
      const before = world.posted.length;
      act();
      await until(() => world.posted.length > before);
      return world.posted.at(-1)!;
    };
    const card = await shown(() => people.write(desk.inGroup, '/profit'));
    return { bot, desk, world, people, shown, card };
  }

  test('asks the person who opened it by name, and takes the reply of no one else', async () => {
    const { bot, desk, world, people, shown, card } = await inGroup();
    const question = await shown(() => people.press(desk.inGroup, card, 'Fill in'));
    expect(question.text).toContain('Ada: Field one');
    expect(question.entities).toContainEqual({
      type: 'text_mention',
      offset: 0,
      length: 3,
      user: { id: desk.admin.id },
    });
    people.write({ ...desk.inGroup, user: desk.member }, 'Mine', { replyTo: question });
    const next = await shown(() => people.write(desk.inGroup, 'Ours', { replyTo: question }));
    expect(next.text).toContain('Field two');
    await shown(() => people.write(desk.inGroup, 'Too', { replyTo: next }));
    await shown(() =>
      people.press({ ...desk.inGroup, user: desk.member }, world.posted.at(-1)!, '✅ Fill in'),
    );
    expect(bot.asked.map(lineOf)).toEqual(['profit', 'fill one="Ours" two="Too"']);
    expect(bot.asked[1]!.person.name).toBe('Mel');
  });

  test('comes back in a group with the refusal, and opens at the field that it is about', async () => {
    const { desk, world, people, shown, card } = await inGroup();
    await shown(() => people.press(desk.inGroup, card, 'Fill in'));
    for (const typed of ['Ours', 'Too'])
      await shown(() => people.write(desk.inGroup, typed, { replyTo: world.posted.at(-1)! }));
    const refusal = await shown(() => people.press(desk.inGroup, world.posted.at(-1)!, '✅ Fill in'));
    expect(refusal.text).toBe('❌ That is wrong');
    expect((await shown(() => people.press(desk.inGroup, refusal, 'Fill in'))).text).toContain('Field two');
  });
});

describe('files', () => {
  test('site import takes the file of a message, and site export sends one', async () => {
    const desk = await speaking();
    desk.world.uploads.set('f1', 'model,count\nS21 XP,7\n');
    const file = { id: 'f1', name: 'fleet.csv', size: 21 };
    const imported = await desk.shown(() => desk.people.write(desk.place, '/site import East', { file }));
    expect(imported.text).toContain('East was added with this fleet');
    await desk.shown(() => desk.people.write(desk.place, 'site export East'), 2);
    const sent = desk.world.posted.find((message) => message.file)!;
    expect(new TextDecoder().decode(sent.file!.bytes)).toContain('S21 XP,7');
  });

  test.each([
    ['is too large by what Telegram says', { size: 2_000_000 }, 'x', 'larger than 1 MB'],
    ['is too large when it comes', {}, 'x'.repeat(1_000_001), 'larger than 1 MB'],
    ['is no text', {}, new Uint8Array([0xff, 0xfe, 0xff]), 'not UTF-8'],
    ['is gone', {}, undefined, 'could not be fetched'],
  ])('a file that %s is refused', async (_, parts, content, said) => {
    const desk = await speaking();
    if (content !== undefined) desk.world.uploads.set('f1', content);
    const file = { id: 'f1', name: 'fleet.csv', ...parts };
    const refusal = await desk.shown(() => desk.people.write(desk.place, 'site import East', { file }));
    expect(refusal.text.replaceAll('\u200b', '')).toContain(said);
  });
});
