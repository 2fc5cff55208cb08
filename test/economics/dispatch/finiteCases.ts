import * as economics from '../../../src/economics/index.ts';
import { slots } from './prices.ts';

const prices = slots({ values: [20, 200, -30, 90] });
const plan = economics.thresholdPlan({ prices, strikeUsdPerMwh: 60 });
const rules = { minimumOffHours: 2, restartUsdPerMw: 40, rampHours: 0.5 };
const peaks = { rateUsdPerMwYear: 60_000, peaks: 4 };

/** The public functions of run or stop, each with an input that works. */
export const dispatchFunctions: Record<string, { valid: object; run: (input: never) => unknown }> = {
  strikePrice: {
    valid: { usdPerPhDay: 45, efficiencyJPerTh: 17, poolFee: 0.02, pue: 1.03, addersUsdPerMwh: 8 },
    run: economics.strikePrice,
  },
  thresholdPlan: { valid: { prices, strikeUsdPerMwh: 60 }, run: economics.thresholdPlan },
  lastPriceSeenPlan: {
    valid: { prices, strikeUsdPerMwh: 60, minimumOffHours: 2 },
    run: economics.lastPriceSeenPlan,
  },
  planOn: { valid: { plan, prices }, run: economics.planOn },
  schedule: { valid: { prices, strikeUsdPerMwh: 60, rules }, run: economics.schedule },
  planMargin: { valid: { plan, strikeUsdPerMwh: 60, rules }, run: economics.planMargin },
  scorePlan: { valid: { plan, prices, strikeUsdPerMwh: 60, rules }, run: economics.scorePlan },
  compareInformation: {
    valid: { dayAhead: prices, realTime: prices, strikeUsdPerMwh: 60, rules },
    run: economics.compareInformation,
  },
  siteDispatch: {
    valid: {
      classes: [{ loadMw: 10, strikeUsdPerMwh: 60, plan }],
      prices,
      rules,
      block: { blockMw: 5, blockUsdPerMwh: 40 },
      reserve: { reserveMw: 2, usdPerMwHour: 3 },
    },
    run: economics.siteDispatch,
  },
  worthAvoidingUsdPerMwh: {
    valid: { ...peaks, triesPerPeak: 4, hoursPerTry: 2.5 },
    run: economics.worthAvoidingUsdPerMwh,
  },
  missedPeakUsd: { valid: { ...peaks, loadMw: 20 }, run: economics.missedPeakUsd },
  modeSteps: {
    valid: {
      rated: { name: 'full', hashrateThPerS: 270, powerW: 3_645 },
      modes: [{ name: 'low', hashrateThPerS: 200, powerW: 2_500 }],
      strikeUsdPerMwh: 100,
      addersUsdPerMwh: 2,
    },
    run: economics.modeSteps,
  },
  peakOdds: {
    valid: {
      days: Array.from({ length: 30 }, () => ({ shareOfMonthHigh: 1, setHigh: true })),
      shareOfMonthHigh: 1.02,
    },
    run: economics.peakOdds,
  },
  watchPeak: {
    valid: { forecastMw: prices.map((slot) => ({ ...slot, value: 7e4 })), monthHighMw: 8e4 },
    run: economics.watchPeak,
  },
};
