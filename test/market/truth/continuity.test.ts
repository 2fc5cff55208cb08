import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chain } from '../../../src/market/contract.ts';
import { reference } from '../../../src/market/reference.ts';
import {
  agreeOnChain,
  contradictsChain,
  contradictsFees,
  contradictsHashrate,
} from '../../../src/market/truth/continuity.ts';

const { chain } = reference;
const now = reference.observedAt;
const minutes = (count: number) => count * 60_000;
const DAY = 86_400_000;
const last = { value: chain, source: 'mempool.space', observedAt: now, confirmed: true };
const next: Chain = { ...chain, height: chain.height + 3, tipTime: chain.tipTime + minutes(25) };
const later = now + minutes(30);

/** The chain some periods on, each of which took so many days. */
const periodsOn = (periods: number, { factor, days }: { factor: number; days: number }): Chain => ({
  ...chain,
  height: chain.periodStartHeight + periods * 2016,
  difficulty: chain.difficulty * factor,
  periodStartHeight: chain.periodStartHeight + periods * 2016,
  periodStartTime: chain.periodStartTime + periods * days * DAY,
});

describe('contradictsChain', () => {
  it('lets the next blocks at the same difficulty pass', () => {
    expect(contradictsChain(next, { now: later, last })).toBeUndefined();
  });

  it('names a difficulty that changes off a retarget height', () => {
    const moved = { ...next, difficulty: 125_864_590_119_494.27 };
    expect(contradictsChain(moved, { now: later, last })).toBe(
      'difficulty 125,864,590,119,494 after 141,668,107,417,558 with no retarget in between',
    );
  });

  it('lets ×¼ to ×4 pass across a retarget when the period took the time for it, and no more', () => {
    const across = (factor: number, days: number) =>
      contradictsChain(periodsOn(1, { factor, days }), { now: now + 60 * DAY, last });
    for (const factor of [0.25, 0.8884, 1, 4]) expect(across(factor, 14 / factor)).toBeUndefined();
    for (const factor of [0.24, 4.01, 1000])
      expect(across(factor, 14)).toMatch(/accepted ×¼ to ×4 per retarget$/);
    expect(across(0.2564, 14)).toMatch(/^difficulty .* where block times make it ×1$/);
  });

  it('lets pass what several retargets can do together', () => {
    const far = periodsOn(2, { factor: 15, days: 4 });
    expect(contradictsChain(far, { now: now + 30 * DAY, last })).toBeUndefined();
  });

  it('lets a small reorganisation pass, and names a height far back or far ahead', () => {
    const at = (height: number, when = now) => contradictsChain({ ...chain, height }, { now: when, last });
    expect(at(934_539)).toBeUndefined();
    expect(at(934_441)).toBe('height 934,441, which is 100 below the last known');
    expect(at(934_551)).toBeUndefined();
    expect(at(934_552)).toBe('height 934,552, which is 11 above the last known');
    expect(at(934_830, now + DAY)).toBeUndefined();
  });

  it('names another start of the period, and another last retarget', () => {
    const moved = { ...next, periodStartTime: chain.periodStartTime + minutes(600) };
    expect(contradictsChain(moved, { now: later, last })).toBe('another start of the same period');
    const zero = { ...next, previousRetargetPercent: 0 };
    expect(contradictsChain(zero, { now: later, last })).toBe('a last retarget of 0% after −3.280111%');
  });

  it('judges a first contact by the built-in reference', () => {
    const first = (fields: Partial<Chain>, when = later) =>
      contradictsChain({ ...next, ...fields }, { now: when });
    expect(first({})).toBeUndefined();
    expect(first({ difficulty: chain.difficulty / 3.9 })).toMatch(
      /^difficulty .* fit the built-in reference/,
    );
    expect(first({ height: chain.height + 2_400 })).toMatch(/^height .* fit the built-in reference/);
    expect(first({ height: chain.height - 100 })).toMatch(/^height/);
    expect(first({ height: chain.height + 50_000 }, now + 365 * DAY)).toBeUndefined();
  });
});

describe('agreeOnChain', () => {
  it('is so between tips some blocks apart, and across a retarget that one has not heard of', () => {
    expect(agreeOnChain(chain, next)).toBe(true);
    expect(agreeOnChain(next, chain)).toBe(true);
    expect(agreeOnChain(chain, { ...next, height: chain.height + 11 })).toBe(false);
    expect(agreeOnChain(chain, { ...next, difficulty: chain.difficulty / 3.9 })).toBe(false);
  });
});

describe('contradictsFees', () => {
  const known = { value: { btcPerBlock: 0.02 }, source: 'mempool.space', observedAt: now, confirmed: true };

  it('believes ×2 within minutes, more with the hours, and never 49 BTC', () => {
    const said = (btcPerBlock: number, hours: number) =>
      contradictsFees({ btcPerBlock }, { last: known, now: now + hours * 3_600_000 });
    expect(said(0.039, 0)).toBeUndefined();
    expect(said(0.011, 0)).toBeUndefined();
    expect(said(0.06, 0)).toBe('fees 0.06 BTC per block after 0.02');
    expect(said(0.06, 1)).toBeUndefined();
    for (const hours of [0, 12, 1_000]) expect(said(49, hours)).toBe('fees 49 BTC per block after 0.02');
  });

  it('believes up to 1 BTC with nothing known', () => {
    expect(contradictsFees({ btcPerBlock: 0.9 }, { now })).toBeUndefined();
    expect(contradictsFees({ btcPerBlock: 49 }, { now })).toBe(
      'fees 49 BTC per block, where up to 1 is usual',
    );
  });

  it('believes what has not moved, whatever it is and however long ago', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 50, noNaN: true }), fc.nat(1_000), (btcPerBlock, hours) => {
        const same = { ...known, value: { btcPerBlock } };
        expect(
          contradictsFees({ btcPerBlock }, { last: same, now: now + hours * 3_600_000 }),
        ).toBeUndefined();
      }),
    );
  });
});

describe('contradictsHashrate', () => {
  it('names a third of what bits and pace of the blocks say', () => {
    const observed = (ehPerS: number) => contradictsHashrate({ ehPerS, window: '3 days' }, { chain });
    expect(observed(1_014)).toBeUndefined();
    expect(observed(850)).toBeUndefined();
    expect(observed(1_014 / 3)).toMatch(/^network hashrate 338 EH\/s, where the blocks say \d+/);
    expect(observed(1_014 * 3)).toBeDefined();
  });
});
