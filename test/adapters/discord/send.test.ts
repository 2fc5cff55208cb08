import { DeliveryError, type Reply, reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { refusals } from '../../support/discord/limits.ts';
import { read } from '../../support/discord/screen.ts';
import { deskWith, type StartedDesk, startedDesk } from './desk.ts';

const bot = () => scriptedBot(() => reply({ title: 'Done' }));
const digest = reply({ title: 'Daily digest' });

describe('send', () => {
  const send = (
    { adapter, address }: StartedDesk,
    deliveryId: string,
    said: Reply = digest,
    channel = address.channel,
  ) => adapter.send({ ...address, channel }, said, { deliveryId });

  test('send() posts once per delivery, also when the answer was lost', async () => {
    const desk = await startedDesk(bot());
    desk.discord.rest.failures.push({ path: /messages$/, status: 502, after: true });
    await expect(send(desk, 'digest-1')).rejects.toMatchObject({ retryable: true });
    const { receipt } = await send(desk, 'digest-1');
    expect(desk.discord.world.posted.map(({ id }) => id)).toEqual([receipt]);
    await send(desk, 'digest-2');
    expect(desk.discord.world.posted).toHaveLength(2);
  });

  test('reconcile() lets a delivery be repeated while Discord still knows it', async () => {
    let now = 0;
    const desk = await startedDesk(bot(), { now: () => now });
    const asked = { deliveryId: 'digest-1', sentAfter: 0, reply: digest };
    const reconciled = () => desk.adapter.reconcile?.(desk.address, asked);
    now = 119_999;
    expect(await reconciled()).toBe('absent');
    now = 120_000;
    expect(await reconciled()).toBe('unknown');
  });

  test('send() does not call a reply unsent of which a part was posted', async () => {
    const desk = await startedDesk(bot());
    desk.discord.rest.rates.limit(desk.discord.channelId, { limit: 1, perMs: 60_000 });
    const blocks = [0, 1].map(() => ({ kind: 'text' as const, parts: ['word '.repeat(800)] }));
    await expect(send(desk, 'long', { ...digest, blocks })).rejects.toMatchObject({
      retryable: true,
      unsent: false,
    });
    await expect(send(desk, 'short')).rejects.toMatchObject({ retryable: true, unsent: true });
  });

  test.each([
    ['an unknown channel', refusals.unknownChannel, 'no longer exists'],
    ['a channel it may not see', refusals.missingAccess, 'View Channel'],
    ['a channel it may not post in', refusals.missingPermissions, 'Send Messages'],
    ['a person who refuses direct messages', refusals.cannotMessageUser, 'direct messages'],
  ])('send() to %s is not worth repeating', async (_, refusal, named) => {
    const desk = await startedDesk(bot());
    desk.discord.world.channels.get(desk.discord.channelId)!.refusal = refusal;
    await expect(send(desk, 'digest-1')).rejects.toMatchObject({
      name: 'DeliveryError',
      retryable: false,
      closed: true,
      message: expect.stringContaining(named),
    });
  });

  test('send() says how long to wait at 429, and a slow channel delays no other', async () => {
    const desk = await startedDesk(bot());
    const { discord } = desk;
    const other = discord.world.newId();
    discord.world.channels.set(other, { id: other, guild: discord.guildId });
    discord.rest.rates.limit(discord.channelId, { limit: 1, perMs: 60_000 });
    await send(desk, 'digest-1');
    const limited = await send(desk, 'digest-2').catch((error: DeliveryError) => error);
    expect(limited).toMatchObject({ retryable: true, retryAfterMs: expect.any(Number) });
    await expect(send(desk, 'digest-3', digest, other)).resolves.toHaveProperty('receipt');
    expect(discord.world.posted.map(({ channel }) => channel)).toEqual([discord.channelId, other]);
  });

  test('send() says to wait a second after a 429 that names no time', async () => {
    const desk = await startedDesk(bot());
    desk.discord.rest.failures.push({ path: /messages$/, status: 429 });
    await expect(send(desk, 'digest-1')).rejects.toMatchObject({ retryable: true, retryAfterMs: 1_000 });
  });

  test('an answer waits for its channel as long as Discord asks', async () => {
    const { discord, here } = await startedDesk(bot());
    discord.rest.rates.limit(discord.channelId, { limit: 1, perMs: 300 });
    for (let asked = 0; asked < 3; asked += 1) discord.people.write(here, '@hashdesk hashprice');
    await discord.until(() => discord.world.posted.length === 3);
    expect(read(discord.world.posted)).toBe('Done\nDone\nDone');
  });

  test('send() rejects before start() and after stop()', async () => {
    const { adapter, address } = await deskWith();
    await expect(adapter.send(address, digest, { deliveryId: 'd' })).rejects.toMatchObject({
      retryable: true,
    });
    await adapter.start(bot());
    await adapter.stop();
    await expect(adapter.send(address, digest, { deliveryId: 'd' })).rejects.toBeInstanceOf(DeliveryError);
  });
});
