import type { Figure } from '../../chat/reply.ts';
import { figure, type Metric, type Provenance } from '../../chat/show/figures.ts';
import type { LevelCondition, Reading } from '../reading/measure.ts';
import { marketMetrics } from '../rules/metrics.ts';
import type { MarketMetric, SiteMetric } from '../rules/rule.ts';

const CHANGES: Record<MarketMetric, Metric> = {
  hashprice: 'hashpriceChangePercent',
  hashpriceBtc: 'hashpriceChangePercent',
  price: 'btcPriceChangePercent',
  difficulty: 'difficultyChangePercent',
  hashrate: 'networkHashrateChangePercent',
  feeShare: 'percentageChangePoints',
  nextRetarget: 'percentageChangePoints',
};

const SITE_METRICS: Record<SiteMetric, Metric> = {
  margin: 'marginUsdPerDay',
  marginPercent: 'marginPercent',
  headroom: 'headroomPercent',
  power: 'powerPriceUsdPerMwh',
};

/** The value of a condition and its limit, as figures of the same kind. */
export function readingFigures(asked: { condition: LevelCondition; reading: Reading; from: Provenance }): {
  value: Figure;
  limit: Figure;
} {
  const { condition, reading, from } = asked;
  const { metric, subject, name } = shownAs({ condition, reading });
  const show = (value: number, label: string) => figure({ metric, value, subject, label, from });
  return { value: show(reading.value, name), limit: show(reading.limit, `Limit of ${name}`) };
}

/** What a condition is about in a sentence: `hashprice`, `Rockdale margin`. */
export function nameOf(asked: { condition: LevelCondition; reading?: Reading }): string {
  return shownAs(asked).name;
}

function shownAs(asked: { condition: LevelCondition; reading?: Reading }): {
  metric: Metric;
  subject: string;
  name: string;
} {
  const { condition, reading } = asked;
  switch (condition.kind) {
    case 'market': {
      const { name, figure: metric } = marketMetrics[condition.metric];
      return { metric, subject: 'the market', name };
    }
    case 'change':
      return {
        metric: CHANGES[condition.metric],
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
      const subject = reading?.site?.line.name ?? condition.site ?? 'any site';
      const { metric, name } = shownOfSite(condition);
      return { metric, subject, name: `${subject} ${name}` };
    }
  }
}

type SiteCondition = Extract<LevelCondition, { kind: 'site' | 'breakeven' | 'unprofitable' }>;

function shownOfSite(condition: SiteCondition): { metric: Metric; name: string } {
  switch (condition.kind) {
    case 'breakeven':
      return { metric: 'powerPriceUsdPerMwh', name: 'power price against breakeven' };
    case 'unprofitable':
      return { metric: 'marginUsdPerDay', name: `${condition.machine} margin` };
    case 'site':
      return {
        metric: SITE_METRICS[condition.metric],
        name: {
          margin: 'margin',
          marginPercent: 'margin of revenue',
          headroom: 'headroom',
          power: 'power price',
        }[condition.metric],
      };
  }
}
