import type { MeteredMonth } from '../../tariffs/index.ts';

/** What a meter read of a month, MWh. */
export const meteredMwh = ({ kw, intervalMinutes }: Pick<MeteredMonth, 'kw' | 'intervalMinutes'>): number =>
  (kw.reduce((sum, one) => sum + one, 0) * intervalMinutes) / 60_000;
