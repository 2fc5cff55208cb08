import { monthWords } from '../../chat/show/leaseMetrics.ts';
import { usd } from '../../chat/show/numerals.ts';
import { type BillQuestion, type ComputedBill, heldBetween } from './computed.ts';
import { isHosted } from './hosting.ts';
import { lossWords } from './losses.ts';
import { heldOn } from './planned.ts';
import { monthBounds } from './question.ts';

interface Billed {
  question: BillQuestion;
  computed: ComputedBill;
}

/** `rockdale, Jun 2027, not begun yet`: whose month a bill is of, and whether it is over by the site's clock. */
export function headOf({ question, now }: { question: BillQuestion; now: number }): string {
  const { site, month } = question;
  const { from, to } = monthBounds({ site, month });
  const open = now < from ? ', not begun yet' : now < to ? ', not over yet' : '';
  return `${site.name}, ${monthWords(month)}${open}`;
}

/** What the bill of a month is for: a host's share is not power, and where the host pays the power none is left in it. */
export function billedWords({ tariffs, month }: Pick<BillQuestion, 'tariffs' | 'month'>): string {
  const held = heldBetween({ tariffs, from: month, to: month });
  if (!isHosted(held)) return 'power';
  const hostPays = held.every(({ tariff }) =>
    tariff.charges.some((charge) => charge.kind === 'hosting' && !charge.passesPowerThrough),
  );
  return hostPays ? 'hosting' : 'power and hosting';
}

/** Whether the load is metered or the site's own, and which prices stand for an index. */
export function loadWords({ question, computed }: Billed): string {
  const { bill, meteredFrom } = computed;
  const { site, index, indexUsdPerMwh } = question;
  const load = meteredFrom
    ? `by ${meteredFrom.intervalMinutes}-minute readings, ${meteredFrom.source}, ${Math.round(bill.hours)} of ${bill.monthHours} hours`
    : `by its own model, ${Math.round(site.uptime * 1000) / 10}% uptime`;
  const clock = `${load}, month in ${site.timeZone}`;
  if (index === undefined || indexUsdPerMwh !== undefined) return clock;
  return `${clock}; the index is what ${index.market === 'live' ? 'was reported as power was used' : 'the market sold it for the day before'}`;
}

/** That, and what a bill of coincident peaks is of. */
export function basisWords(asked: Billed): string {
  const cash = asked.computed.bill.lines.some(({ kind }) => kind === 'coincident')
    ? ` Coincident peaks are cash: this rate on ${peaksCharged(asked.question)}.`
    : '';
  const { tariffs, month } = asked.question;
  const losses = lossWords(heldOn({ tariffs, day: `${month}-31` })?.tariff ?? {});
  return `${loadWords(asked).replace(/^b/u, 'B')}${losses}.${cash}${askedWords(asked.question)}`;
}

/** Whose peaks a bill charges for: what was stated for an earlier year still holds. */
function peaksCharged({ tariffs, month }: BillQuestion): string {
  const charges = heldOn({ tariffs, day: `${month}-31` })?.tariff.charges ?? [];
  const earlier = charges.flatMap((charge) =>
    charge.kind === 'coincident' && charge.stated && charge.months.every((one) => one < month)
      ? [charge.months.at(-1)!.slice(0, 4)]
      : [],
  );
  return earlier.length > 0
    ? `the demand stated for ${earlier[0]}, as none is stated since`
    : 'the peaks charged now, mostly last year’s';
}

/** What the question says of the load. */
function askedWords({ indexUsdPerMwh, powerFactor }: BillQuestion): string {
  const index =
    indexUsdPerMwh === undefined ? [] : [`the index at ${usd(indexUsdPerMwh, 2)}/MWh in every hour`];
  const factor = powerFactor === undefined ? [] : [`a power factor of ${powerFactor}`];
  const said = [...index, ...factor];
  return said.length === 0 ? '' : ` As asked: ${said.join(', ')}.`;
}
