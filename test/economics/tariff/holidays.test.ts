import { expect, it } from 'vitest';
import { billsOf, type Charge } from '../../../src/economics/index.ts';
import { chicago, flat, grid, tariffOf } from './tariffs.ts';

it('billsOf() bills the hours of a holiday as those of a weekend, under the tariff that names it', () => {
  const hours = (period: number) => Array.from({ length: 12 }, () => Array<number>(24).fill(period));
  const charge: Charge = {
    kind: 'energy',
    name: 'Energy',
    schedule: { weekday: hours(0), weekend: hours(1) },
    periods: [...flat(0.1), ...flat(0.04)],
  };
  const july = grid({ from: '2026-07-01T05:00Z', to: '2026-08-01T05:00Z' });
  const load = { kw: new Float64Array(july.count).fill(100) };
  const usdWith = (holidays?: string[]) => {
    const tariff = { ...tariffOf(charge), ...(holidays && { holidays }) };
    return billsOf({ tariffs: [{ from: 0, tariff }], grid: july, localTime: chicago, load })[0]!.totalUsd;
  };
  const dayUsd = 24 * 100 * (0.1 - 0.04);
  // The third is a Friday, the fourth a Saturday.
  expect(usdWith() - usdWith(['2026-07-03', '2026-07-04'])).toBeCloseTo(dayUsd, 6);
  expect(() => usdWith(['2026-02-30'])).toThrow(
    'holidays must be days such as 2026-07-04, read "2026-02-30"',
  );
});
