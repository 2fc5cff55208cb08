import { describe, expect, it } from 'vitest';
import { meterTariff } from '../../src/answers/bill/meterTariff.ts';
import { here } from '../../src/compute/here.ts';
import type { Charge } from '../../src/economics/index.ts';
import { testSite } from '../support/testSite.ts';

const site = testSite({ timeZone: 'America/Chicago' });
const energy = (usdPerKwh: number): Charge => ({
  kind: 'energy',
  name: 'Energy',
  periods: [{ name: 'all', tiers: [{ usdPerUnit: usdPerKwh }] }],
});
const block = { kind: 'block' as const, name: 'Supply', blockUsdPerMwh: 40, adderUsdPerMwh: 5 };
const peaks = {
  ...{ kind: 'coincident' as const, name: '4CP', usdPerKw: 5, per: 'month' as const, of: 'mean' as const },
  peaks: [{ start: Date.UTC(2024, 5, 1, 20), end: Date.UTC(2024, 5, 1, 20, 15) }],
};
const rider = (name: string): Charge => ({ kind: 'percent', name, share: 1 });
const fixed: Charge = { kind: 'fixed', name: 'Meter', usd: 900, per: 'month' };
const held = (since: string, ...charges: Charge[]) => ({
  ...{ since, tariff: { name: 'Test', charges }, source: 'a file', setAt: 0 },
});
/** One that measures demand over so many minutes. */
const measured = (since: string, demandWindowMinutes: number) => {
  const { tariff, ...rest } = held(since, energy(0.04));
  return { ...rest, tariff: { ...tariff, demandWindowMinutes } };
};
const on = (tariffs: Parameters<typeof meterTariff>[0]['tariffs'], day = '2026-07-15') =>
  meterTariff({ compute: here.compute, site, tariffs, day });

describe('meterTariff()', () => {
  it('is the tariff of the day, also of one that changes in mid-month', async () => {
    const tariffs = [held('2000-01-01', energy(0.04)), held('2026-07-15', energy(0.06))];
    const midnight = Date.parse('2026-07-15T05:00Z');
    expect(await on(tariffs)).toMatchObject({
      ...{ since: '2026-07-15', name: 'Test' },
      prices: [{ start: midnight, end: midnight + 86_400_000, usdPerMwh: 60, ofIndex: 0 }],
    });
    expect(await on(tariffs, '2026-07-14')).toMatchObject({ prices: [{ usdPerMwh: 40 }] });
    expect(await on([measured('2000-01-01', 15), measured('2026-07-01', 30)])).toMatchObject({
      prices: [{ usdPerMwh: 40 }],
    });
    expect(await on(undefined)).toBeUndefined();
  });

  it.each([
    ['damaged', 'damaged' as const, 'it cannot be read any more'],
    ['later', [held('2026-07-16', energy(0.04))], 'it holds from 2026-07-16 on'],
    [
      'since mid-month',
      [held('2026-07-10', energy(0.04))],
      'it holds since 2026-07-10, not for all of 2026-07',
    ],
    ['of fixed charges', [held('2000-01-01', fixed)], 'it charges nothing by the MWh'],
    [
      'with a block that does not sell back',
      [held('2000-01-01', { ...block, blockMw: 1, sellsBack: false })],
      'its block does not sell back, so that what one more MWh costs turns on how much of it is used',
    ],
    [
      'by peaks that are not known',
      [held('2000-01-01', energy(0.04), { ...peaks, months: ['2025-07'] })],
      'its bill lacks the peaks by which 4CP charges 2026-07',
    ],
    [
      'measured in two ways',
      [measured('2000-01-01', 60), measured('2026-07-10', 30)],
      'it cannot be billed: demand must be measured over the same minutes in all tariffs of a site (demandWindowMinutes), read 60 and 30',
    ],
    [
      'too dear',
      [held('2000-01-01', ...['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...energy(5), name })))],
      'a MWh comes by it to what no site is counted with, less than −$500 or more than $1,000',
    ],
    [
      'at four times the index',
      [held('2000-01-01', { ...block, blockMw: 0, sellsBack: true }, rider('A'), rider('B'))],
      'a MWh costs by it what run or stop does not count with: less than −$2,000, more than $20,000 or more than twice the index',
    ],
  ])('says why it is not used: %s', async (_name, tariffs, unknown) => {
    expect(await on(tariffs)).toEqual({ unknown });
  });

  it('needs no index price for the steps of a block that sells back', async () => {
    const tariffs = [held('2000-01-01', { ...block, blockMw: 1, sellsBack: true }, energy(0.01))];
    expect(await on(tariffs)).toMatchObject({ prices: [{ usdPerMwh: 15, ofIndex: 1 }] });
  });
});
