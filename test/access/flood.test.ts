import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floodGate, floodLimits } from '../../src/access/flood.ts';
import { handClock } from '../support/handClock.ts';

const minuteMs = 60_000;

describe('floodGate()', () => {
  function gate(limits = floodLimits) {
    const clock = handClock();
    const { check, size } = floodGate({ now: clock.now, limits });
    const ask = (person = 'U1', tenant = 'slack:T1') => check({ tenant, person });
    return { clock, ask, size };
  }

  it('check() lets one person ask 15 times at once, and then once every two seconds', () => {
    const { clock, ask } = gate();
    for (let n = 0; n < 15; n++) expect(ask()).toBeUndefined();
    expect(ask()).toEqual({ over: 'person', limit: { perMinute: 30, burst: 15 }, waitMs: 2000 });
    clock.advance(1999);
    expect(ask()).toMatchObject({ waitMs: 1 });
    clock.advance(1);
    expect(ask()).toBeUndefined();
    expect(ask()).toMatchObject({ waitMs: 2000 });
  });

  it('check() lets a tenant ask 300 times at once, whoever asks, and other tenants as well', () => {
    const { ask } = gate();
    for (let n = 0; n < 300; n++) expect(ask(`U${n}`)).toBeUndefined();
    expect(ask('U300')).toEqual({ over: 'tenant', limit: { perMinute: 300, burst: 300 }, waitMs: 200 });
    expect(ask('U300', 'slack:T2')).toBeUndefined();
  });

  it('check() tells the same id in two tenants apart', () => {
    const { ask } = gate({ ...floodLimits, person: { perMinute: 1, burst: 1 } });
    expect(ask('U1', 'slack:T1')).toBeUndefined();
    expect(ask('U1', 'discord:G1')).toBeUndefined();
    expect(ask('U1', 'slack:T1')).toMatchObject({ over: 'person' });
  });

  it('check() counts nothing that it refuses', () => {
    const { clock, ask } = gate();
    for (let n = 0; n < 15; n++) ask();
    for (let n = 0; n < 1000; n++) expect(ask()).toMatchObject({ waitMs: 2000 });
    for (let n = 0; n < 285; n++) expect(ask(`V${n}`)).toBeUndefined();
    expect(ask('V285')).toMatchObject({ over: 'tenant' });
    clock.advance(2000);
    expect(ask()).toBeUndefined();
  });

  it('check() answers in any span of time no more than the burst and what the span fills', () => {
    const steps = fc.array(fc.integer({ min: -2000, max: 4000 }), { maxLength: 300 });
    fc.assert(
      fc.property(steps, (advances) => {
        const { clock, ask } = gate();
        let [answered, passedMs] = [0, 0];
        for (const ms of advances) {
          clock.advance(ms);
          passedMs += Math.max(0, ms);
          if (ask() === undefined) answered++;
        }
        expect(answered).toBeLessThanOrEqual(15 + (passedMs * 30) / minuteMs);
      }),
    );
  });

  it('check() answers after the wait it named', () => {
    const many = fc.integer({ min: 1, max: 40 });
    const limit = fc.record({
      perMinute: fc.integer({ min: 1, max: 1000 }),
      burst: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(limit, many, (person, questions) => {
        const { clock, ask } = gate({ ...floodLimits, person });
        for (let n = 0; n < questions; n++) clock.advance(ask()?.waitMs ?? 0);
        const refused = ask();
        clock.advance(refused?.waitMs ?? 0);
        if (refused) expect(ask()).toBeUndefined();
      }),
    );
  });

  it('size() forgets those who have been silent for two minutes', () => {
    const { clock, ask, size } = gate();
    for (let n = 0; n < 10_000; n++) ask(`U${n}`, `slack:T${n % 1000}`);
    expect(size()).toBe(11_000);
    clock.advance(2 * minuteMs);
    ask();
    expect(size()).toBe(2);
  });
});
