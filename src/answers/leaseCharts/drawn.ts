import type { Figure } from '../../chat/reply.ts';
import type { LeaseMetric } from '../../chat/show/leaseMetrics.ts';
import type { Comparison, Outcomes } from '../../economics/index.ts';

/** Writes a figure about the site, the subject being one of its uses. */
export type Write = (asked: { metric: LeaseMetric; value: number; subject?: string }) => Figure;

/** What pictures of mine or lease are drawn from. */
export interface Drawn {
  site: string;
  compared: Comparison;
  outcomes: Outcomes;
  write: Write;
}
