import { type Reply, reply } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { startedDesk } from './desk.ts';

const alert = reply({
  title: 'Firing: hashprice $43.10/PH/day < $45.00/PH/day',
  blocks: [{ kind: 'actions', actions: [{ label: 'Acknowledge', command: 'alert ack 3', style: 'plain' }] }],
});
const quiet = reply({ title: 'No button' });
const long = reply({
  title: 'Long',
  blocks: [0, 1].map(() => ({ kind: 'text', parts: ['word '.repeat(800)] })),
});
const LATER_MS = 10 * 60_000;

/** A desk whose clock is ten minutes on after the first send, when Discord has forgotten its nonces. */
async function open() {
  let now = Date.now();
  const bot = scriptedBot(() => reply({ title: 'Done' }));
  const desk = await startedDesk(bot, { now: () => now, platformNow: () => now });
  const sentAfter = now;
  const at = (deliveryId: string) => ({ deliveryId, sentAfter });
  return {
    ...desk,
    bot,
    later: () => {
      now += LATER_MS;
    },
    send: (deliveryId: string, said: Reply, to = desk.address) => desk.adapter.send(to, said, { deliveryId }),
    /** Discord does what it is asked and does not say so. */
    loseAnswer: () => desk.discord.rest.failures.push({ path: /messages$/, status: 502, after: true }),
    look: (deliveryId: string, said: Reply) =>
      desk.adapter.reconcile!(desk.address, { ...at(deliveryId), reply: said }),
  };
}

describe('reconcile()', () => {
  it('finds a message by the id in its button when Discord has forgotten the nonce', async () => {
    const desk = await open();
    desk.loseAnswer();
    await expect(desk.send('d1', alert)).rejects.toMatchObject({ retryable: true, unsent: false });
    desk.later();
    expect(await desk.look('d1', alert)).toBe('delivered');
  });

  it('finds that a message is not there among those that are', async () => {
    const desk = await open();
    await desk.send('other', alert);
    desk.later();
    expect(await desk.look('d1', alert)).toBe('absent');
  });

  it('cannot tell where Discord shows no history, or a message has no button, or there are several', async () => {
    const desk = await open();
    desk.later();
    expect(await desk.look('d1', alert)).toBe('unknown');
    await desk.send('d1', quiet);
    expect(await desk.look('d1', quiet)).toBe('unknown');
    await desk.send('d2', long);
    expect(await desk.look('d2', long)).toBe('unknown');
  });

  it('rejects when the channel is closed', async () => {
    const desk = await open();
    desk.later();
    desk.discord.world.channels.delete(desk.address.channel);
    await expect(desk.look('d1', alert)).rejects.toMatchObject({ closed: true });
  });
});

describe('send()', () => {
  it('leaves a button that carries the id of its delivery as it was to press', async () => {
    const desk = await open();
    await desk.send('d1', alert);
    const [posted] = desk.discord.world.posted;
    const pressed = desk.discord.people.press(desk.here, posted!, 'Acknowledge');
    await desk.discord.until(() => pressed.answer);
    expect(desk.bot.asked.map(({ ask }) => ask)).toEqual([{ text: 'alert ack 3' }]);
  });

  it('to a person opens their direct messages, and posts without buttons', async () => {
    const desk = await open();
    const person = desk.discord.member.id;
    await desk.send('d1', alert, { ...desk.address, channel: `@${person}` });
    const [posted] = desk.discord.world.posted;
    expect(desk.discord.world.channels.get(posted!.channel)?.recipient).toBe(person);
    expect(posted!.body.components).toEqual([]);
  });

  it('calls by name whom the reply names, and no one else', async () => {
    const desk = await open();
    const { id } = desk.discord.member;
    const role = desk.discord.guildId;
    await desk.send('d1', { ...alert, title: '@everyone <@1>', mentions: [id, role, 'U0123ABCD'] });
    expect(desk.discord.world.posted[0]!.body).toMatchObject({
      content: `<@${id}> <@&${role}>`,
      allowed_mentions: { parse: [], users: [id], roles: [role] },
    });
  });
});
