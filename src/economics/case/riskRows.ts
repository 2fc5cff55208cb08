import type { Row } from './assumptionRow.ts';

const HOUSE = 'house view';
const RECALLED = 'recalled from published work';
const YEARLY = '% a year';
const PER_MW = 'million USD per critical MW';

/** The assumptions about the path of hashprice, the end of a use, and the risks of a lease. */
// biome-ignore format: one assumption a line
export const riskRows = {
  // The path of hashprice
  networkEfficiencyJPerTh: ['Efficiency of the network’s marginal machine', 30, 'J/TH', 5, 200, 'computed: with the marginal power price, $36 of energy per PH/day, near the hashprice at which difficulty began to fall', '2026-01'],
  networkPowerUsdPerMwh: ['Power price of the network’s marginal machine', 50, 'USD/MWh', 1, 500, `${RECALLED}: Cambridge survey of 2025, median $45/MWh, about $55 all in`, '2025-04'],
  networkEfficiencyGainPercentPerYear: ['Yearly gain in efficiency of the marginal machine', 9, YEARLY, 0, 50, `${HOUSE}: 6–12%`, '2026-01'],
  hashrateResponsePerYear: ['Speed at which hashrate leaves below the marginal machine’s energy', 12, 'per year', 0, 60, 'fitted to the falls of difficulty after the halvings of 2020 (−14.7%) and 2024 (−9.8%)', '2024-07'],
  hashrateEntryPerYear: ['Speed at which new machines come above what pays them back', 1, 'per year', 0, 60, `${HOUSE}: machines have to be made, shipped and powered`, '2026-01'],
  machinePaybackMonths: ['Payback of a machine that entry asks for', 18, 'months', 1, 120, `${RECALLED}: prices of new machines against their margin`, '2026-01'],
  machineLowestPriceUsdPerTh: ['Lowest price of new machines', 4, 'USD/TH', 0, 500, `${HOUSE}: below it none are made`, '2026-01'],
  costEscalationPercentPerYear: ['Rise of costs besides power and rent', 2, YEARLY, -20, 30, `${HOUSE}: as the power price`, '2026-01'],
  contractedDiscountPercent: ['Discount rate, revenue fixed at forwards', 10, YEARLY, -50, 100, `${HOUSE}: as contracted rent`, '2026-01'],

  // The end of a use
  landUsdMPerMw: ['Land and interconnect, sold', 0.3, 'million USD per energised MW', 0, 50, `${HOUSE}: 0.1–0.8; sites with power have traded far above land`, '2026-01'],
  renewalPercent: ['Probability that the tenant renews', 70, '%', 0, 100, HOUSE, '2026-01'],
  renewalTermYears: ['Term of the lease after the first', 10, 'years', 0, 40, HOUSE, '2026-01'],
  reletMonths: ['Months empty between tenants', 9, 'months', 0, 120, `${HOUSE}: 6–18`, '2026-01'],
  reletCostUsdMPerCriticalMw: ['Cost of finding the next tenant', 1, PER_MW, 0, 50, `${HOUSE}: 0.5–2`, '2026-01'],
  reletRentPercent: ['Rent of the next tenant against the market', 0, '%', -90, 200, `${HOUSE}: −15 to +10%`, '2026-01'],
  marketRentGrowthPercentPerYear: ['Growth of market rent', 0, YEARLY, -20, 20, `${HOUSE}: −3 to +4%`, '2026-01'],
  capRatePercent: ['Capitalisation rate on forward NOI', 7, '%', 1, 50, `${RECALLED}: surveys of stabilised data centres 5.5–7.5%, and a margin for single-tenant sites`, '2025-12'],

  // Where a lease fails
  capexOverrunPercent: ['Capex against budget', 5, '%', -50, 300, `${HOUSE}: −5 to +25%`, '2026-01'],
  lateMonths: ['Months late against plan', 2, 'months', 0, 120, `${HOUSE}: 0–9; building took 9–20 months in signed deals`, '2026-01'],
  tenantDefaultPercentPerYear: ['Tenant default', 2, YEARLY, 0, 50, `${RECALLED}: rating agencies’ long-run averages between BB and B; 4% for a start-up without a rating`, '2025-12'],
  backstopDefaultPercentPerYear: ['Tenant default, with the backstop of an investment grade', 0.2, YEARLY, 0, 50, `${RECALLED}: rating agencies’ long-run averages, BBB`, '2025-12'],
  unsignedRentPercent: ['Rent at signature against what is assumed', 0, '%', -90, 200, 'spread of signed leases: −12 to +12%', '2026-06'],
  gpuSpotChangePercentPerYear: ['Change of the GPU price outside a contract', -25, YEARLY, -90, 100, `${RECALLED}: −35 to −15%`, '2026-03'],
} as const satisfies Record<string, Row>;
