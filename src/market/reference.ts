import type { Chain, Fees } from './contract.ts';

/** The built-in data, used when nothing newer is known: Bitcoin at the end of January 2026. */
export const reference: {
  source: string;
  observedAt: number;
  priceUsd: number;
  chain: Chain;
  fees: Fees;
} = {
  source: 'built-in reference data',
  observedAt: Date.parse('2026-01-31T23:57:31Z'),
  /** Daily close of BTC/USD, 31 January 2026. */
  priceUsd: 78_446.39,
  /** From the block headers: tip, and the first block of its period (bits 0x1701fca1). */
  chain: {
    height: 934_541,
    tipTime: Date.parse('2026-01-31T23:57:31Z'),
    difficulty: 141_668_107_417_558.25,
    periodStartHeight: 933_408,
    periodStartTime: Date.parse('2026-01-22T19:31:22Z'),
    previousRetargetPercent: -3.280111,
  },
  /** 312,605,295 sats in the 144 blocks up to the tip. */
  fees: { btcPerBlock: 312_605_295 / 144 / 1e8 },
};

/** A published fact that is newer than the reference, with its own day. */
export interface NewerFact {
  what: 'difficulty' | 'hashprice';
  /** Difficulty, or USD per PH/s per day. */
  value: number;
  observedAt: number;
  source: string;
}

/**
 * The newest published facts after the reference day. No source gives price and fees of their day, and a price is never
 * derived from a hashprice: they stand beside the reference and enter no answer. The difficulty is the one that the
 * retarget of +7.15 % at block 955,584 left, printed to two places.
 */
export const newerFacts: readonly NewerFact[] = [
  { what: 'difficulty', value: 133.87e12, observedAt: Date.parse('2026-06-26'), source: 'bt-miners.com' },
  { what: 'hashprice', value: 28.68, observedAt: Date.parse('2026-06-26'), source: 'bt-miners.com' },
];

/** Means over the blocks of a month. */
export interface ReferenceMonth {
  /** `2025-09` */
  month: string;
  priceUsd: number;
  difficulty: number;
  feesBtcPerBlock: number;
  hashpriceBtcPerPhDay: number;
  hashpriceUsdPerPhDay: number;
  hashrateEhPerS: number;
}

/** Six months computed from every block of the month; August 2025 from the 11th. Oldest first. */
export const referenceMonths: readonly ReferenceMonth[] = [
  month('2025-08', 114_611, 1.2955e14, 0.02261, 0.00048878, 56.02, 961),
  month('2025-09', 113_213, 1.3775e14, 0.02676, 0.0004608, 52.16, 1_035),
  month('2025-10', 114_117, 1.4928e14, 0.02178, 0.00042426, 48.41, 1_085),
  month('2025-11', 96_336, 1.5333e14, 0.02127, 0.00041292, 39.74, 1_081),
  month('2025-12', 88_954, 1.4857e14, 0.01919, 0.00042577, 37.87, 1_048),
  month('2026-01', 90_496, 1.4547e14, 0.01892, 0.00043494, 39.34, 981),
];

/** One line of the table above, in the order of the fields of ReferenceMonth. */
function month(...row: [string, number, number, number, number, number, number]): ReferenceMonth {
  const [name, priceUsd, difficulty, feesBtcPerBlock, hashpriceBtcPerPhDay, hashpriceUsdPerPhDay, hashrate] =
    row;
  return {
    month: name,
    priceUsd,
    difficulty,
    feesBtcPerBlock,
    hashpriceBtcPerPhDay,
    hashpriceUsdPerPhDay,
    hashrateEhPerS: hashrate,
  };
}
