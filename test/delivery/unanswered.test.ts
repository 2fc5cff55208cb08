import { describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/common/errors.ts';
import { office } from './office.ts';

const slowDown = (retryAfterMs: number) => new DeliveryError('Slower.', { retryable: true, retryAfterMs });
const noAnswer = () => new DeliveryError('No answer.', { retryable: true });

describe('startDelivery() of what may have arrived', () => {
  test('marks what may have arrived before, where nobody can look', async () => {
    const desk = office({
      answer({ attempt }) {
        if (attempt === 1) throw noAnswer();
      },
    });
    await desk.put('a');
    desk.work();
    await desk.pass(60_000);
    expect(desk.sendings.map(({ marked }) => marked)).toEqual([false, true]);
    expect(desk.sendings[0]!.deliveryId).toBe(desk.sendings[1]!.deliveryId);
  });

  test('looks for what may have arrived before it sends again', async () => {
    const asked: number[] = [];
    const desk = office({
      answer({ attempt }) {
        if (attempt === 1) throw noAnswer();
      },
      async reconcile(_, { deliveryId, sentAfter }) {
        asked.push(sentAfter);
        return deliveryId === desk.sendings[0]!.deliveryId ? 'delivered' : 'absent';
      },
    });
    const began = desk.now();
    await desk.put('arrived');
    await desk.put('lost', { channel: 'C2' });
    desk.work();
    await desk.pass(60_000);
    expect(desk.titles().toSorted()).toEqual(['arrived', 'lost', 'lost']);
    expect(desk.sendings.every(({ marked }) => !marked)).toBe(true);
    expect(asked).toEqual([began, began]);
  });

  test('looks later when the platform asks for that, and sends nothing meanwhile', async () => {
    let looks = 0;
    const desk = office({
      answer({ attempt }) {
        if (attempt === 1) throw noAnswer();
      },
      async reconcile() {
        looks += 1;
        if (looks < 3) throw slowDown(60_000);
        return 'delivered';
      },
    });
    await desk.put('a');
    desk.work();
    await desk.pass(5 * 60_000, { step: 1_000 });
    expect(looks).toBe(3);
    expect(desk.titles()).toEqual(['a']);
    expect(await desk.row('a')).toMatchObject({ state: 'sent' });
  });

  test('takes a fault of the adapter for an answer that was lost', async () => {
    const desk = office({
      answer({ attempt }) {
        if (attempt === 1) throw new TypeError('undefined is not a function');
      },
    });
    await desk.put('a');
    desk.work();
    await desk.pass(60_000);
    expect(desk.sendings.map(({ marked }) => marked)).toEqual([false, true]);
  });

  test('gives up waiting for an adapter that never comes back', async () => {
    const never = new Promise<void>(() => {});
    const desk = office({ answer: ({ attempt }) => (attempt === 1 ? never : undefined) });
    await desk.put('a');
    desk.work();
    await desk.pass(2 * 60_000, { step: 1_000 });
    expect(desk.sendings.map(({ marked }) => marked)).toEqual([false, true]);
  });

  /** A worker that can stand still, as a process does that is stopped: neither its waits nor what it sends go on. */
  function stopping() {
    const goesOn = Promise.withResolvers<void>();
    let stands: Promise<void> | undefined;
    const onItsWay = [goesOn.promise];
    const desk = office({ onItsWay: () => onItsWay.shift(), reconcile: async () => 'absent' });
    return {
      desk,
      work: () => desk.work({ wait: (...asked) => desk.wait(...asked).then(() => stands) }),
      stop() {
        stands = goesOn.promise;
      },
      goOn: goesOn.resolve,
    };
  }

  test('posts nothing that became another worker’s while it stood still between its claim and its post', async () => {
    const { desk, work, stop, goOn } = stopping();
    await desk.put('a');
    work();
    await desk.pass(200);
    stop();
    desk.work();
    await desk.pass(20_000, { step: 1_000 });
    expect(desk.titles()).toEqual(['a']);
    goOn();
    await desk.pass(1_000);
    expect(desk.titles()).toEqual(['a']);
    expect(await desk.row('a')).toMatchObject({ state: 'sent', attempts: 0 });
  });

  test('posts once what it had claimed before it stood still, where nobody else has it', async () => {
    const { desk, work, stop, goOn } = stopping();
    await desk.put('a');
    work();
    await desk.pass(200);
    stop();
    await desk.pass(20_000, { step: 1_000 });
    expect(desk.titles()).toEqual([]);
    goOn();
    await desk.pass(1_000);
    expect(desk.sendings.map(({ marked }) => marked)).toEqual([false]);
  });

  test('takes over what another worker was sending when it died', async () => {
    const never = new Promise<void>(() => {});
    const desk = office({ answer: ({ attempt }) => (attempt === 1 ? never : undefined) });
    await desk.put('a');
    // A worker of a dead process renews nothing and records nothing.
    const dead = desk.work();
    await desk.pass(200);
    void dead.stop();
    desk.work();
    await desk.pass(10_000);
    expect(desk.titles()).toEqual(['a']);
    await desk.pass(10_000);
    expect(desk.sendings.map(({ marked }) => marked)).toEqual([false, true]);
    expect(await desk.row('a')).toMatchObject({ state: 'sent' });
  });
});
