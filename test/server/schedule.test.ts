import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../../src/common/log.ts';
import { everyMinute } from '../../src/server/schedule.ts';

const start = Date.UTC(2026, 0, 31, 23, 57, 31);
const secondMs = 1000;
const minuteMs = 60 * secondMs;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

function recordedLog() {
  const lines: { level: string; msg: string }[] = [];
  return { lines, log: createLog({ level: 'info', write: (line) => lines.push(JSON.parse(line)) }) };
}

it('everyMinute() runs at the start of every minute until it is stopped', async () => {
  const ran: string[] = [];
  const run = async () => {
    ran.push(new Date().toISOString().slice(11, 19));
  };
  const stop = everyMinute({ run, log: recordedLog().log });
  await vi.advanceTimersByTimeAsync(3 * minuteMs);
  expect(ran).toEqual(['23:58:00', '23:59:00', '00:00:00']);
  await stop();
  await vi.advanceTimersByTimeAsync(10 * minuteMs);
  expect(ran).toHaveLength(3);
});

it('everyMinute() logs a run that throws, and runs again', async () => {
  const { log, lines } = recordedLog();
  const run = vi.fn(async () => {
    throw new Error('no data');
  });
  const stop = everyMinute({ run, log });
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  await stop();
  expect(run).toHaveBeenCalledTimes(2);
  expect(lines).toMatchObject([
    { level: 'error', msg: 'The run of this minute failed', err: { message: 'no data' } },
    { level: 'error', msg: 'The run of this minute failed' },
  ]);
});

it('everyMinute() lets no two runs overlap', async () => {
  const { log, lines } = recordedLog();
  let atOnce = 0;
  let most = 0;
  const run = vi.fn(async () => {
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, 2.5 * minuteMs));
    atOnce--;
  });
  const stop = everyMinute({ run, log });
  await vi.advanceTimersByTimeAsync(4 * minuteMs);
  expect(run).toHaveBeenCalledTimes(2);
  expect(most).toBe(1);
  expect(lines.map(({ msg }) => msg)).toEqual(
    Array(2).fill('The run of an earlier minute has not ended: this minute is skipped'),
  );
  const stopped = stop();
  await vi.advanceTimersByTimeAsync(2.5 * minuteMs);
  await stopped;
  expect(atOnce).toBe(0);
});

it('everyMinute() runs when the minute was noticed late', async () => {
  const run = vi.fn(async () => {});
  const stop = everyMinute({ run, log: recordedLog().log });
  // The event loop was held up: the timer fires with the clock 20 seconds further on.
  vi.setSystemTime(start + 20 * secondMs);
  await vi.advanceTimersByTimeAsync(minuteMs);
  await stop();
  expect(run).toHaveBeenCalled();
});
