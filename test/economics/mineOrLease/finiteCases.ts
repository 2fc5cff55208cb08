import * as economics from '../../../src/economics/index.ts';
import { caseOf } from './fixtures.ts';

// A short horizon, for the time it takes: no month is computed in another way than the others.
const asked = caseOf({}, { leaseTermYears: 4 });
const offer: economics.Offer = {
  criticalMw: 50,
  leaseForm: 'triple-net',
  rentUsdPerKwMonth: 140,
  termYears: 15,
  escalatorPercentPerYear: 3,
  capexUsdMPerCriticalMw: 9,
  buildMonths: 18,
};
const flows = { flowsUsd: [-10, 4, 4, 4] };
const means = {
  priceUsd: 114_611,
  difficulty: 1.2955e14,
  feesBtcPerBlock: 0.02261,
  subsidyBtc: 3.125,
  hashpriceUsdPerPhDay: 56.02,
};

const replayed = {
  deal: economics.deals.find(({ site }) => /CB-3/.test(site))!,
  market: {
    difficulty: 1.294e14,
    subsidyBtc: 3.125,
    feesBtcPerBlock: 0.02261,
    priceUsd: 118_963,
    halvingTimes: [Date.parse('2028-04-10'), Date.parse('2032-03-20'), Date.parse('2036-03-01')],
  },
  habits: { timeZone: 'UTC', pue: 1.05, uptime: 0.95, poolFee: 0.02, poolScheme: 'FPPS' },
};

/** The public functions that compare uses, each with an input that works. */
export const pivotFunctions: Record<string, { valid: object; run: (input: never) => unknown }> = {
  addMonths: { valid: { month: '2026-02', months: 3 }, run: economics.addMonths },
  monthOfTime: { valid: { time: Date.parse('2026-02-03') }, run: economics.monthOfTime },
  attributeMonth: {
    valid: { before: means, after: { ...means, priceUsd: 1e5 } },
    run: economics.attributeMonth,
  },
  naiveChangePercent: {
    valid: { priceChangePercent: -2, hashrateChangePercent: 9 },
    run: economics.naiveChangePercent,
  },
  projectedHalvings: {
    valid: { height: 934_541, nextTime: Date.parse('2028-04-10'), secondsPerBlock: 591, years: 20 },
    run: economics.projectedHalvings,
  },
  npv: { valid: { ...flows, discountPercent: 10 }, run: economics.npv },
  irr: { valid: flows, run: economics.irr },
  returnRate: { valid: { flowsUsd: [-5, 20, -16, 3], discountPercent: 10 }, run: economics.returnRate },
  mirrEnds: { valid: { flowsUsd: [-5, 20, -16, 3], ratePercent: 10 }, run: economics.mirrEnds },
  presentByYear: { valid: { ...flows, discountPercent: 10 }, run: economics.presentByYear },
  paybackMonth: { valid: flows, run: economics.paybackMonth },
  peakOutlayUsd: { valid: flows, run: economics.peakOutlayUsd },
  annuityFactor: { valid: { ratePercentPerPeriod: 1, periods: 24 }, run: economics.annuityFactor },
  averageRentFactor: {
    valid: { termYears: 15, escalatorPercentPerYear: 3 },
    run: economics.averageRentFactor,
  },
  firstYearRentUsd: {
    valid: { totalUsd: 7e9, termYears: 15, escalatorPercentPerYear: 3 },
    run: economics.firstYearRentUsd,
  },
  assume: { valid: { taxPercent: 20, rentUsdPerKwMonth: 150 }, run: economics.assume },
  replayDeal: { valid: replayed, run: economics.replayDeal },
  comparePivot: { valid: asked, run: economics.comparePivot },
  leasableOf: { valid: asked, run: economics.leasableOf },
  splitSite: { valid: asked, run: economics.splitSite },
  sensitivities: { valid: asked, run: economics.sensitivities },
  delayValue: { valid: { ...asked, months: 6 }, run: economics.delayValue },
  whenToLease: { valid: asked, run: economics.whenToLease },
  historyVolatility: {
    valid: {
      days: Array.from({ length: 100 }, (_, day) => ({
        day: 20_000 + day,
        priceUsd: 80_000 + 1000 * Math.sin(day),
      })),
    },
    run: economics.historyVolatility,
  },
  judgeOffer: { valid: { ...asked, offer }, run: economics.judgeOffer },
  simulationOf: { valid: asked, run: economics.simulationOf },
  dealRent: {
    valid: { criticalMw: 200, termYears: 10, contractUsdM: 3700, escalatorPercentPerYear: 3 },
    run: economics.dealRent,
  },
  checkDeal: {
    valid: { criticalMw: 200, termYears: 10, contractUsdM: 3700 },
    run: economics.checkDeal,
  },
  firstYearRent: {
    valid: { rent: { basis: 'total', usd: 7e9 }, termYears: 15, escalatorPercentPerYear: 3, criticalMw: 245 },
    run: economics.firstYearRent,
  },
  rentPercentile: {
    valid: {
      firstYearUsdPerKwMonth: 130,
      structure: 'triple-net' as const,
      termYears: 15,
      deals: economics.deals,
    },
    run: economics.rentPercentile,
  },
  yearlyVolatilityPercent: {
    valid: { pricesUsd: Array.from({ length: 100 }, (_, day) => 80_000 + 1000 * Math.sin(day)) },
    run: economics.yearlyVolatilityPercent,
  },
};

/** Those that take no numbers of their own: words, or what another of these functions returned. */
export const pivotWithout = [
  'adjustedPresentValueUsd',
  'matchedRent',
  'projectDebt',
  'isMonth',
  // A case put together: whoever computes with it checks it.
  'dealCase',
  'leaseFormOf',
  'minedSiteOf',
  'dealMedians',
  'selectDeals',
  'dealRentRange',
  'forwardLimits',
  // What a case that was checked assumes, and paths of one.
  'hallCapexUsdMPerCriticalMw',
  'splitBands',
  'joinPaths',
  'outcomes',
  'riskShares',
  'runPaths',
  'verdictOf',
  'ratedFlows',
];
