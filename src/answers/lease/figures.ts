import type { Figure, Part } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { type LeaseMetric, leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import { type AssumptionName, assumptions, type ReturnRate } from '../../economics/index.ts';
import type { PivotQuestion } from './asked.ts';

/** What commands of mine or lease bring. */
export { leaseMetrics };

/** Writes figures about one site, the subject of each being a use of it. */
export interface Pen {
  of(asked: { metric: LeaseMetric; value: number; subject?: string }): Figure;
  /** A value of its own kind, or the words for there being none. */
  or(asked: { metric: LeaseMetric; value: number | undefined; subject?: string; none: string }): Part;
  rate(asked: { metric: LeaseMetric; irr: ReturnRate; subject?: string }): Part;
  assumed(name: AssumptionName): Figure;
}

export function penFor(asked: Pick<PivotQuestion, 'question' | 'given' | 'from' | 'overridden'>): Pen {
  const { question, given, from, overridden } = asked;
  const subjectOf = (use?: string) =>
    use === undefined ? question.site.name : `${question.site.name}, ${use}`;
  const of: Pen['of'] = ({ metric, value, subject }) =>
    figure({ own: leaseMetrics, metric, value, subject: subjectOf(subject), from });
  return {
    of,
    or: ({ value, none, ...rest }) => (value === undefined ? none : of({ ...rest, value })),
    rate: ({ irr, metric, subject }) => {
      if ('irrPercent' in irr) return of({ metric, value: irr.irrPercent, ...(subject && { subject }) });
      if ('none' in irr) return NO_RATE[irr.none];
      const whose = [subject, leaseMetrics[metric].label].filter(Boolean).join(', ');
      return of({ metric: 'mirrPercent', value: irr.mirrPercent, subject: whose });
    },
    assumed: (name) =>
      assumptionFigure({
        name,
        value: given.assumptions[name],
        by: overridden.findLast((one) => one.name === name)?.by,
        observedAt: from.observedAt,
      }),
  };
}

const NO_RATE: Record<Extract<ReturnRate, { none: string }>['none'], string> = {
  'no outlay': 'none: no outlay',
  'no income': 'none: no income',
  'income before outlay': 'none: income first',
  'several sign changes': 'no single IRR',
  'outside −99…10,000 %': 'none: beyond −99 to 10,000%',
};

const SOURCES = {
  deals: 'median of signed deals alike, see comps',
  measured: 'daily prices of the stored history',
  tenant: 'assumption of this workspace',
  site: 'assumption of this site',
  question: 'the question',
} as const;

/** An assumption with its source: its own where it is the default, else whoever made it otherwise. */
export function assumptionFigure(asked: {
  name: AssumptionName;
  value: number;
  by?: keyof typeof SOURCES | undefined;
  observedAt: number;
}): Figure {
  const { name, value, by, observedAt } = asked;
  const { source, date } = assumptions[name];
  const from: Provenance = { source: by === undefined ? `${source} (${date})` : SOURCES[by], observedAt };
  return figure({ own: leaseMetrics, metric: name, value, from });
}
