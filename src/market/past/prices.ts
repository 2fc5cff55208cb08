/** A price of Bitcoin in USD as it was printed, on the day of the figure itself. */
export interface PrintedPrice {
  /** `2025-08-18` */
  day: string;
  priceUsd: number;
  source: string;
}

/**
 * Prices on days on which a lease was signed, or on the day after. Nobody who printed a figure was found for 28 March
 * 2025 (“below $85,000”), 7 May 2026 (“above $80,000”) and the other days of 2026: those have none.
 */
export const printedPrices: readonly PrintedPrice[] = [
  { day: '2024-06-04', priceUsd: 70_619.64, source: 'Benzinga, 20:35 EDT (fincrypt.info)' },
  { day: '2024-10-23', priceUsd: 66_953, source: 'coingape.com' },
  { day: '2025-06-02', priceUsd: 106_306.77, source: 'Benzinga, 20:45 ET' },
  { day: '2025-08-15', priceUsd: 118_963, source: 'techjuice.pk' },
  { day: '2025-08-18', priceUsd: 115_451.51, source: 'CoinMarketCap, 12:40 (tezgyan.com)' },
  { day: '2026-01-16', priceUsd: 95_400, source: 'fxstreet.com, “around”' },
];
