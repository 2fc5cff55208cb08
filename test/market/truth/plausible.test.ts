import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reference } from '../../../src/market/reference.ts';
import { refuseChain, refuseFees, refuseHashrate, refusePrice } from '../../../src/market/truth/plausible.ts';

const { chain } = reference;
const now = reference.observedAt;
const minutes = (count: number) => count * 60_000;

describe('refusePrice', () => {
  it.each([
    [-5, 'price −5 USD, accepted 100 to 100,000,000 USD'],
    [0, 'price 0 USD, accepted 100 to 100,000,000 USD'],
    [99.99, 'price 99.99 USD, accepted 100 to 100,000,000 USD'],
    [1e12, 'price 1,000,000,000,000 USD, accepted 100 to 100,000,000 USD'],
    [Number.NaN, 'price NaN USD, accepted 100 to 100,000,000 USD'],
  ])('refuses %d', (price, refusal) => {
    expect(refusePrice(price)).toBe(refusal);
  });

  it('accepts 100 to 100,000,000 and nothing else', () => {
    fc.assert(
      fc.property(fc.double(), (price) => {
        expect(refusePrice(price) === undefined).toBe(price >= 100 && price <= 100_000_000);
      }),
    );
  });
});

describe('refuseFees', () => {
  it('accepts what 144 blocks have paid, and refuses sats in place of BTC', () => {
    for (const btcPerBlock of [0, 0.0217, 8.3]) expect(refuseFees({ btcPerBlock })).toBeUndefined();
    expect(refuseFees({ btcPerBlock: 2_170_870 })).toBe(
      'fees 2,170,870 BTC per block, accepted 0 to 50 BTC per block',
    );
    expect(refuseFees({ btcPerBlock: -0.01 })).toMatch(/^fees −0\.01 BTC/);
  });
});

describe('refuseHashrate', () => {
  const observed = (ehPerS: number) => refuseHashrate({ ehPerS, window: '3 days' }, chain);

  it('accepts within a factor of 5 of what the difficulty implies', () => {
    for (const ehPerS of [250, 980, 1_014, 4_900]) expect(observed(ehPerS)).toBeUndefined();
  });

  it('refuses EH/s printed as TH/s, and PH/s', () => {
    expect(observed(1_014e6)).toMatch(/^network hashrate 1,014,000,000 EH\/s, accepted 20/);
    expect(observed(1_014_000)).toBeDefined();
    expect(observed(0.001)).toBeDefined();
    expect(observed(0)).toBeDefined();
  });
});

describe('refuseChain', () => {
  it.each([
    ['a tip time in seconds read as milliseconds', { tipTime: -1 }, /^tip time 1969/],
    [
      'a tip from the future',
      { tipTime: now + minutes(121) },
      /^tip time 2026-02-01 01:58 UTC, accepted 1970/,
    ],
    ['a period that began after the tip', { periodStartTime: now + minutes(300) }, /^period start time/],
    ['a period that began years ago', { periodStartTime: now - minutes(600_000) }, /^period start time/],
    ['a period start at a wrong height', { periodStartHeight: 933_407 }, /^period start 933,407/],
    ['a block 504 back after the tip', { block504Time: now + 1 }, /^time of the block 504 back/],
    [
      'a retarget of −80 %',
      { previousRetargetPercent: -80 },
      /^previous retarget −80%, accepted −75 to 300%/,
    ],
    ['a height of 0', { height: 0, periodStartHeight: 0 }, /^height 0/],
    ['a difficulty of 0', { difficulty: 0 }, /^difficulty 0/],
    ['no difficulty', { difficulty: Number.NaN }, /^difficulty NaN/],
  ])('refuses %s', (_, fields, refusal) => {
    expect(refuseChain({ ...chain, ...fields }, { now })).toMatch(refusal);
  });
});
