/** What is let, from rack space to GPU hours. */
export const structures = ['hosting', 'lease', 'modified gross', 'triple-net', 'GPU cloud'] as const;
export type Structure = (typeof structures)[number];

/** Why a deal counts in a median or not: only what was signed and read in a source does, outliers apart. */
export const dealStatuses = [
  'signed',
  'outlier',
  'cumulative',
  'conditional',
  'inferred',
  'recalled',
] as const;
export type DealStatus = (typeof dealStatuses)[number];

/** A lease or cloud contract. What no source says is absent. */
export interface Deal {
  /** `2025-08-14`, or `2026-03` where the day is not known. */
  date: string;
  landlord: string;
  /** Who rents. */
  lessee: string;
  site: string;
  structure: Structure;
  status: DealStatus;
  criticalMw?: number;
  grossMw?: number;
  termYears?: number;
  /** Over the initial term, million USD. */
  contractUsdM?: number;
  escalatorPercentPerYear?: number;
  /** Whether buildings that were there are converted; else new ones are built. */
  retrofit?: boolean;
  /** Lowest and highest share of rent that the landlord expects as NOI, in percent. */
  noiMarginPercent?: readonly [number, number];
  /** NOI that the landlord expects, the average over the initial term. */
  noiUsdMPerYear?: number;
  /** Revenue of a year that the landlord expects, where it names that in the place of NOI. */
  revenueUsdMPerYear?: number;
  /** Lowest and highest capex that the landlord expects, million USD per critical MW; of GPU clouds that of the GPUs alone. */
  capexUsdMPerMw?: readonly [number, number];
  note?: string;
  source: string;
  /** Entered by those who asked, seen by nobody else. */
  own?: boolean;
}
