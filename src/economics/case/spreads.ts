import type { AssumptionName } from './assumptionTable.ts';

/** The values that an input is below in 10 and in 90 of 100 cases. */
export type Spread = readonly [p10: number, p90: number];

/**
 * P10 and P90 of the assumptions around their defaults: house views, but for what a row's source says. An assumption
 * that is not here is a choice of method or a measure of the spread itself, and is not moved.
 */
// biome-ignore format: one part of the comparison a line
export const spreads: { readonly [Name in AssumptionName]?: Spread } = {
  miningDiscountPercent: [12, 18], colocationDiscountPercent: [8.5, 11.5], gpuCloudDiscountPercent: [11, 16],
  btcPriceGrowthPercentPerYear: [-5, 15], difficultyGrowthPercentPerYear: [0, 15], powerEscalationPercentPerYear: [0, 4], costEscalationPercentPerYear: [0, 4],
  fleetLifeYears: [4, 7], machinePriceUsdPerTh: [9, 20], refreshEfficiencyJPerTh: [11.5, 15], efficiencyImprovementPercentPerYear: [5, 12], salvagePercent: [0, 20],
  networkEfficiencyJPerTh: [26, 34], networkPowerUsdPerMwh: [42, 58], networkEfficiencyGainPercentPerYear: [6, 12], hashrateResponsePerYear: [6, 18], hashrateEntryPerYear: [0.5, 2], machinePaybackMonths: [12, 30], machineLowestPriceUsdPerTh: [2, 6],
  landUsdMPerMw: [0.1, 0.8], renewalPercent: [40, 90], renewalTermYears: [5, 15], reletMonths: [6, 18], reletCostUsdMPerCriticalMw: [0.5, 2], reletRentPercent: [-15, 10], marketRentGrowthPercentPerYear: [-3, 4], capRatePercent: [6, 9.5],
  grossToCritical: [1.25, 1.52], colocationCapexUsdMPerCriticalMw: [8, 13], retrofitCapexUsdMPerCriticalMw: [3, 5], buildMonths: [12, 24], retrofitBuildMonths: [9, 18], rampMonths: [3, 12], demolitionAfterMonths: [3, 12],
  capexOverrunPercent: [-5, 25], lateMonths: [0, 9], unsignedRentPercent: [-12, 12],
  rentUsdPerKwMonth: [113, 143], escalatorPercentPerYear: [2, 4], noiMarginTripleNetPercent: [90, 100], noiMarginModifiedGrossPercent: [80, 90], leaseTermYears: [10, 20],
  gpuItKwPerGpu: [1.5, 2.1], gpuPriceUsdPerHour: [1.9, 2.8], gpuPriceDeclinePercentPerYear: [0, 5], gpuUtilisationPercent: [88, 99], gpuCapexUsdMPerCriticalMw: [26.7, 32], gpuOperatingPercent: [7, 15], gpuTermYears: [3, 6], gpuResidualPercent: [0, 25],
};
