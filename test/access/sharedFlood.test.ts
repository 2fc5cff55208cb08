import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floodGate, floodLimits } from '../../src/access/flood.ts';
import { sharedFloodGate } from '../../src/access/sharedFlood.ts';
import { StorageError } from '../../src/common/errors.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handClock } from '../support/handClock.ts';

const ada = { tenant: 'slack:T1', person: 'U1' };

function replicas(limits = floodLimits) {
  const [database, clock] = [testDatabase(), handClock()];
  return { clock, gates: [0, 1, 2].map(() => sharedFloodGate({ database, now: clock.now, limits })) };
}

describe('sharedFloodGate()', () => {
  it('check() lets one person ask 15 times at once over all processes, however many ask at once', async () => {
    const { clock, gates } = replicas();
    const asked = Array.from({ length: 40 }, (_, at) => gates[at % 3]!.check(ada));
    const refused = (await Promise.all(asked)).filter((it) => it !== undefined);
    expect(refused).toHaveLength(25);
    expect(refused[0]).toEqual({ over: 'person', limit: floodLimits.person, waitMs: 2_000 });
    clock.advance(1_999);
    for (const gate of gates) expect(await gate.check(ada)).toMatchObject({ waitMs: 1 });
    clock.advance(1);
    const next = await Promise.all(gates.map((gate) => gate.check(ada)));
    expect(next.filter((it) => it === undefined)).toHaveLength(1);
  });

  it('check() takes nothing from a person whom it refuses because of all others', async () => {
    const { clock, gates } = replicas({ ...floodLimits, tenant: { perMinute: 60, burst: 5 } });
    const others = Array.from({ length: 20 }, (_, at) => gates[at % 3]!.check({ ...ada, person: `V${at}` }));
    expect((await Promise.all(others)).filter((it) => it === undefined)).toHaveLength(5);
    expect(await gates[0]!.check(ada)).toMatchObject({ over: 'tenant', waitMs: 1_000 });
    expect(await gates[0]!.check({ tenant: 'slack:T2', person: 'U1' })).toBeUndefined();
    clock.advance(60_000);
    for (let at = 0; at < 5; at++) expect(await gates[at % 3]!.check(ada)).toBeUndefined();
  });

  it('check() says what floodGate() says of one process, whatever comes when', async () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 2 })), {
      minLength: 20,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (asked) => {
        // One each 1,024 ms: the memory of one process counts in parts of a question, here without rounding.
        const limits = { ...floodLimits, person: { perMinute: 60_000 / 1_024, burst: 3 } };
        const { clock, gates } = replicas(limits);
        const one = floodGate({ now: clock.now, limits });
        for (const [ms, at] of asked) {
          clock.advance(ms);
          expect(await gates[at]!.check(ada)).toEqual(one.check(ada));
        }
      }),
      { numRuns: 5 },
    );
  });

  it('check() refuses nobody for long for a clock that was set back, or whose database cannot be written', async () => {
    const { clock, gates } = replicas();
    for (let n = 0; n < 15; n++) await gates[0]!.check(ada);
    clock.advance(-3_600_000);
    expect(await gates[1]!.check(ada)).toBeUndefined();
    const fails = () => Promise.reject(new StorageError('The disk is full'));
    const database = { ...testDatabase(), run: fails, runMany: fails };
    const gate = sharedFloodGate({ database, now: clock.now });
    for (let n = 0; n < 15; n++) expect(await gate.check(ada)).toBeUndefined();
    expect(await gate.check(ada)).toMatchObject({ over: 'person' });
  });
});
