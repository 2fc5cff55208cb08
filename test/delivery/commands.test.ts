import { expect, it } from 'vitest';
import { reply } from '../../src/chat/reply.ts';
import { insertDelivery } from '../../src/delivery/outbox.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const tenant = 'slack:T1';
const reader = { id: 'U2', standing: 'member' } as const;
const guest = { id: 'U3', standing: 'outsider' } as const;

/** A desk in whose outbox one message waits and one was given up. */
async function openStuckDesk() {
  const dataDirectory = tempDirectory();
  const desk = await openTestDesk({ dataDirectory });
  const database = testDatabase(dataDirectory);
  const dueAt = desk.clock.now() - 5 * 60_000;
  const put = (title: string) =>
    insertDelivery(database, {
      key: title,
      tenant,
      address: { adapter: 'slack', tenant, channel: 'C1' },
      reply: reply({ title }),
      dueAt,
    });
  await put('Firing: hashprice $43.10/PH/day < $45.00/PH/day');
  await put('Daily digest');
  await database.run(`UPDATE deliveries SET state = 'dead', reason = 'The channel is archived: choose another one.',
    settled_at = due_at WHERE id = 1`);
  await database.run(`UPDATE deliveries SET reason = 'Slack cannot be reached.' WHERE id = 2`);
  return {
    ...desk,
    database,
    say: async (text: string, person = {}) => (await desk.ask(text, { tenant, person })).text,
  };
}

it('status shows what waits, since when and why, and what was given up', async () => {
  const desk = await openStuckDesk();
  const text = await desk.say('status');
  expect(text).toContain('Messages on their way: 1; the oldest was due 5 min ago. Slack cannot be reached.');
  expect(text).toContain('Messages that could not be delivered: 1.');
  expect(text).toMatch(/1 {2}Firing: hashprice .* The channel is archived/s);
});

it('status says nothing of it to another tenant, nor to those who may not read', async () => {
  const desk = await openStuckDesk();
  for (const asked of [{ tenant: 'slack:T2' }, { tenant, person: guest }])
    expect((await desk.ask('status', asked)).text).not.toMatch(/on their way|could not be delivered/);
  expect(await desk.say('outbox', guest)).toContain('for those who may read');
});

it('outbox retry puts a message back on its way, and audit says who did', async () => {
  const desk = await openStuckDesk();
  expect(await desk.say('outbox retry 1')).toBe('1 message will be tried again');
  expect(await desk.say('outbox')).toContain('Messages on their way: 2');
  expect(await desk.say('audit')).toMatch(/operator +retried undelivered message 1/);
});

it('outbox drop all shows it no more', async () => {
  const desk = await openStuckDesk();
  expect(await desk.say('outbox drop all')).toBe('1 message dropped');
  expect(await desk.say('outbox')).not.toContain('could not be delivered');
  expect(await desk.say('audit')).toContain('dropped all 1 undelivered messages');
});

it('outbox retry and drop are refused to those who may only read', async () => {
  const desk = await openStuckDesk();
  for (const line of ['outbox retry 1', 'outbox drop all'])
    expect(await desk.say(line, reader)).toContain('You may not change anything here');
  expect(await desk.say('outbox', reader)).toContain('could not be delivered: 1');
});
