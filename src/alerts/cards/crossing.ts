import { courseOf } from '../../answers/market/course.ts';
import type { LinesChart } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import type { DailyRow } from '../../market/contract.ts';
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
} as const satisfies Partial<Record<string, keyof DailyRow>>;
const isKept = (metric: string): metric is keyof typeof KEPT => Object.hasOwn(KEPT, metric);

/**
 * What a rule watches over a month, up to the moment at which it passed the limit. Undefined where it has no daily
 * history.
 */
export function crossingChart(asked: {
  notifications: readonly Notification[];
  context: MessageContext;
}): LinesChart | undefined {
  const { notifications, context } = asked;
  const [one] = notifications;
  const condition = one?.rule.condition;
  const measurement = one?.measurement;
  if (condition?.kind !== 'market' || !measurement || !isKept(condition.metric)) return undefined;
  const { snapshot, now, from } = context;
  const { value, limit } = measurementFigures({ condition, measurement, from });
  const of = KEPT[condition.metric];
  const points = courseOf({ history: snapshot.history, of, days: DAYS, now, present: value.value });
  if (points.length < 2) return undefined;
  const name = nameOf({ condition, measurement });
  return {
    form: 'lines',
    title: `${name.charAt(0).toUpperCase()}${name.slice(1)} and the limit, ${DAYS} days`,
    unit: value.unit,
    alt: `${name} is ${value.text}, ${value.value < limit.value ? 'below' : 'above'} the limit of ${limit.text}.`,
    points,
    now: { label: 'Now', value: value.value, text: bare(value) },
    levels: [{ label: 'Limit', value: limit.value, text: bare(limit) }],
    marks: [],
  };
}
