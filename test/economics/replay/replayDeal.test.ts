import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assume,
  comparePivot,
  type Deal,
  type DealMarket,
  dealCase,
  deals,
  findMachine,
  type PivotCase,
  replayDeal,
} from '../../../src/economics/index.ts';
import { slowPivot } from '../mineOrLease/slowPivot.ts';

const habits = { timeZone: 'UTC', pue: 1.05, uptime: 0.95, poolFee: 0.02, poolScheme: 'FPPS' } as const;
const dealOf = (site: RegExp): Deal =>
  deals.find((deal) => deal.status === 'signed' && site.test(deal.site))!;

/** 14 August 2025: bits 0x17022cb3 since block 909,216, found at 1,754,687,961; 140,784 blocks to the halving. */
const NEXT_HALVING = (1_754_687_961 + 140_784 * 591) * 1000;
const august: DealMarket = {
  difficulty: 129_435_235_580_344.81,
  subsidyBtc: 3.125,
  feesBtcPerBlock: 0.02261,
  priceUsd: 118_963,
  halvingTimes: [0, 1, 2, 3, 4, 5].map((cycle) => NEXT_HALVING + cycle * 210_000 * 591_000),
};
const replayed = (site: RegExp, market = august) => replayDeal({ deal: dealOf(site), market, habits });

/** TeraWulf's CB-3 and CB-4 as one would type them by hand. */
function handCase(): PivotCase {
  const machine = findMachine({ name: 'S21' });
  if (!('found' in machine)) throw new Error('no S21');
  const btcPerPhDay = (3.14761 * 86_400 * 1e15) / (august.difficulty * 2 ** 32);
  let years = 0;
  for (let year = 0; year < 10; year++) years += 1.03 ** year;
  return {
    site: {
      name: 'by hand',
      ...habits,
      powerPriceUsdPerMwh: 53,
      fleet: [{ machine: machine.found, count: 250e6 / 1.05 / 3500 }],
      grossMw: 250,
      grossToCritical: 1.25,
    },
    hashprice: {
      btcPerPhDay,
      usdPerPhDay: btcPerPhDay * 118_963,
      satsPerThDay: btcPerPhDay * 1e5,
      usdPerEhDay: btcPerPhDay * 118_963 * 1000,
      subsidyShare: 3.125 / 3.14761,
      feeShare: 0.02261 / 3.14761,
      subsidyBtc: 3.125,
      feesBtcPerBlock: 0.02261,
      difficulty: august.difficulty,
      priceUsd: 118_963,
    },
    startMonth: '2025-09',
    halvingTimes: august.halvingTimes,
    leaseForm: 'modified gross',
    signed: true,
    assumptions: assume({
      rentUsdPerKwMonth: 3.7e9 / (200 * 12_000 * years),
      leaseTermYears: 10,
      escalatorPercentPerYear: 3,
      colocationCapexUsdMPerCriticalMw: 9,
    }),
  };
}

describe('replayDeal() of TeraWulf’s CB-3 and CB-4', () => {
  const replay = replayed(/CB-3/);

  it('gains what the slow second model gains on the case typed by hand', () => {
    const { colocation, mining } = slowPivot(handCase());
    expect(replay.againstMining!.gainUsd / (colocation - mining)).toBeCloseTo(1, 6);
    expect(replay.againstMining!.miningNpvUsd / mining).toBeCloseTo(1, 6);
    expect(replay.againstMining!.gainUsdPerGrossMw * 250).toBeCloseTo(replay.againstMining!.gainUsd, 3);
  });

  it('has the NOI of 85 % of the rent, less a ramp of six months', () => {
    const firstMonthUsd = (handCase().assumptions.rentUsdPerKwMonth * 200_000 * 85) / 100;
    let usd = 0;
    for (let month = 0; month < 120; month++)
      usd += firstMonthUsd * 1.03 ** Math.floor(month / 12) * Math.min(1, (month + 1) / 7);
    expect(replay.averageNoiUsd / (usd / 10)).toBeCloseTo(1, 9);
    expect(replay.averageYieldPercent!).toBeCloseTo((usd / 10 / 1.8e9) * 100, 6);
    expect(replay.capexUsd).toBe(1.8e9);
  });
});

