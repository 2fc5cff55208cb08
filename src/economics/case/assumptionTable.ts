import type { Row } from './assumptionRow.ts';
import { riskRows } from './riskRows.ts';

/** A number that the comparison needs and nobody may have given: what it is, its default and where that comes from. */
export interface Assumption {
  label: string;
  value: number;
  unit: string;
  min: number;
  max: number;
  source: string;
  /** Month of the source. */
  date: string;
}

const HOUSE = 'house view';
const LEASES = 'signed leases, see comps';

const YEARLY = '% a year';
const PER_MW = 'million USD per critical MW';

/** Every default, by the part of the comparison that it belongs to. */
// biome-ignore format: one assumption a line
const rows = {
  // How money is counted
  miningDiscountPercent: ['Discount rate, mining', 15, YEARLY, -50, 100, `${HOUSE}: uncontracted income that follows the BTC price`, '2026-01'],
  colocationDiscountPercent: ['Discount rate, colocation', 10, YEARLY, -50, 100, `${HOUSE}: contracted rent, a little above its debt (7.1–9.3%)`, '2026-06'],
  gpuCloudDiscountPercent: ['Discount rate, GPU cloud', 13, YEARLY, -50, 100, `${HOUSE}: contracted income on assets of 4–6 years`, '2026-06'],
  taxPercent: ['Tax on profit', 0, '%', 0, 70, 'off unless given', '2026-01'],

  // Mining
  btcPriceGrowthPercentPerYear: ['BTC price growth', 5, YEARLY, -60, 150, `${HOUSE}: as difficulty, so that hashprice moves by halvings alone`, '2026-01'],
  difficultyGrowthPercentPerYear: ['Difficulty growth', 5, YEARLY, -60, 150, `${HOUSE}; measured +25% a year from July 2024 to mid 2026, −1% in the last of these years`, '2026-06'],
  powerEscalationPercentPerYear: ['Power price escalation', 2, YEARLY, -20, 30, HOUSE, '2026-01'],
  demandResponseUsdPerMwYear: ['Demand-response income', 0, 'USD per MW-year', 0, 1_000_000, 'none unless given: it depends on the grid', '2026-01'],
  fleetLifeYears: ['Life of the fleet before a refresh', 5, 'years', 1, 50, 'depreciation of 3–5 years in miners’ reports', '2026-01'],
  machinePriceUsdPerTh: ['Price of new machines', 14, 'USD/TH', 0.1, 500, HOUSE, '2026-01'],
  refreshEfficiencyJPerTh: ['Efficiency of a new machine today', 13.5, 'J/TH', 5, 200, 'Antminer S21 XP, minerdb', '2024-10'],
  efficiencyImprovementPercentPerYear: ['Efficiency gain of new machines', 8, YEARLY, 0, 50, HOUSE, '2026-01'],
  salvagePercent: ['Resale of machines, share of the price per TH', 10, '%', 0, 100, HOUSE, '2026-01'],

  // The building
  grossToCritical: ['Gross MW per critical MW', 1.4, '', 1, 3, 'signed leases: 1.25–1.52', '2026-06'],
  colocationCapexUsdMPerCriticalMw: ['Capex, new build', 10, PER_MW, 0, 100, 'signed leases: 8–13', '2026-06'],
  retrofitCapexUsdMPerCriticalMw: ['Capex, retrofit', 3.6, PER_MW, 0, 100, 'Riot–AMD, Rockdale, 8-K', '2026-01'],
  buildMonths: ['Months of building, new', 18, 'months', 0, 120, 'signed leases: 9–20 months without rent', '2026-06'],
  retrofitBuildMonths: ['Months of building, retrofit', 12, 'months', 0, 120, 'signed leases: 9–20 months without rent', '2026-06'],
  rampMonths: ['Months from the first hall to the last', 6, 'months', 0, 60, 'Cipher–AWS: two phases, July and Q4', '2025-11'],
  demolitionAfterMonths: ['Months of mining before demolition', 6, 'months', 0, 120, HOUSE, '2026-01'],
  shellLifeYears: ['Life of the building, for tax', 20, 'years', 1, 50, HOUSE, '2026-01'],

  // Colocation
  rentUsdPerKwMonth: ['Rent, first year, per critical kW', 128, 'USD/kW-month', 1, 1000, 'median of signed triple-net leases in year 1, see comps', '2026-05'],
  escalatorPercentPerYear: ['Rent escalator', 3, YEARLY, -20, 20, 'Hut 8: River Bend, Beacon Point', '2026-05'],
  noiMarginTripleNetPercent: ['NOI of rent, triple-net', 95, '%', 1, 100, 'signed leases: 90–100%', '2026-05'],
  noiMarginModifiedGrossPercent: ['NOI of rent, modified gross', 85, '%', 1, 100, 'TeraWulf–Fluidstack', '2025-08'],
  leaseTermYears: ['Lease term', 15, 'years', 1, 40, LEASES, '2026-06'],
  loanToCostPercent: ['Loan to cost', 80, '%', 0, 95, 'project loans: 80–85%', '2025-12'],
  debtRatePercent: ['Interest on debt', 8, YEARLY, 0, 50, 'project debt: 7.1–9.3%', '2026-06'],
  amortisationYears: ['Amortisation of debt', 15, 'years', 1, 40, HOUSE, '2026-01'],

  minimumDscrSigned: ['Least cover of debt service, signed rent', 1.3, '×', 1, 5, 'project finance practice', '2026-01'],
  minimumDscrUnsigned: ['Least cover of debt service, unsigned rent', 1.75, '×', 1, 5, 'project finance practice', '2026-01'],
  upfrontFeePercent: ['Upfront fee of debt', 2, '%', 0, 10, 'project finance practice', '2026-01'],
  debtReserveMonths: ['Debt service reserve', 6, 'months', 0, 24, 'project finance practice', '2026-01'],

  // GPU cloud
  gpuItKwPerGpu: ['IT power per GPU', 1.83, 'kW', 0.2, 10, 'GB300 NVL72: 132 kW for 72; to come: VR NVL72 2.6–3.2, by another source 1.7–1.8', '2025-11'],
  gpuNetworkOverheadPercent: ['Network on top of GPU power', 10, '%', 0, 100, HOUSE, '2026-01'],
  gpuPriceUsdPerHour: ['GPU price', 2.35, 'USD/GPU-hour', 0.05, 50, 'implied by IREN–Microsoft: $1,940M a year on 200 MW', '2025-11'],
  gpuPriceDeclinePercentPerYear: ['Decline of the GPU price', 0, YEARLY, 0, 80, 'flat over a contract; a spot price falls', '2025-11'],
  gpuUtilisationPercent: ['GPU utilisation', 95, '%', 1, 100, HOUSE, '2026-01'],
  gpuCapexUsdMPerCriticalMw: ['Capex, GPUs', 28, PER_MW, 0.1, 200, 'IREN with Dell: 26.7–29', '2026-05'],
  gpuOperatingPercent: ['Operating cost besides power, of revenue', 10, '%', 0, 95, HOUSE, '2026-01'],
  gpuPrepaymentPercent: ['Prepayment, of the contract', 20, '%', 0, 90, 'IREN–Microsoft', '2025-11'],
  gpuTermYears: ['GPU contract', 5, 'years', 1, 15, 'IREN–Microsoft, IREN–NVIDIA', '2026-05'],
  gpuLifeYears: ['Economic life of a GPU', 5, 'years', 1, 15, 'depreciation of 4–6 years in reports', '2026-01'],
  gpuResidualPercent: ['Residual value of GPUs', 10, '%', 0, 100, `${HOUSE}: the risk of this use`, '2026-01'],

  // Uncertainty
  btcVolatilityPercent: ['Volatility, BTC price', 55, YEARLY, 0, 200, `${HOUSE}, where there is no history to measure it`, '2026-01'],
  hashrateVolatilityPercent: ['Volatility, network hashrate', 12, YEARLY, 0, 200, HOUSE, '2026-01'],
  powerVolatilityPercent: ['Volatility, power price', 12, YEARLY, 0, 200, HOUSE, '2026-01'],
  rentVolatilityPercent: ['Volatility, rent at renewal', 10, YEARLY, 0, 200, HOUSE, '2026-01'],
  gpuPriceVolatilityPercent: ['Volatility, GPU price', 30, YEARLY, 0, 200, 'H100 one-year contracts: $1.70 to $2.35 from October 2025 to March 2026', '2026-03'],
  correlationBtcHashrate: ['Correlation, BTC price and hashrate', 0.2, '', -0.99, 0.99, HOUSE, '2026-01'],
  correlationBtcGpu: ['Correlation, BTC and GPU price', 0.1, '', -0.99, 0.99, HOUSE, '2026-01'],
  correlationPowerRent: ['Correlation, power price and rent', 0.3, '', -0.99, 0.99, HOUSE, '2026-01'],
  correlationRentGpu: ['Correlation, rent and GPU price', 0.5, '', -0.99, 0.99, HOUSE, '2026-01'],
} as const satisfies Record<string, Row>;

const allRows = { ...rows, ...riskRows };

export type AssumptionName = keyof typeof allRows;

/** Every assumption with its default, in the order in which they are listed. */
export const assumptions = Object.freeze(
  Object.fromEntries(
    Object.entries(allRows).map(([name, [label, value, unit, min, max, source, date]]) => [
      name,
      Object.freeze({ label, value, unit, min, max, source, date }),
    ]),
  ),
) as Readonly<Record<AssumptionName, Readonly<Assumption>>>;

export const assumptionNames = Object.keys(allRows) as readonly AssumptionName[];
