import type { Part } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import type { Tariff } from '../../economics/index.ts';
import { billMetrics } from './metrics.ts';

const sharesOf = ({ energyShare, demandShare }: NonNullable<Tariff['losses']>) =>
  [
    ['energy', energyShare],
    ['demand', demandShare],
  ] as const;

/** What is added to the meter's reading before it is billed: a row for each that is. */
export function lossRows({ losses, from }: Pick<Tariff, 'losses'> & { from: Provenance }): Part[][] {
  const own = { own: billMetrics, metric: 'tariffSharePercent' as const, from };
  return (losses ? sharesOf(losses) : [])
    .filter(([, share]) => share > 0)
    .map(([of, share]) => {
      const subject = `Losses added to ${of}`;
      return [subject, figure({ ...own, value: share * 100, subject })];
    });
}

/** `; billed with 3% losses on energy`: why more is billed than the meter read. */
export function lossWords({ losses }: Pick<Tariff, 'losses'>): string {
  const on = (losses ? sharesOf(losses) : [])
    .filter(([, share]) => share > 0)
    .map(([of, share]) => `${Number((share * 100).toFixed(2))}% losses on ${of}`);
  return on.length === 0 ? '' : `; billed with ${on.join(' and ')}`;
}
