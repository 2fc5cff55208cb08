import { describe, expect, it } from 'vitest';
import { reply } from '../../src/chat/reply.ts';
import { DeliveryError } from '../../src/common/errors.ts';
import { deliveryIdOf, insertDelivery } from '../../src/delivery/outbox.ts';
import { deliveryQueue } from '../../src/delivery/queue.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handClock } from '../support/handClock.ts';
import { office } from './office.ts';

const by = { id: 'U1', name: 'Ada' };

describe('insertDelivery()', () => {
  const delivery = {
    key: 'rule 7:3:C1',
    tenant: 'test:T1',
    address: { adapter: 'test', tenant: 'test:T1', channel: 'C1' },
    reply: reply({ title: 'First' }),
    dueAt: 5,
  };

  it('takes a key once, and leaves what it has as it is', async () => {
    const database = testDatabase();
    expect(await insertDelivery(database, delivery)).toBe(true);
    expect(await insertDelivery(database, { ...delivery, reply: reply({ title: 'Second' }) })).toBe(false);
    const rows = await database.all('SELECT reply FROM deliveries');
    expect(rows).toHaveLength(1);
    expect(rows[0]!.reply).toContain('First');
  });

  it('is undone with the transaction around it', async () => {
    const database = testDatabase();
    const work = async () => {
      await insertDelivery(database, delivery);
      throw new Error('changed my mind');
    };
    await expect(database.transaction('rows', work)).rejects.toThrow('changed my mind');
    expect(await database.all('SELECT * FROM deliveries')).toEqual([]);
  });
});

describe('deliveryIdOf()', () => {
  it('is the same for the same key, another for another, and safe in any id', () => {
    expect(deliveryIdOf('rule 7:3:C1')).toBe(deliveryIdOf('rule 7:3:C1'));
    expect(deliveryIdOf('rule 7:3:C1')).not.toBe(deliveryIdOf('rule 7:4:C1'));
    expect(deliveryIdOf('<!channel> @everyone')).toMatch(/^[\w-]{16}$/);
  });
});

describe('deliveryQueue()', () => {
  const gone = () => {
    throw new DeliveryError('The channel is archived.', { retryable: false, closed: true });
  };

  it('tells what waits, since when and why', async () => {
    const desk = office({
      answer() {
        throw new DeliveryError('Slack cannot be reached.', { retryable: true, unsent: true });
      },
    });
    const due = desk.now();
    await desk.put('a');
    await desk.put('b');
    await desk.put('held', { dueAt: due + 3_600_000 });
    desk.work();
    await desk.pass(30_000);
    expect(await deliveryQueue(desk).state('test:T1')).toEqual({
      waiting: 2,
      oldest: { dueAt: due, reason: 'Slack cannot be reached.' },
      dead: [],
      deadTotal: 0,
    });
  });

  it('shows the latest that were given up, and how many there are', async () => {
    const desk = office({ answer: gone });
    for (let n = 0; n < 7; n++) await desk.put(`m${n}`);
    desk.work();
    await desk.pass(2_000);
    const { dead, deadTotal, waiting } = await deliveryQueue(desk).state('test:T1');
    expect({ deadTotal, waiting }).toEqual({ deadTotal: 7, waiting: 0 });
    expect(dead.map(({ title }) => title)).toEqual(['m6', 'm5', 'm4', 'm3', 'm2']);
    expect(dead[0]!.reason).toBe('The channel is archived.');
  });

  it('retry() sends again what was given up, once, and writes down who asked', async () => {
    let archived = true;
    const desk = office({ answer: () => (archived ? gone() : undefined) });
    await desk.put('a');
    await desk.put('b');
    desk.work();
    await desk.pass(1_000);
    archived = false;
    const queue = deliveryQueue(desk);
    const [b] = (await queue.state('test:T1')).dead;
    expect(await queue.retry({ tenant: 'test:T1', which: b!.id, by })).toBe(1);
    await desk.pass(1_000);
    expect(desk.titles()).toEqual(['a', 'b', 'b']);
    expect(await desk.database.all('SELECT verb, object, person_id FROM audit')).toMatchObject([
      { verb: 'retried', object: `undelivered message ${b!.id}`, person_id: 'U1' },
    ]);
  });

  it('drop() shows it no more and never sends it', async () => {
    const desk = office({ answer: gone });
    await desk.put('a');
    await desk.put('b');
    desk.work();
    await desk.pass(1_000);
    const queue = deliveryQueue(desk);
    expect(await queue.drop({ tenant: 'test:T1', which: 'all', by })).toBe(2);
    expect(await queue.state('test:T1')).toMatchObject({ dead: [], deadTotal: 0, waiting: 0 });
    await expect(queue.retry({ tenant: 'test:T1', which: 1, by })).rejects.toThrow('No message 1');
    await desk.pass(60_000);
    expect(desk.titles()).toEqual(['a', 'b']);
  });

  it('is each tenant’s own', async () => {
    const desk = office({ answer: gone });
    await desk.put('a');
    desk.work();
    await desk.pass(1_000);
    const queue = deliveryQueue({ database: desk.database, now: handClock().now });
    expect(await queue.state('test:T2')).toEqual({ waiting: 0, dead: [], deadTotal: 0 });
    await expect(queue.drop({ tenant: 'test:T2', which: 1, by })).rejects.toThrow('No message 1');
    expect(await queue.drop({ tenant: 'test:T2', which: 'all', by })).toBe(0);
  });
});
