import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { usual } from '../../gallery/charts.ts';
import { createPainter, type Painter } from '../../src/pictures/painter.ts';

const job = { chart: usual.fleet!, theme: 'light' as const };
let painter: Painter;
afterEach(() => painter.close());

/** Stands in for a thread: answers when told to. */
class FakeThread extends EventEmitter {
  asked: unknown[] = [];
  ended = false;
  postMessage(message: unknown) {
    this.asked.push(message);
  }
  async terminate() {
    this.ended = true;
    this.emit('exit', 1);
    return 1;
  }
  answer = () => this.emit('message', { png: new Uint8Array([1]) });
}

function withFakes() {
  const threads: FakeThread[] = [];
  const timers: { action: () => void; ms: number }[] = [];
  const fakes = {
    later: (action: () => void, ms: number) => {
      const timer = { action, ms };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    start: () => {
      threads.push(new FakeThread());
      return threads.at(-1) as unknown as Worker;
    },
  };
  /** What was set first for that long happens. */
  const pass = (ms: number) =>
    timers
      .splice(
        timers.findIndex((timer) => timer.ms === ms),
        1,
      )[0]!
      .action();
  painter = createPainter(fakes);
  return { threads, pass, pending: () => timers.map(({ ms }) => ms) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('createPainter()', () => {
  it('paints a PNG of three pixels for each logical one, in a thread', async () => {
    painter = createPainter();
    const png = Buffer.from(await painter.paint(job));
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1260, 756]);
  });

  it('rejects what cannot be drawn, and paints the next', async () => {
    painter = createPainter();
    const broken = { ...job, chart: { ...job.chart, bars: [] } as typeof job.chart };
    await expect(painter.paint(broken)).rejects.toThrow();
    await expect(painter.paint(job)).resolves.toBeDefined();
  });

  it('starts no thread before a picture is asked for, and one for all', async () => {
    const { threads } = withFakes();
    expect(threads).toHaveLength(0);
    const both = [painter.paint(job), painter.paint(job)];
    await settled();
    expect(threads[0]!.asked).toHaveLength(1);
    threads[0]!.answer();
    await settled();
    expect(threads[0]!.asked).toHaveLength(2);
    threads[0]!.answer();
    await Promise.all(both);
    expect(threads).toHaveLength(1);
  });

  it('gives a picture up after two seconds, and the next to a fresh thread', async () => {
    const { threads, pass } = withFakes();
    const first = painter.paint(job);
    await settled();
    threads[0]!.answer();
    await first;
    const slow = painter.paint(job);
    await settled();
    pass(2_000);
    await expect(slow).rejects.toThrow('within 2000 ms');
    expect(threads[0]!.ended).toBe(true);
    const next = painter.paint(job);
    await settled();
    threads[1]!.answer();
    await expect(next).resolves.toEqual(new Uint8Array([1]));
  });

  it('ends the thread after a minute without pictures', async () => {
    const { threads, pass, pending } = withFakes();
    const painted = painter.paint(job);
    await settled();
    threads[0]!.answer();
    await painted;
    expect(pending()).toEqual([60_000]);
    pass(60_000);
    expect(threads[0]!.ended).toBe(true);
  });

  it('takes a fresh thread after 250 pictures', async () => {
    const { threads } = withFakes();
    for (let count = 0; count < 251; count += 1) {
      const painted = painter.paint(job);
      await settled();
      threads.at(-1)!.answer();
      await painted;
    }
    expect(threads.map(({ asked, ended }) => [asked.length, ended])).toEqual([
      [250, true],
      [1, false],
    ]);
  });

  it('survives a thread that breaks while nothing is painted', async () => {
    const { threads } = withFakes();
    const painted = painter.paint(job);
    await settled();
    threads[0]!.answer();
    await painted;
    threads[0]!.emit('error', new Error('out of memory'));
    const next = painter.paint(job);
    await settled();
    threads[1]!.answer();
    await expect(next).resolves.toBeDefined();
  });

  it('rejects what it is asked once it is closed', async () => {
    withFakes();
    await painter.close();
    await expect(painter.paint(job)).rejects.toThrow('No pictures are painted any more');
  });
});
