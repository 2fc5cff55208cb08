import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { type ReadText, readHere } from '../../src/compute/readings.ts';
import { openThreads } from '../../src/compute/threads.ts';
import { comparePivot, OutOfRangeError, sensitivities } from '../../src/economics/index.ts';
import { caseOf } from '../economics/mineOrLease/fixtures.ts';

function open(count: number) {
  const threads = openThreads({ count });
  onTestFinished(threads.close);
  return threads;
}

describe('compute()', () => {
  test('gives what the function itself gives', async () => {
    const { compute } = open(1);
    expect(await compute('comparePivot', caseOf())).toEqual(comparePivot(caseOf()));
  });

  test('answers each of many in turn when there are fewer threads', async () => {
    const { compute } = open(2);
    const months = ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
    const cases = months.map((startMonth) => caseOf({ startMonth }));
    const answers = await Promise.all(cases.map((one) => compute('sensitivities', one)));
    expect(answers).toEqual(cases.map((one) => sensitivities(one)));
  });

  test('rejects with what the task throws, and goes on with the next', async () => {
    const { compute } = open(1);
    const wrong = compute('sensitivities', { ...caseOf(), startMonth: 'soon' });
    const right = compute('sensitivities', caseOf());
    await expect(wrong).rejects.toThrow(OutOfRangeError);
    await expect(wrong).rejects.toThrow(/soon/);
    expect(await right).toEqual(sensitivities(caseOf()));
  });

  test('leaves the main thread to others: its events go on being handled meanwhile', async () => {
    const { compute } = open(1);
    let turns = 0;
    let running = true;
    const turn = () => {
      turns++;
      if (running) setImmediate(turn);
    };
    setImmediate(turn);
    await compute('sensitivities', caseOf());
    running = false;
    expect(turns).toBeGreaterThan(100);
  });
});

describe('readText()', () => {
  const threads = openThreads({ count: 1 });
  afterAll(threads.close);
  const times = Array.from({ length: 3000 }, (_, at) => new Date(at * 900_000).toISOString());
  const options = { start: 'start', price: 'price', unit: '$/MWh' };
  const pricesOf = (price: string) => ({
    text: ['start,price', ...times.map((time) => `${time},${price}`)].join('\n'),
    ...{ format: 'generic', options },
  });

  test.each([
    ['what its reader gives', 'prices', pricesOf('42.5')],
    ['SourceError in its words', 'prices', pricesOf('free')],
    ['UserError in its words', 'prices', { ...pricesOf('42.5'), options: { ...options, unit: '$/day' } }],
    ['UserError in its words', 'meter', { name: 'a.csv', timeZone: 'UTC', ...pricesOf('42.5') }],
  ] as const)('gives %s of a long text', async (_, what, asked) => {
    const of = async (read: ReadText) => {
      const error = await read(what as 'prices', asked as never).catch((refused) => refused);
      return error instanceof Error ? [error.constructor, error.message] : error;
    };
    expect(await of(threads.readText)).toEqual(await of(readHere));
  });
});

describe('close()', () => {
  test('rejects what is being computed, and what waits', async () => {
    const threads = openThreads({ count: 1 });
    const asked = [caseOf(), caseOf()].map((one) => threads.compute('sensitivities', one));
    const settled = Promise.allSettled(asked);
    await threads.close();
    for (const one of await settled) expect(one).toMatchObject({ status: 'rejected' });
  });
});
