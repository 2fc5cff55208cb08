import type { Figure, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { type LeaseMetric, leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import type { ReturnRate } from '../../economics/index.ts';
import type { Replayed } from './replayed.ts';
import type { Extent } from './said.ts';

/** Writes figures about one deal. */
export interface DealPen {
  /** What the desk computes of it. */
  desk(asked: { metric: LeaseMetric; value: number }): Figure;
  /** What somebody published, from `source` on `date`. */
  said(asked: { metric: LeaseMetric; value: number; source: string; date: string }): Figure;
  /** What the landlord said: one figure, or from the lowest to the highest. */
  extent(asked: { metric: LeaseMetric; extent: Extent }): Part[];
  irr(irr: ReturnRate): Part;
}

export function dealPen({ deal, past }: Pick<Replayed, 'deal' | 'past'>): DealPen {
  const subject = `${deal.date} ${deal.landlord}, ${deal.site}`;
  const price = past.priceUsd === undefined ? [] : [past.priceUsd.source];
  const source = [deal.source, ...price, 'named assumptions'].join('; ');
  const from = { source, observedAt: Date.parse(deal.date) };
  const desk: DealPen['desk'] = (asked) => figure({ own: leaseMetrics, ...asked, subject, from });
  const said: DealPen['said'] = ({ metric, value, source: of, date }) =>
    figure({
      own: leaseMetrics,
      metric,
      value,
      subject: `${subject}, published`,
      from: { source: of, observedAt: Date.parse(date) },
    });
  return {
    desk,
    said,
    extent({ metric, extent: [low, high] }) {
      const one = (value: number) => said({ metric, value, source: deal.source, date: deal.date });
      return low === high ? [one(low)] : [one(low), ' to ', one(high)];
    },
    irr(irr) {
      if ('irrPercent' in irr) return desk({ metric: 'irrPercent', value: irr.irrPercent });
      if ('mirrPercent' in irr) return desk({ metric: 'mirrPercent', value: irr.mirrPercent });
      return `no IRR (${irr.none})`;
    },
  };
}
