import type { BarsChart, Labelled } from '../chart.ts';
import { domainFromZero } from '../domain.ts';
import type { Drawn, Page } from '../page.ts';
import { endsOf, NAME_ROOM, NAME_SHARE, NUMBER_SHARE, namedLine, rowsOf } from '../rows.ts';
import { linear } from '../scale.ts';
import { polyline, rectangle } from '../svg.ts';
import { fitted, labelAt, widthOf } from '../text.ts';

const GAP = 6;
/** Kept free around a number. */
const RIM = 3;
const LEAST_ROW = 15.5;

/** A ranking, the greatest first, in two colours: what gains and what loses, or either side of a limit. */
export function drawBars(chart: BarsChart, { colours, area: whole }: Page): Drawn {
  const { limit } = chart;
  const area = limit ? { ...whole, top: whole.top + NAME_ROOM } : whole;
  const ranked = chart.bars.toSorted((one, other) => other.value - one.value);
  const { shown, hidden } = endsOf(ranked, Math.floor((area.bottom - area.top) / LEAST_ROW));
  const wide = area.right - area.left;
  const names = shown.map(({ label }) => fitted(label, wide * NAME_SHARE));
  const texts = shown.map(({ text }) => fitted(text, wide * NUMBER_SHARE));
  const left = area.left + Math.max(...names.map((name) => widthOf(name))) + GAP;
  const scale = scaleOf({ shown, texts, left, right: area.right, limit });
  const rows = rowsOf({ area, count: shown.length });
  const body = shown.map(({ value }, at) => {
    const { middle, half } = rows[at]!;
    const fill = isGood(value, limit) ? colours.good : colours.bad;
    const to = scale(value);
    const isLeft = value < 0;
    const x = isLeft ? to - GAP : to + GAP;
    const end = isLeft ? x - widthOf(texts[at]!) - RIM : x + widthOf(texts[at]!) + RIM;
    return [
      labelAt({ text: names[at]!, x: left - GAP, y: middle, anchor: 'end', fill: colours.ink }),
      rectangle({ from: [scale(0), middle - half], to: [to, middle + half], fill }),
      // Where the line of a limit would cross the number.
      limit ? rectangle({ from: [x, middle - half], to: [end, middle + half], fill: colours.ground }) : '',
      labelAt({ text: texts[at]!, x, y: middle, anchor: isLeft ? 'end' : 'start', fill: colours.ink }),
    ].join('');
  });
  const { middle, half } = rows.at(-1)!;
  const zero = polyline(
    [
      [scale(0), area.top - 2],
      [scale(0), middle + half + 4],
    ],
    { colour: colours.muted },
  );
  const between = hidden > 0 ? [`${hidden} in the middle not drawn`] : [];
  const stops = () =>
    shown.map(({ label, text, value }, at) => [
      { x: scale(value), y: rows[at]!.middle, words: `${label}: ${text}` },
    ]);
  const line =
    limit &&
    namedLine({
      name: `${limit.label} ${limit.text}`,
      x: scale(limit.value),
      top: area.top,
      bottom: middle + half + 4,
      from: area.left,
      to: area.right,
      colours,
    });
  return { body: `${zero}${line ?? ''}${body.join('')}`, notes: between, stops };
}

function isGood(value: number, limit: BarsChart['limit']): boolean {
  if (!limit) return value >= 0;
  return limit.good === 'above' ? value >= limit.value : value <= limit.value;
}

/** Each side of the line keeps room for the widest number that stands there. */
function scaleOf(asked: {
  shown: readonly Labelled[];
  texts: string[];
  left: number;
  right: number;
  limit: BarsChart['limit'];
}) {
  const { shown, texts, left, right, limit } = asked;
  const roomFor = (isSide: (value: number) => boolean) =>
    Math.max(0, ...shown.map(({ value }, at) => (isSide(value) ? widthOf(texts[at]!) + GAP : 0)));
  const values = [...shown, ...(limit ? [limit] : [])].map(({ value }) => value);
  return linear({
    domain: domainFromZero(values),
    range: [left + roomFor((value) => value < 0), right - roomFor((value) => value >= 0)],
  });
}
