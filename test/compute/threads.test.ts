import { describe, expect, onTestFinished, test } from 'vitest';
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

describe('close()', () => {
  test('rejects what is being computed, and what waits', async () => {
    const threads = openThreads({ count: 1 });
    const asked = [caseOf(), caseOf()].map((one) => threads.compute('sensitivities', one));
    const settled = Promise.allSettled(asked);
    await threads.close();
    for (const one of await settled) expect(one).toMatchObject({ status: 'rejected' });
  });
});