describe('replayDeal()', () => {
  it.each([[/CB-5/], [/Horizon/], [/Rockdale/], [/Black Pearl/]])(
    'says of %s what comparePivot() says of its case',
    (site) => {
      const replay = replayed(site);
      const compared = comparePivot(dealCase({ deal: dealOf(site), market: august, habits }).given)[
        replay.use
      ];
      expect(replay.againstMining!.gainUsd).toBe(compared.gainUsd);
      expect(replay.againstMining!.verdict.incrementalNpvUsd).toBe(compared.incrementalNpvUsd);
      expect(replay.npvUsd).toBe(compared.conversionValue!.npvUsd);
      expect(replay.irr).toEqual(compared.conversionValue!.irr);
    },
  );

  it('does not judge against mining where the price of the day is not known, and still values the deal', () => {
    const replay = replayed(/CB-3/, { ...august, priceUsd: undefined });
    expect(replay).toMatchObject({ alone: 'no price known', againstMining: undefined });
    expect(replay.npvUsd).toBe(replayed(/CB-3/).npvUsd);
  });

  it('lets a deal stand alone where nobody is known to have mined', () => {
    expect(replayed(/River Bend/)).toMatchObject({ alone: 'nobody mined there', againstMining: undefined });
  });

  it('values a deal by itself the same at every price', () => {
    const sites = [/River Bend/, /Helios/, /Horizon/, /air-cooled/];
    fc.assert(
      fc.property(
        fc.constantFrom(...sites),
        fc.double({ min: 1_000, max: 1e6, noNaN: true }),
        (site, priceUsd) => {
          const { npvUsd, irr, averageNoiUsd } = replayed(site, { ...august, priceUsd });
          const at = replayed(site);
          expect([npvUsd, irr, averageNoiUsd]).toEqual([at.npvUsd, at.irr, at.averageNoiUsd]);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('has no yield and no IRR where the tenant pays for the building', () => {
    const replay = replayed(/first 200/);
    expect(replay.averageYieldPercent).toBeUndefined();
    expect(replay.irr).not.toHaveProperty('irrPercent');
  });
});

describe('dealCase()', () => {
  const caseOf = (site: RegExp) => dealCase({ deal: dealOf(site), market: august, habits });

  it('sells GPU hours for what the contract says', () => {
    const { assumptions: a } = caseOf(/Horizon/).given;
    const gpus = 200_000 / (1.83 * 1.1);
    expect((gpus * 8_760 * 0.95 * a.gpuPriceUsdPerHour) / 1e6).toBeCloseTo(1_940, 6);
    expect([a.gpuTermYears, a.gpuCapexUsdMPerCriticalMw]).toEqual([5, 29]);
  });

  it('takes critical from gross megawatts by the named ratio, and says so', () => {
    const { criticalMw, grossMw, ratioAssumed } = caseOf(/Black Pearl/);
    expect([criticalMw, grossMw, ratioAssumed]).toEqual([300 / 1.4, 300, true]);
    expect(caseOf(/River Bend/)).toMatchObject({ criticalMw: 245, grossMw: 330, ratioAssumed: false });
  });

  it('takes the power and the fleet that the miner published, else those of the reference site', () => {
    const { site } = caseOf(/Rockdale/).given;
    expect([site.powerPriceUsdPerMwh, site.fleet[0]!.efficiencyJPerTh]).toEqual([40, 20.5]);
    const pearl = caseOf(/Black Pearl/).given.site;
    expect([pearl.powerPriceUsdPerMwh, pearl.fleet[0]!.efficiencyJPerTh]).toEqual([45, 16.8]);
  });

  it('refuses a deal without term, megawatts or total', () => {
    const deal = deals.find(({ site }) => /Tydal/.test(site))!;
    expect(() => dealCase({ deal, market: august, habits })).toThrow(
      'Bitdeer, Tydal, Norway lacks megawatts, term or total',
    );
  });
});
