import type { Block } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { showMoment } from '../../common/localTime.ts';
import type { PowerPrice } from '../../power/index.ts';
import { said } from '../pricing/reported.ts';
import type { DispatchDay } from './decided.ts';
import { isReported, onMarket } from './meterDay.ts';
import { dispatchMetrics } from './metrics.ts';

/** What of the reports counts on the day: `the price in force`, `the prices that were in force`; empty where none does. */
export function reportedPrices({ held = [], inForce }: Pick<DispatchDay, 'held' | 'inForce'>): string {
  if (held.length === 0) return '';
  const [price, was] = held.length === 1 ? ['price', 'was'] : ['prices', 'were'];
  return `the ${price} ${inForce ? '' : `that ${was} `}in force`;
}

/** ` and the price in force` */
export const andReported = (day: Pick<DispatchDay, 'held' | 'inForce'>): string =>
  isReported(day) ? ` and ${reportedPrices(day)}` : '';

/** `$300.00/MWh, set by Ana, counts until 2026-07-14 18:00, before the tariff.` */
export function inForceText({ day, from }: { day: DispatchDay; from: Provenance }): Block[] {
  const { held = [], inForce, leftOut, of } = day;
  const last = inForce ?? held.at(-1);
  const told = [
    ...(last ? [{ ...last, words: counts(day, last) }] : []),
    ...(leftOut ? [{ ...leftOut, words: `is in force now and not in this plan, ${UNSAID}` }] : []),
  ];
  return told.map(({ usdPerMwh: value, source, words }) => {
    const subject = `${of.subject}, in force`;
    const shown = figure({ own: dispatchMetrics, metric: 'inForceUsdPerMwh', value, subject, from });
    return { kind: 'text', parts: [shown, `, ${said(source)}, ${words}.`] };
  });
}

const UNSAID = 'as nobody said until when it holds';

function counts(day: DispatchDay, { start, end, endSaid }: PowerPrice): string {
  const { inForce, of, to, tariff } = day;
  const { timeZone } = of.question.site;
  const at = (time: number) => showMoment({ time, timeZone });
  const until = endSaid || end < to ? at(end) : `the day ends, ${UNSAID}`;
  const counts = inForce ? `counts until ${until}` : `counted from ${at(start)} until ${at(end)}`;
  if (!onMarket(day)) return `${counts}, before the tariff`;
  return `${counts}${tariff ? ' as the index' : ''}, before day-ahead prices`;
}
