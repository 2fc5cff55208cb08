import { type Course, courseOf } from '../../answers/market/course.ts';
import type { LinesChart } from '../../charts/chart.ts';
import type { Figure } from '../../chat/reply.ts';
import { bare } from '../../chat/show/chart.ts';
import { figure } from '../../chat/show/figures.ts';
import { payoutAtLimit } from '../reading/crossings.ts';
import type { Measurement } from '../reading/measure.ts';
import { payoutOf } from '../reading/siteLine.ts';
import type { LevelCondition, SiteCondition } from '../rules/rule.ts';
import { measurementFigures, nameOf } from './measurementFigures.ts';
import type { MessageContext } from './messageContext.ts';
import type { Notification } from './notification.ts';

const DAYS = 30;

/** The market's metrics that have a daily history. */
const KEPT = {
  hashprice: 'hashpriceUsdPerPhDay',
  hashpriceBtc: 'hashpriceBtcPerPhDay',
  price: 'priceUsd',
  difficulty: 'difficulty',
} as const satisfies Partial<Record<string, Course>>;
const isKept = (metric: string): metric is keyof typeof KEPT => Object.hasOwn(KEPT, metric);

/**
 * What the first rule of a message watches over a month, up to the moment at which it passed the limit: a market
 * metric itself; of a site the hashprice, beside the one at which the site is at its limit. Undefined without a daily
 * history.
 */
export function crossingChart({
  notifications: [one],
  context,
}: {
  notifications: readonly Notification[];
  context: MessageContext;
}): LinesChart | undefined {
  const { condition } = one?.rule ?? {};
  const { measurement } = one ?? {};
  if (!condition || !measurement) return undefined;
  switch (condition.kind) {
    case 'market':
      return isKept(condition.metric) ? marketChart({ condition, measurement, context }) : undefined;
    case 'site':
    case 'breakeven':
    case 'unprofitable':
      return siteChart({ condition, measurement, context });
    default:
      return undefined;
  }
}

interface Crossed<C extends LevelCondition> {
  condition: C;
  measurement: Measurement;
  context: MessageContext;
}

function marketChart(asked: Crossed<Extract<LevelCondition, { kind: 'market' }>>): LinesChart | undefined {
  const { condition, measurement, context } = asked;
  const { value, limit } = measurementFigures({ condition, measurement, from: context.from });
  const name = nameOf({ condition, measurement });
  return course({
    of: KEPT[condition.metric as keyof typeof KEPT],
    title: `${name.charAt(0).toUpperCase()}${name.slice(1)} and the limit, ${DAYS} days`,
    alt: `${finding({ condition, measurement, context })}.`,
    value,
    limit,
    context,
  });
}

/** A site earns on a straight line in the hashprice: its limit is one of the hashprice. */
function siteChart({ condition, measurement, context }: Crossed<SiteCondition>): LinesChart | undefined {
  const { payouts, from } = context;
  const { site } = measurement;
  const payout = site && payoutAtLimit({ condition, site });
  if (payout === undefined || payouts === undefined) return undefined;
  const paid = payouts.all / payoutOf({ line: site!.line, payouts });
  const hashprice = (value: number, subject: string) =>
    figure({ metric: 'hashpriceUsdPerPhDay', value, subject, from });
  const [value, limit] = [
    hashprice(payouts.all, 'the market'),
    hashprice(payout * paid, `the limit of ${site!.line.name}`),
  ];
  return course({
    of: 'hashpriceUsdPerPhDay',
    title: `Hashprice and the limit of ${site!.line.name}, ${DAYS} days`,
    alt: `${finding({ condition, measurement, context })}. Hashprice is ${value.text}; the limit is reached at ${limit.text}.`,
    value,
    limit,
    context,
  });
}

/** `hashprice is $42.00/PH/day, below the limit of $45.00/PH/day` */
function finding({ condition, measurement, context: { from } }: Crossed<LevelCondition>): string {
  const { value, limit } = measurementFigures({ condition, measurement, from });
  const side = value.value < limit.value ? 'below' : 'above';
  return `${nameOf({ condition, measurement })} is ${value.text}, ${side} the limit of ${limit.text}`;
}

function course(asked: {
  of: Course;
  title: string;
  alt: string;
  value: Figure;
  limit: Figure;
  context: MessageContext;
}): LinesChart | undefined {
  const { of, title, alt, value, limit, context } = asked;
  const { snapshot, now } = context;
  const points = courseOf({ history: snapshot.history, of, days: DAYS, now, present: value.value });
  if (points.length < 2) return undefined;
  return {
    form: 'lines',
    title,
    unit: value.unit,
    alt,
    points,
    now: { label: 'Now', value: value.value, text: bare(value) },
    levels: [{ label: 'Limit', value: limit.value, text: bare(limit) }],
    marks: [],
  };
}
