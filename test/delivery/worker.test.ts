import { describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/common/errors.ts';
import { refuseDeliveries } from '../support/database/refusal.ts';
import { office } from './office.ts';

const slowDown = (retryAfterMs: number) => new DeliveryError('Slower.', { retryable: true, retryAfterMs });
const noAnswer = () => new DeliveryError('No answer.', { retryable: true });
const offline = () => new DeliveryError('Not connected.', { retryable: true, unsent: true });

describe('startDelivery()', () => {
  test('sends what is due once and keeps the receipt', async () => {
    const desk = office();
    await desk.put('a');
    desk.work();
    await desk.pass(1_000);
    expect(desk.titles()).toEqual(['a']);
    expect(await desk.row('a')).toMatchObject({
      state: 'sent',
      receipt: `receipt ${desk.sendings[0]!.deliveryId}`,
    });
  });

  test('sends nothing before it is due', async () => {
    const desk = office();
    await desk.put('later', { dueAt: desk.now() + 60_000 });
    await desk.put('now');
    desk.work();
    await desk.pass(59_000);
    expect(desk.titles()).toEqual(['now']);
    await desk.pass(2_000);
    expect(desk.titles()).toEqual(['now', 'later']);
  });

  test('keeps the order of a conversation while its first message waits for the platform', async () => {
    const desk = office({
      answer({ title, attempt }) {
        if (title === 'a' && attempt <= 2) throw slowDown(7_000);
      },
    });
    for (const title of ['a', 'b', 'c']) await desk.put(title);
    desk.work();
    await desk.pass(30_000);
    expect(desk.titles()).toEqual(['a', 'a', 'a', 'b', 'c']);
    expect(desk.sendings[1]!.at).toBeGreaterThanOrEqual(7_000);
    expect(desk.sendings[2]!.at).toBeGreaterThanOrEqual(14_000);
  });

  test('lets no conversation wait for another', async () => {
    const never = new Promise<void>(() => {});
    const desk = office({ answer: ({ channel }) => (channel === 'slow' ? never : undefined) });
    for (const title of ['s1', 's2', 's3']) await desk.put(title, { channel: 'slow' });
    for (const title of ['a', 'b']) await desk.put(title, { channel: 'quick' });
    desk.work();
    await desk.pass(1_000);
    expect(desk.titles()).toEqual(['s1', 'a', 'b']);
  });

  test('lets a message that is never answered hold up the others only three times', async () => {
    const desk = office({
      answer({ title }) {
        if (title === 'poison') throw noAnswer();
      },
    });
    await desk.put('poison');
    await desk.put('next');
    desk.work();
    await desk.pass(60_000);
    const titles = desk.titles();
    expect(titles.slice(0, 4)).toEqual(['poison', 'poison', 'poison', 'next']);
    expect(titles.filter((it) => it === 'next')).toHaveLength(1);
  });

  test('keeps the order however long the platform is away', async () => {
    let away = true;
    const desk = office({
      answer() {
        if (away) throw offline();
      },
    });
    for (const title of ['a', 'b', 'c']) await desk.put(title);
    desk.work();
    await desk.pass(6 * 3_600_000, { step: 10_000 });
    away = false;
    const tried = desk.sendings.length;
    expect(tried).toBeLessThan(100);
    await desk.pass(6 * 60_000, { step: 1_000 });
    expect(desk.titles().slice(tried)).toEqual(['a', 'b', 'c']);
    expect(desk.sendings.every(({ marked }) => !marked)).toBe(true);
  });

  test('waits longer after every failure, up to five minutes', async () => {
    const desk = office({
      answer() {
        throw offline();
      },
    });
    await desk.put('a');
    desk.work();
    await desk.pass(20 * 60_000, { step: 500 });
    const gaps = desk.sendings.slice(1).map(({ at }, index) => at - desk.sendings[index]!.at);
    const expected = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000);
    for (const [index, gap] of expected.entries()) {
      expect(gaps[index]).toBeGreaterThanOrEqual(gap);
      expect(gaps[index]).toBeLessThanOrEqual(gap + 500);
    }
  });

  test('gives up what cannot be delivered in time', async () => {
    const desk = office({
      answer() {
        throw offline();
      },
    });
    await desk.put('a', { expiresAt: desk.now() + 60_000 });
    desk.work();
    await desk.pass(10 * 60_000, { step: 1_000 });
    expect(await desk.row('a')).toMatchObject({
      state: 'dead',
      reason: 'It could not be delivered in time.',
    });
  });

  test('gives up at once what the platform refuses for good, and goes on', async () => {
    const desk = office({
      answer({ title }) {
        if (title === 'bad') throw new DeliveryError('Slack answered invalid_blocks.', { retryable: false });
      },
    });
    await desk.put('bad');
    await desk.put('good');
    desk.work();
    await desk.pass(1_000);
    expect(desk.titles()).toEqual(['bad', 'good']);
    expect(await desk.row('bad')).toMatchObject({ state: 'dead', reason: 'Slack answered invalid_blocks.' });
    expect(desk.closed).toEqual([]);
  });

  test('says which rule spoke into a closed conversation', async () => {
    const desk = office({
      answer() {
        throw new DeliveryError('The channel is archived.', { retryable: false, closed: true });
      },
    });
    await desk.put('a', { rule: 'r7' });
    desk.work();
    await desk.pass(60_000);
    expect(desk.titles()).toEqual(['a']);
    expect(desk.closed).toMatchObject([
      { key: 'a', tenant: 'test:T1', rule: 'r7', reason: 'The channel is archived.' },
    ]);
  });

  test('shares the work among several workers', async () => {
    const desk = office();
    for (let n = 0; n < 100; n++) await desk.put(`${n}`, { channel: `C${n % 10}` });
    for (let n = 0; n < 3; n++) desk.work();
    await desk.pass(10_000);
    expect(desk.titles()).toHaveLength(100);
    for (let lane = 0; lane < 10; lane++) {
      const inOrder = desk.sendings.filter(({ channel }) => channel === `C${lane}`).map(({ title }) => title);
      expect(inOrder).toEqual(Array.from({ length: 10 }, (_, n) => `${n * 10 + lane}`));
    }
  });

  test('is not stopped by a clock that is set back five hours', async () => {
    const desk = office({
      answer({ attempt }) {
        if (attempt === 1) throw slowDown(30_000);
      },
    });
    await desk.put('a', { dueAt: desk.now() - 24 * 3_600_000, expiresAt: desk.now() + 24 * 3_600_000 });
    desk.work();
    await desk.pass(1_000);
    desk.jump(-5 * 3_600_000);
    await desk.pass(60_000);
    expect(desk.titles()).toEqual(['a', 'a']);
  });

  test('sends as many a second as the platform takes', async () => {
    const desk = office({ sendsPerSecond: 20 });
    for (let n = 0; n < 100; n++) await desk.put(`${n}`, { channel: `C${n}` });
    desk.work();
    await desk.pass(10_000);
    expect(desk.sendings).toHaveLength(100);
    for (const { at } of desk.sendings)
      expect(desk.sendings.filter((it) => it.at >= at && it.at < at + 1_000).length).toBeLessThanOrEqual(20);
    // One after the other: what goes out at once arrives over half a second, and meets what goes out in the next.
    expect(desk.sendings.at(-1)!.at).toBeLessThan(5_500);
  });

  test('sends an alert before the digests that have been due for longer', async () => {
    const desk = office({ sendsPerSecond: 50 });
    for (let n = 0; n < 500; n++) await desk.put(`digest ${n}`, { channel: `D${n}` });
    desk.work();
    await desk.pass(1_000);
    const before = desk.sendings.length;
    await desk.put('alert', { channel: 'A', rule: '7' });
    await desk.pass(12_000);
    // Those that are leased already are handed over first: 64 at the most.
    expect(desk.titles().indexOf('alert')).toBeLessThanOrEqual(before + 64);
    expect(desk.titles()).toHaveLength(501);
  });

  test('keeps an alert behind what was due before it in its own conversation', async () => {
    const desk = office();
    await desk.put('digest');
    await desk.put('alert', { rule: '7' });
    desk.work();
    await desk.pass(1_000);
    expect(desk.titles()).toEqual(['digest', 'alert']);
  });

  test('leaves the budget of a platform to the process whose it is, and where there is none sends', async () => {
    let ours = false;
    const limited = office({ sendsPerSecond: 20, maySpend: () => ours });
    await limited.put('a');
    limited.work();
    await limited.pass(10_000);
    expect(limited.titles()).toEqual([]);
    ours = true;
    await limited.pass(10_000);
    expect(limited.titles()).toEqual(['a']);
    const free = office({ maySpend: () => false });
    await free.put('b');
    free.work();
    await free.pass(1_000);
    expect(free.titles()).toEqual(['b']);
  });

  test('hands on what it had leased when another process spends the budget by then', async () => {
    let ours = true;
    const limited = office({ sendsPerSecond: 1, maySpend: () => ours });
    for (const title of ['a', 'b']) await limited.put(title, { channel: title });
    limited.work();
    await limited.pass(500);
    ours = false;
    await limited.pass(5_000);
    expect(limited.titles()).toEqual(['a']);
    expect(await limited.row('b')).toMatchObject({ state: 'waiting' });
  });

  test('frees a message whose sending could not be written down, though others are still being sent', async () => {
    const never = new Promise<void>(() => {});
    const desk = office({ answer: ({ title }) => (title === 'slow' ? never : undefined) });
    await desk.put('slow', { channel: 'C1' });
    await desk.put('a', { channel: 'C2' });
    const { database } = desk;
    const relent = await refuseDeliveries({ database, event: 'UPDATE OF state', when: `new.key = 'a'` });
    desk.work();
    await desk.pass(10_000);
    expect(desk.titles()).toEqual(['slow']);
    await relent();
    await desk.pass(20_000);
    expect(desk.titles()).toEqual(['slow', 'a']);
    expect(await desk.row('a')).toMatchObject({ state: 'sent' });
  });

  test('gives up a message that cannot be read, and goes on', async () => {
    const desk = office();
    await desk.put('damaged');
    await desk.put('whole');
    await desk.database.run(`UPDATE deliveries SET reply = '{"title": 7' WHERE key = 'damaged'`);
    desk.work();
    await desk.pass(1_000);
    expect(desk.titles()).toEqual(['whole']);
    expect(await desk.row('damaged')).toMatchObject({ state: 'dead' });
  });

  test('stop() gives back what was not handed over', async () => {
    const desk = office({ sendsPerSecond: 1 });
    for (let n = 0; n < 5; n++) await desk.put(`${n}`, { channel: `C${n}` });
    const first = desk.work();
    await desk.pass(100);
    await first.stop();
    const sent = desk.sendings.length;
    desk.work();
    await desk.pass(5_000);
    expect(desk.titles().toSorted()).toEqual(['0', '1', '2', '3', '4']);
    expect(desk.sendings[sent]!.at).toBeLessThan(1_500);
  });
});
