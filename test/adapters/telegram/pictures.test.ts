import { type Picture, type Reply, reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { paintedAs } from '../../support/replies/replies.ts';
import { type ApiError, refusals } from '../../support/telegram/limits.ts';
import { labelsOf } from '../../support/telegram/screen.ts';
import { startedDesk } from './desk.ts';

const FINDING = 'It fell by half';
const { chart, picture } = paintedAs(FINDING);
const actions = [{ label: 'More', command: 'more 7', style: 'plain' as const }];
const course = reply({ title: 'Hashprice 32', blocks: [chart, { kind: 'actions', actions }] });
/** More than a caption holds. */
const long = { ...course, title: 'Hashprice 32'.padEnd(1_020, 'x') };

/** A desk that answers `said`, whose picture is painted before the answer or after it. */
async function deskOf({ said = course, early = false }: { said?: Reply; early?: boolean } = {}) {
  const painted = Promise.withResolvers<Picture>();
  const bot = scriptedBot(() => said);
  const desk = await startedDesk({
    ...bot,
    picture: async ({ reply: of, withinMs }) => {
      if (!of.blocks.includes(chart)) return undefined;
      return withinMs === undefined ? painted.promise : early ? picture : undefined;
    },
  });
  const { world, until } = desk.telegram;
  return {
    ...desk,
    ...{ bot, world, until },
    paint: () => painted.resolve(picture),
    posting: () =>
      world.calls.map(({ method }) => method).filter((method) => /^(?:send[MPD]|edit)/.test(method)),
  };
}

describe('the picture of an answer', () => {
  test('becomes part of the message, whose text, place, styles and buttons stay', async () => {
    const desk = await deskOf();
    const { telegram, inGroup, world, until, bot } = desk;
    telegram.group.topics.add(7);
    telegram.people.write({ ...inGroup, topic: 7 }, '/hashprice');
    const message = await until(() => world.posted[0]);
    const before = { ...message };
    expect(before.file).toBeUndefined();
    desk.paint();
    await until(() => message.file);
    const { body } = world.calls.find(({ method }) => method === 'editMessageMedia')!;
    expect(JSON.parse(String(body.media))).toMatchObject({ show_caption_above_media: true });
    expect(message).toEqual({ ...before, text: `${before.text}\n\n${FINDING}`, file: expect.anything() });
    expect(labelsOf(message)).toEqual(['More']);
    telegram.people.press({ ...inGroup, topic: 7 }, message, 'More');
    await until(() => world.posted.length === 2);
    expect(bot.asked.map(({ ask }) => ask)).toContainEqual({ text: 'more 7' });
  });

  test('goes with the text in one request where it is painted already', async () => {
    const desk = await deskOf({ early: true });
    desk.telegram.people.write(desk.inGroup, '/hashprice');
    const message = await desk.until(() => desk.world.posted[0]);
    expect(message).toMatchObject({ text: `Hashprice 32\n\n${FINDING}`, replyTo: expect.any(Number) });
    expect(labelsOf(message)).toEqual(['More']);
    await desk.adapter.stop();
    expect(desk.posting()).toEqual(['sendPhoto']);
  });

  test('of a private answer is part of the message in the private chat', async () => {
    const desk = await deskOf({ said: { ...course, visibility: 'private' } });
    desk.telegram.people.write(desk.inGroup, '/hashprice');
    desk.paint();
    const message = await desk.until(() => desk.world.posted.find(({ file }) => file));
    expect(message).toMatchObject({ chat: desk.admin.id, text: `Hashprice 32\n\n${FINDING}` });
    expect(labelsOf(message)).toEqual(['More', 'Share in the group']);
  });

  test.each<[string, { said?: Reply; refusal?: () => ApiError }]>([
    ['a caption is too short for the text', { said: long }],
    ['Telegram is too old to add one', { refusal: refusals.noMedia }],
    ['the message was deleted', { refusal: refusals.editNotFound }],
  ])('follows where %s', async (_, { said, refusal }) => {
    const desk = await deskOf(said ? { said } : {});
    if (refusal) desk.telegram.failures.push({ method: /editMessageMedia/, error: refusal() });
    desk.telegram.people.write(desk.alone, 'hashprice');
    desk.paint();
    await desk.until(() => desk.world.posted.length === 2);
    expect(desk.world.posted[1]).toMatchObject({ text: FINDING, file: { name: 'hashprice.png' } });
    expect(desk.world.posted.map(labelsOf)).toEqual([['More'], []]);
  });
});

describe('the picture of a delivery', () => {
  const send = ({ adapter, address }: Awaited<ReturnType<typeof deskOf>>, said = course) =>
    adapter.send(address, said, { deliveryId: 'alert-1' });

  test('goes with the text in one message', async () => {
    const desk = await deskOf({ early: true });
    await send(desk);
    expect(desk.posting()).toEqual(['sendPhoto']);
    expect(desk.world.posted).toMatchObject([{ text: `Hashprice 32\n\n${FINDING}` }]);
    expect(desk.world.posted.map(labelsOf)).toEqual([['More']]);
  });

  test('follows where a caption is too short for the text', async () => {
    const desk = await deskOf({ early: true });
    await send(desk, long);
    expect(desk.posting()).toEqual(['sendMessage', 'sendPhoto']);
  });

  test.each([course, long])(
    'is left out where the chat takes none, and the delivery is posted once',
    async (said) => {
      const desk = await deskOf({ early: true });
      desk.telegram.failures.push({ method: /sendPhoto/, error: refusals.noPhotos() });
      const { receipt } = await send(desk, said);
      await expect(send(desk, said)).resolves.toEqual({ receipt });
      expect(desk.world.posted.map(({ text }) => text)).toEqual([said.title]);
    },
  );

  test('makes no second message of one whose answer was lost', async () => {
    const desk = await deskOf({ early: true });
    desk.telegram.failures.push({ method: /sendPhoto/, error: 'cut off', after: true });
    await expect(send(desk)).rejects.toMatchObject({ retryable: true, unsent: false });
    expect(desk.world.posted).toHaveLength(1);
  });
});
