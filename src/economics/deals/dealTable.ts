import type { Deal } from './deal.ts';

/** critical MW, gross MW, years, contract value in million USD; 0 where the source does not say. */
type Numbers = readonly [criticalMw: number, grossMw: number, termYears: number, contractUsdM: number];
type Row = readonly [
  date: string,
  landlord: string,
  lessee: string,
  site: string,
  structure: Deal['structure'],
  numbers: Numbers,
  source: string,
  extra?: Partial<Deal>,
];

const GOOGLE = 'Fluidstack (Google backstop)';
const HYPERSCALER = 'US investment-grade hyperscaler';

/** When the deals were last gone through for changes. */
export const DEALS_READ = '2026-11';

/**
 * Leases and cloud contracts that miners announced, oldest first, each with its filing where one was read, else with
 * who printed it.
 */
// biome-ignore format: one deal a line
export const rows: readonly Row[] = [
  ['2024-06-03', 'Core Scientific', 'CoreWeave', 'first 200 MW', 'hosting', [200, 0, 12, 3500], 'uncirculars.com (CNBC)', { capexUsdMPerMw: [0, 0], note: 'more than $3.5B; the tenant pays for the conversion (SEC 0001628280-24-042423)' }],
  ['2024-10-22', 'Core Scientific', 'CoreWeave', 'final option, +120 MW', 'hosting', [120, 0, 12, 2000], 'SEC 0001628280-24-043341', { capexUsdMPerMw: [0, 0], note: 'the tenant pays for the conversion (SEC 0001628280-24-042423)' }],
  ['2024-10-22', 'Core Scientific', 'CoreWeave', 'six sites', 'hosting', [500, 0, 12, 8700], 'SEC 0001628280-24-043341', { status: 'cumulative' }],
  ['2024-12', 'TeraWulf', 'Core42 (G42)', 'Lake Mariner WULF Den, CB-1, CB-2', 'lease', [60, 72.5, 10, 0], 'TeraWulf Q2 2025 summary, fintool.com', { status: 'recalled' }],
  ['2025-02-26', 'Core Scientific', 'CoreWeave', 'all', 'hosting', [590, 0, 12, 10200], 'Core Scientific 2026 Q1 review', { status: 'cumulative', note: 'date recalled' }],
  ['2025-03-28', 'Galaxy', 'CoreWeave', 'Helios Phase I', 'triple-net', [133, 200, 15, 4500], 'Galaxy Q4 2024 call', { capexUsdMPerMw: [11, 13], note: 'date recalled' }],
  ['2025-06-02', 'Applied Digital', 'CoreWeave', 'Polaris Forge 1, two leases', 'lease', [250, 0, 15, 7000], 'idcnova.com'],
  ['2025-08-14', 'TeraWulf', GOOGLE, 'Lake Mariner CB-3, CB-4', 'modified gross', [200, 250, 10, 3700], 'TeraWulf 8-K, 14 August 2025', { capexUsdMPerMw: [8, 10], noiMarginPercent: [85, 85], noiUsdMPerYear: 315 }],
  ['2025-08-15', 'Galaxy', 'CoreWeave', 'Helios I–III', 'triple-net', [526, 800, 15, 15000], 'stocktitan.net', { status: 'cumulative', capexUsdMPerMw: [11, 13] }],
  ['2025-08-15', 'Galaxy', 'CoreWeave', 'Helios II, III', 'triple-net', [393, 0, 15, 10500], 'commercialsearch.com; stocktitan.net', { status: 'inferred', capexUsdMPerMw: [11, 13], note: 'the first three phases less Phase I' }],
  ['2025-08-18', 'TeraWulf', GOOGLE, 'Lake Mariner CB-5', 'modified gross', [160, 0, 10, 3000], 'TeraWulf 8-K, 18 August 2025: total of $6.7B less $3.7B', { capexUsdMPerMw: [8, 10], noiMarginPercent: [85, 85] }],
  ['2025-08-29', 'Applied Digital', 'CoreWeave', 'Polaris Forge 1', 'lease', [400, 0, 15, 11000], 'GlobeNewswire', { status: 'cumulative' }],
  ['2025-08-29', 'Applied Digital', 'CoreWeave', 'Polaris Forge 1, third lease', 'lease', [150, 0, 15, 4000], 'GlobeNewswire; benzinga.com', { status: 'inferred', note: 'total of $11B less $7B' }],
  ['2025-09-25', 'Cipher', GOOGLE, 'Barber Lake', 'modified gross', [168, 244, 10, 3000], 'SEC 0000950103-25-014194', { capexUsdMPerMw: [9, 11], noiMarginPercent: [80, 85] }],
  ['2025-10-22', 'Applied Digital', HYPERSCALER, 'Polaris Forge 2', 'lease', [200, 0, 15, 5000], 'benzinga.com'],
  ['2025-10-28', 'TeraWulf (51% JV)', GOOGLE, 'Abernathy TX', 'lease', [168, 0, 25, 9500], 'TeraWulf 8-K, 28 October 2025', { capexUsdMPerMw: [8, 10] }],
  ['2025-11-03', 'Cipher', 'AWS', 'Black Pearl', 'lease', [0, 300, 15, 5500], 'parameter.io', { note: '300 MW is gross' }],
  ['2025-11-03', 'IREN', 'Microsoft', 'Childress Horizon 1–4', 'GPU cloud', [200, 0, 5, 9700], 'dcpulse.com', { capexUsdMPerMw: [29, 29], revenueUsdMPerYear: 1940, note: '20% prepayment' }],
  ['2025-11-20', 'Cipher', GOOGLE, 'Barber Lake expansion', 'modified gross', [39, 56, 10, 830], 'stocktitan.net CIFRW', { capexUsdMPerMw: [9, 10], noiMarginPercent: [85, 90] }],
  ['2025-11-22', 'WhiteFiber (Bit Digital)', 'Nscale', 'NC-1, Madison NC', 'lease', [40, 0, 10, 865], 'WhiteFiber 8-K, 18 December 2025', { escalatorPercentPerYear: 3, note: 'includes installation services' }],
  ['2025-12-17', 'Hut 8', 'Fluidstack, Anthropic (Google backstop)', 'River Bend LA', 'triple-net', [245, 330, 15, 7000], 'dcpulse.com', { escalatorPercentPerYear: 3, noiUsdMPerYear: 454 }],
  ['2026-01-16', 'Riot', 'AMD', 'Rockdale, retrofit', 'lease', [25, 0, 10, 311], 'SEC 0001104659-26-004551', { capexUsdMPerMw: [3.6, 3.6], noiUsdMPerYear: 25, retrofit: true }],
  ['2026-03', 'Cipher', 'Amazon', 'Stingray, Andrews County TX', 'lease', [0, 0, 15, 2070], 'notes of $810M, 8 June 2026 (thenextweb); backlog of $11.4B less known deals', { status: 'inferred', note: 'a site of up to 100 MW; those of the lease were not read' }],
  ['2026-04-23', 'Applied Digital', HYPERSCALER, 'Delta Forge 1', 'lease', [300, 430, 15, 7500], 'SEC 0001144879-26-000036'],
  ['2026-05-05', 'Bitzero', 'OneQode', 'Namsskogan, Norway', 'lease', [0, 110, 15, 2600], 'baystreet.ca', { status: 'conditional', note: 'letter of intent; basis not said, taken as gross' }],
  ['2026-05-06', 'Hut 8', 'high investment grade, undisclosed', 'Beacon Point TX', 'triple-net', [352, 0, 15, 9800], 'letsdatascience.com; gate.tv', { escalatorPercentPerYear: 3, noiUsdMPerYear: 655 }],
  ['2026-05-07', 'IREN', 'NVIDIA', 'Childress, air-cooled', 'GPU cloud', [60, 0, 5, 3400], 'q.fitabro.com', { capexUsdMPerMw: [26.7, 26.7], revenueUsdMPerYear: 700, retrofit: true, note: 'halls that exist, air-cooled' }],
  ['2026-05-20', 'Applied Digital', HYPERSCALER, 'Polaris Forge 3', 'lease', [300, 430, 15, 7500], 'letsdatascience.com', { note: 'take-or-pay' }],
  ['2026-06-09', 'Applied Digital', HYPERSCALER, 'Delta Forge 2', 'lease', [210, 0, 15, 5200], 'SEC 0001493152-26-027984'],
  ['2026-06-24', 'Hyperscale Data', 'California neocloud, undisclosed', 'Michigan campus', 'hosting', [20, 0, 10, 1200], 'bruno.digital', { status: 'outlier', capexUsdMPerMw: [5, 6], note: 'three times any other: services or power must be inside' }],
  ['2026-06-29', 'Bitdeer', 'undisclosed', 'Tydal, Norway', 'lease', [180, 0, 0, 0], 'boursel.com', { status: 'conditional' }],
];
