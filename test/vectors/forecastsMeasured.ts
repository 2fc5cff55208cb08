/**
 * How the estimate of the retarget did on real periods of 2025 and 2026, counted from their blocks in November 2026, by
 * blocks into the period: `luckPoints`, the standard error that block times alone give; the share of periods that
 * ±`givenPoints` (1.28 of it) held; and the half width that would have held 80 % of them.
 */
// biome-ignore format: one position a line
export const retargetsMeasured = [
  { blocks: 50, periods: 28, rmsePoints: 6.09, luckPoints: 4.87, insidePercent: 75, givenPoints: 6.23, neededPoints: 10.19 },
  { blocks: 144, periods: 28, rmsePoints: 6.17, luckPoints: 4.66, insidePercent: 61, givenPoints: 5.96, neededPoints: 8.38 },
  { blocks: 202, periods: 28, rmsePoints: 5.50, luckPoints: 4.53, insidePercent: 64, givenPoints: 5.80, neededPoints: 8.45 },
  { blocks: 403, periods: 27, rmsePoints: 5.77, luckPoints: 4.08, insidePercent: 70, givenPoints: 5.23, neededPoints: 7.31 },
  { blocks: 502, periods: 27, rmsePoints: 5.36, luckPoints: 3.86, insidePercent: 56, givenPoints: 4.94, neededPoints: 6.55 },
  { blocks: 504, periods: 27, rmsePoints: 5.31, luckPoints: 3.86, insidePercent: 56, givenPoints: 4.94, neededPoints: 6.64 },
  { blocks: 806, periods: 26, rmsePoints: 3.27, luckPoints: 2.73, insidePercent: 65, givenPoints: 3.49, neededPoints: 4.82 },
  { blocks: 1008, periods: 26, rmsePoints: 2.56, luckPoints: 2.23, insidePercent: 69, givenPoints: 2.85, neededPoints: 3.38 },
  { blocks: 1210, periods: 26, rmsePoints: 2.14, luckPoints: 1.82, insidePercent: 77, givenPoints: 2.33, neededPoints: 2.67 },
  { blocks: 1512, periods: 28, rmsePoints: 1.20, luckPoints: 1.29, insidePercent: 82, givenPoints: 1.65, neededPoints: 1.54 },
  { blocks: 1814, periods: 28, rmsePoints: 0.82, luckPoints: 0.74, insidePercent: 71, givenPoints: 0.95, neededPoints: 1.04 },
  { blocks: 1950, periods: 28, rmsePoints: 0.60, luckPoints: 0.41, insidePercent: 64, givenPoints: 0.52, neededPoints: 0.87 },
];

/**
 * How well the time of a later block was foretold at the start of each period since the year said: at the pace of the period
 * before to the end of this one, then at the spacing of three years. Half width in percent of the span that would have
 * held 80 % of the forecasts, of `periods` periods each. Counted from header times in November 2026.
 */
// biome-ignore format: one horizon a line
export const spansMeasured = [
  { since: 2018, periods: 1, forecasts: 197, insideOnePercent: 10, neededPercent: 9.43 },
  { since: 2018, periods: 2, forecasts: 195, insideOnePercent: 19, neededPercent: 5.26 },
  { since: 2018, periods: 4, forecasts: 191, insideOnePercent: 31, neededPercent: 4.20 },
  { since: 2018, periods: 13, forecasts: 175, insideOnePercent: 41, neededPercent: 3.42 },
  { since: 2018, periods: 26, forecasts: 173, insideOnePercent: 41, neededPercent: 3.33 },
  { since: 2018, periods: 52, forecasts: 148, insideOnePercent: 32, neededPercent: 3.39 },
  { since: 2018, periods: 78, forecasts: 122, insideOnePercent: 26, neededPercent: 3.51 },
  { since: 2018, periods: 104, forecasts: 96, insideOnePercent: 17, neededPercent: 3.64 },
  { since: 2021, periods: 1, forecasts: 116, insideOnePercent: 12, neededPercent: 8.71 },
  { since: 2021, periods: 2, forecasts: 114, insideOnePercent: 19, neededPercent: 4.84 },
  { since: 2021, periods: 4, forecasts: 110, insideOnePercent: 35, neededPercent: 3.40 },
  { since: 2021, periods: 13, forecasts: 94, insideOnePercent: 52, neededPercent: 1.88 },
  { since: 2021, periods: 26, forecasts: 92, insideOnePercent: 68, neededPercent: 1.34 },
  { since: 2021, periods: 52, forecasts: 67, insideOnePercent: 70, neededPercent: 1.10 },
  { since: 2021, periods: 78, forecasts: 41, insideOnePercent: 76, neededPercent: 1.00 },
  { since: 2021, periods: 104, forecasts: 15, insideOnePercent: 100, neededPercent: 0.82 },
];
