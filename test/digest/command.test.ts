import { describe, expect, it } from 'vitest';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { Address, Person } from '../../src/chat/people.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { openTestDesk } from '../support/desk.ts';

const HOUR_MS = 3_600_000;
const tenant = 'slack:T1';
const member: Partial<Person> = { id: 'U2', name: 'Bob', standing: 'member' };
const visitor: Partial<Person> = { id: 'U3', name: 'Eve', standing: 'visitor' };

describe('digest', () => {
  it('is changed by those who may change, and read by those who may read', async () => {
    const desk = openTestDesk();
    const say = async (text: string, person?: Partial<Person>) =>
      (await desk.ask(text, { tenant, ...(person && { person }) })).text.split('\n')[0];
    await say('digest daily 08:00 UTC');
    for (const line of ['daily 09:00 UTC', 'pause 1', 'resume 1', 'remove 1'])
      expect(await say(`digest ${line}`, member)).toBe(
        'You may not change anything here. Ask an admin to allow it.',
      );
    expect(await say('digest list', member)).toBe('Digests');
    for (const line of ['list', 'preview', 'preview 1'])
      expect(await say(`digest ${line}`, visitor)).toBe(
        'You may not see the digests here. Ask an admin to allow it.',
      );
  });

  it('shows no tenant the digests of another', async () => {
    const desk = openTestDesk();
    await desk.ask('digest daily 08:00 UTC', { tenant });
    const other = { tenant: 'slack:T2' };
    expect((await desk.ask('digest list', other)).text).toContain('There are no digests yet');
    for (const verb of ['preview', 'pause', 'resume', 'remove'])
      expect((await desk.ask(`digest ${verb} 1`, other)).text).toContain('There is no digest #1.');
  });

  it('reads a zone by its place, shows the time by UTC as well, and refuses letters of several places', async () => {
    const desk = openTestDesk();
    const { text } = await desk.ask('digest daily 8am central', { tenant });
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /Daily at 08:00 America\/Chicago, all sites. Next: 2026-04-\d\d 08:00 America\/Chicago, which is 2026-04-\d\d 13:00 UTC\./,
    );
    const refused = await desk.ask('digest daily 08:00 BST', { tenant });
    expect(refused.text.replace(/\s+/g, ' ')).toContain(
      '“BST” is the time of Europe/London or Asia/Dhaka: write the place, such as Europe/London.',
    );
    const quiet = await desk.ask('quiet set 22:00 07:00 eastern', { tenant });
    expect(quiet.text).toContain('By today’s clocks that is from 02:00 to 11:00 UTC.');
  });

  it('preview of a reader is not explained to those who may not read', async () => {
    const desk = openTestDesk();
    await desk.ask('site add rockdale 100 MW s21xp at $45/MWh', { tenant });
    const { reply } = await desk.ask('digest preview', { tenant });
    const { text } = await desk.ask(`explain ${reply.id}`, { tenant, person: visitor });
    expect(text).toContain('You may not see the sites of that answer here.');
  });

  it('refuses more sites than it may name', async () => {
    const desk = openTestDesk();
    const names = Array.from({ length: 51 }, (_, index) => `s${index}x`);
    for (const name of names) await desk.ask(`site add ${name} 1 MW s21xp at $45`);
    const { text } = await desk.ask(`digest daily 08:00 UTC ${names.join(', ')}`);
    expect(text).toBe('A digest names at most 50 sites. Name none, and it tells of all of them.');
  });

  it('arrives once where it was asked for, after downtime, marked late', async () => {
    const desk = openTestDesk();
    await desk.ask('site add rockdale 100 MW s21xp at $45/MWh', { tenant });
    await desk.ask('digest daily 13:00 UTC rockdale', { tenant, channel: 'C1' });
    desk.clock.advance(2 * HOUR_MS);
    const sent: { address: Address; reply: Reply; id: string }[] = [];
    desk.deliver(recording(sent));
    desk.start();
    await expect.poll(() => sent.length, { timeout: 20_000 }).toBe(1);
    const { address, reply } = sent[0]!;
    expect(address).toEqual({ adapter: 'slack', tenant, channel: 'C1' });
    expect(reply.title).toMatch(/^Daily digest, Mon 20 Apr 2026: a petahash earns \$/);
    const words = JSON.stringify(reply.blocks);
    expect(words).toContain('Late: this was due at 13:00 UTC, 1 h ago.');
    expect(words).toContain('"rockdale"');
  });
});

function recording(sent: { address: Address; reply: Reply; id: string }[]): ChatAdapter {
  return {
    name: 'slack',
    start: async () => {},
    stop: async () => {},
    async send(address, reply, { deliveryId: id }) {
      sent.push({ address, reply, id });
      return { receipt: id };
    },
  };
}
