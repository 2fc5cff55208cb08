import { expect, it } from 'vitest';
import { withReports } from '../../src/power/index.ts';

const MINUTE_MS = 60_000;
const minutes = (from: number, to: number) => ({ start: from * MINUTE_MS, end: to * MINUTE_MS });

it('withReports() counts a quarter hour in which a report begins or ends at the mean over it, as the index where there is one', () => {
  const reports = [
    { ...minutes(12, 15), usdPerMwh: 300 },
    { ...minutes(20, 65), usdPerMwh: 120 },
  ];
  const flat = withReports({ prices: [{ ...minutes(0, 120), usdPerMwh: 45, ofIndex: 0 }], reports });
  expect(flat).toEqual([
    { ...minutes(0, 15), usdPerMwh: (12 * 45 + 3 * 300) / 15, ofIndex: 0 },
    { ...minutes(15, 30), usdPerMwh: 15 + 80, ofIndex: 0 },
    { ...minutes(30, 60), usdPerMwh: 120, ofIndex: 0 },
    { ...minutes(60, 75), usdPerMwh: 30 + 40, ofIndex: 0 },
    { ...minutes(75, 120), usdPerMwh: 45, ofIndex: 0 },
  ]);
  const indexed = withReports({ prices: [{ ...minutes(0, 75), usdPerMwh: 5, ofIndex: 1.5 }], reports });
  expect(indexed.map(({ usdPerMwh, ofIndex }) => [usdPerMwh, Number(ofIndex.toFixed(12))])).toEqual([
    [5 + 1.5 * 60, 1.2],
    [5 + 1.5 * 80, 0.5],
    [5 + 1.5 * 120, 0],
    [5 + 1.5 * 40, 1],
  ]);
});
