import { DeliveryError, type Reply, reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { ApiError, refusals } from '../../support/telegram/limits.ts';
import { read } from '../../support/telegram/screen.ts';
import { deskWith, type StartedDesk, startedDesk, testStore } from './desk.ts';

const bot = () => scriptedBot(() => reply({ title: 'Done' }));
const digest = reply({ title: 'Daily digest' });
const block = (text: string) => ({ kind: 'text' as const, parts: [text] });
/** Two messages. */
const long = { ...digest, blocks: [block('first '.repeat(600)), block('second '.repeat(500))] };

const send = (
  { adapter, address }: Pick<StartedDesk, 'adapter' | 'address'>,
  deliveryId: string,
  said: Reply = digest,
  parts: Partial<StartedDesk['address']> & { thread?: string } = {},
) => adapter.send({ ...address, ...parts }, said, { deliveryId });

describe('send', () => {
  test('send() posts once per delivery, also after a restart', async () => {
    const store = testStore();
    const desk = await startedDesk(bot(), { store });
    const { receipt } = await send(desk, 'digest-1');
    expect(desk.telegram.world.posted.map(({ message_id }) => String(message_id))).toEqual([receipt]);
    await expect(send(desk, 'digest-1')).resolves.toEqual({ receipt });
    await desk.adapter.stop();
    await desk.adapter.start(bot());
    await expect(send(desk, 'digest-1')).resolves.toEqual({ receipt });
    expect(desk.telegram.world.posted).toHaveLength(1);
  });

  test('send() goes on where it was interrupted, and repeats no message that is there', async () => {
    const desk = await startedDesk(bot());
    const { failures, world } = desk.telegram;
    failures.push({ method: /sendMessage/, skip: 1, error: refusals.tooMany(0.01) });
    await expect(send(desk, 'long', long)).rejects.toMatchObject({ retryable: true, retryAfterMs: 10 });
    expect(world.posted).toHaveLength(1);
    await expect.poll(() => send(desk, 'long', long).catch(() => undefined)).toBeDefined();
    const texts = world.posted.map(({ text }) => text);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('first');
    expect(texts[1]).toContain('second');
  });

  test('reconcile() knows what was taken, and says that it does not know where the answer was lost', async () => {
    const desk = await startedDesk(bot());
    const became = (deliveryId: string) =>
      desk.adapter.reconcile!(desk.address, { deliveryId, sentAfter: 0, reply: digest });
    await send(desk, 'taken');
    desk.telegram.failures.push({ method: /sendMessage/, error: 'cut off', after: true });
    await expect(send(desk, 'lost')).rejects.toMatchObject({ retryable: true, unsent: false });
    expect([await became('taken'), await became('lost'), await became('never')]).toEqual([
      'delivered',
      'unknown',
      'unknown',
    ]);
  });

  test.each([
    ['a chat that is not there', refusals.chatNotFound, 'no longer exists'],
    ['a group that it was removed from', refusals.kicked, 'add it again'],
    ['a group where it may not write', refusals.mayNotSend, 'allow it to send messages'],
    ['a topic that is gone', refusals.threadNotFound, 'topic'],
    ['a topic that is closed', refusals.topicClosed, 'closed'],
    ['a person who has blocked it', refusals.blocked, 'blocked'],
    ['a person who has never written to it', refusals.notOpened, 'has not opened a private chat'],
  ])('send() to %s is not worth repeating', async (_, refusal, named) => {
    const desk = await startedDesk(bot());
    desk.telegram.failures.push({ method: /sendMessage/, error: refusal() });
    await expect(send(desk, 'digest-1')).rejects.toMatchObject({
      name: 'Refusal',
      message: expect.stringContaining(named),
      retryable: false,
      closed: true,
      unsent: true,
    });
  });

  test.each([
    ['a request to wait', refusals.tooMany(3), { retryable: true, unsent: true, retryAfterMs: 3_000 }],
    ['a request to wait that names no time', new ApiError(429, 'Slow'), { retryAfterMs: 1_000 }],
    ['a failure of Telegram', new ApiError(502, 'Bad Gateway'), { retryable: true, unsent: false }],
    ['an answer that is none', 'no json' as const, { retryable: true, unsent: false }],
    ['a token that was revoked', refusals.unauthorized(), { retryable: true, unsent: true }],
    ['a message that is refused', new ApiError(400, 'Bad Request: x'), { retryable: false, closed: false }],
  ])('send() tells %s apart', async (_, error, expected) => {
    const desk = await startedDesk(bot());
    desk.telegram.failures.push({ method: /sendMessage/, error });
    const failure = await send(desk, 'digest-1').catch((failed) => failed);
    expect(failure).toBeInstanceOf(DeliveryError);
    expect(failure).toMatchObject(expected);
  });

  test('send() holds up no other chat while one has to wait', async () => {
    const desk = await startedDesk(bot());
    desk.telegram.failures.push({ method: /sendMessage/, error: refusals.tooMany(60) });
    await expect(send(desk, 'digest-1')).rejects.toMatchObject({ retryAfterMs: 60_000 });
    await expect(send(desk, 'digest-1')).rejects.toMatchObject({ retryAfterMs: expect.any(Number) });
    await expect(desk.adapter.send(desk.direct, digest, { deliveryId: 'digest-2' })).resolves.toHaveProperty(
      'receipt',
    );
  });

  test('an answer waits as long as Telegram asks', async () => {
    const desk = await startedDesk(bot());
    desk.telegram.failures.push({ method: /sendMessage/, error: refusals.tooMany(0.05) });
    desk.telegram.people.write(desk.alone, 'hashprice');
    await desk.telegram.until(() => desk.telegram.world.posted.length === 1);
  });

  test('send() posts into a topic, calls people by name, and links nothing', async () => {
    const desk = await startedDesk(bot());
    const { group, world, member } = desk.telegram;
    group.topics.add(7);
    await send(desk, 'alert-1', { ...digest, mentions: [String(member.id), 'nobody'] }, { thread: '7' });
    expect(world.posted[0]).toMatchObject({
      chat: group.id,
      thread: 7,
      text: 'Mel\n\nDaily digest',
      entities: [
        { type: 'text_mention', offset: 0, length: 3, user: { id: member.id } },
        { type: 'bold', offset: 5, length: 12 },
      ],
    });
    const call = world.calls.find(({ method }) => method === 'sendMessage');
    expect(call?.body.link_preview_options).toEqual({ is_disabled: true });
  });

  test('send() to a person’s direct messages shows no buttons, which would be about their own sites', async () => {
    const desk = await startedDesk(bot());
    const actions = [{ label: 'Explain', command: 'explain', style: 'plain' as const }];
    const said = { ...digest, blocks: [{ kind: 'actions' as const, actions }] };
    await send(desk, 'one', said, { channel: `@${desk.member.id}` });
    await send(desk, 'two', said);
    expect(desk.telegram.world.posted.map(({ chat, markup }) => [chat, markup !== undefined])).toEqual([
      [desk.member.id, false],
      [desk.telegram.group.id, true],
    ]);
  });

  test('send() sends files as documents', async () => {
    const desk = await startedDesk(bot());
    const file = {
      kind: 'file' as const,
      name: 'fleet.csv',
      mediaType: 'text/csv',
      content: 'model,count\n',
    };
    await send(desk, 'export', { ...digest, blocks: [file] });
    expect(read(desk.telegram.world.posted)).toBe('Daily digest\nfleet.csv\nmodel,count\n');
  });

  test('send() finds a group that has become a supergroup, told of it or not', async () => {
    const desk = await startedDesk(bot());
    const { people, group, world } = desk.telegram;
    const next = people.upgrade(group, { told: false });
    await expect(send(desk, 'digest-1')).rejects.toMatchObject({
      retryable: true,
      unsent: true,
      closed: false,
    });
    await send(desk, 'digest-1');
    expect(world.posted.map(({ chat }) => chat)).toEqual([next.id]);
  });

  test('send() is closed once the bot was taken out of the group', async () => {
    const desk = await startedDesk(bot());
    desk.telegram.people.remove(desk.telegram.group);
    await expect(send(desk, 'digest-1')).rejects.toMatchObject({ retryable: false, closed: true });
  });

  test('send() refuses an address of no chat', async () => {
    const desk = await startedDesk(bot());
    await expect(send(desk, 'digest-1', digest, { channel: 'C0123' })).rejects.toMatchObject({
      closed: true,
    });
  });

  test('send() rejects before start() and after stop()', async () => {
    const desk = await deskWith();
    await expect(send(desk, 'd')).rejects.toMatchObject({ retryable: true, unsent: true });
    await desk.adapter.start(bot());
    await desk.adapter.stop();
    await expect(send(desk, 'd')).rejects.toBeInstanceOf(DeliveryError);
  });
});

test('the token is in no error and in no line of the log, whatever fails', async () => {
  const desk = await startedDesk(bot());
  const { failures, token, updates, people, world, member } = desk.telegram;
  const said: unknown[] = [];
  for (const error of [refusals.unauthorized(), 'no json', 'cut off', new ApiError(400, 'Bad')] as const) {
    failures.push({ method: /sendMessage/, error });
    said.push(await send(desk, 'd').catch((failed) => failed));
    failures.push({ method: /getUpdates/, error }, { method: /getChatMember/, error });
    people.write(desk.inGroup, '/profit');
  }
  people.write({ user: member }, 'site import x', { file: { id: 'gone', name: 'fleet.csv' } });
  updates.raw({ message: token });
  await desk.telegram.until(() => world.calls.filter(({ method }) => method === 'getUpdates').length > 3);
  await desk.telegram.close();
  said.push(await send(desk, 'd').catch((failed) => failed));
  await desk.adapter.stop();
  const causes = said.flatMap((error) => [error, (error as Error).cause, (error as Error).stack]);
  const shown = [...causes.map(String), ...desk.lines, read(world.posted)].join('\n');
  expect(shown).not.toContain(token.split(':')[1]);
  expect(desk.lines.length).toBeGreaterThan(3);
});
