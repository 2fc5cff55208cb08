import { showDuration } from '../../chat/parameters/duration.ts';
import type { Figure } from '../../chat/reply.ts';
import { figure, type Metric, type Provenance } from '../../chat/show/figures.ts';
import type { Measurement } from '../reading/measure.ts';
import { marketMetrics, siteMeasures } from '../rules/metrics.ts';
import type { LevelCondition, SiteCondition } from '../rules/rule.ts';

/** The value of a condition and its limit, as figures of the same kind. */
export function measurementFigures(asked: {
  condition: LevelCondition;
  measurement: Measurement;
  from: Provenance;
}): {
  value: Figure;
  limit: Figure;
} {
  const { condition, measurement } = asked;
  const from = measurement.stop ?? asked.from;
  const { metric, subject, name } = shownAs({ condition, measurement });
  const show = (value: number, label: string) => figure({ metric, value, subject, label, from });
  return { value: show(measurement.value, name), limit: show(measurement.limit, `Limit of ${name}`) };
}

/** What a condition is about in a sentence: `hashprice`, `Rockdale margin`. */
export function nameOf(asked: { condition: LevelCondition; measurement?: Measurement }): string {
  return shownAs(asked).name;
}

function shownAs(asked: { condition: LevelCondition; measurement?: Measurement }): {
  metric: Metric;
  subject: string;
  name: string;
} {
  const { condition, measurement } = asked;
  switch (condition.kind) {
    case 'market': {
      const { name, figure: metric } = marketMetrics[condition.metric];
      return { metric, subject: 'the market', name };
    }
    case 'change':
      return {
        metric: marketMetrics[condition.metric].change,
        subject: 'the market',
        name: `${marketMetrics[condition.metric].name} change`,
      };
    case 'sources':
      return {
        metric: 'troubledSourceCount',
        subject: 'the market',
        name: 'price sources lost or disagreeing',
      };
    default: {
      const subject = measurement?.site?.line.name ?? condition.site ?? 'any site';
      const { metric, name } = shownOfSite(condition);
      return { metric, subject, name: `${subject} ${name}` };
    }
  }
}

function shownOfSite(condition: SiteCondition): { metric: Metric; name: string } {
  switch (condition.kind) {
    case 'breakeven':
      return { metric: 'powerPriceUsdPerMwh', name: 'power price' };
    case 'stop':
      return { metric: 'powerPriceUsdPerMwh', name: `power within ${showDuration(condition.aheadMs)}` };
    case 'unprofitable':
      return { metric: 'marginUsdPerDay', name: `${condition.machine} margin` };
    case 'site': {
      const { name, figure: metric } = siteMeasures[condition.metric];
      return { metric, name };
    }
  }
}
