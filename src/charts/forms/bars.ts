import type { BarsChart, Labelled } from '../chart.ts';
import { domainFromZero } from '../domain.ts';
import type { Drawn, Page } from '../page.ts';
import { endsOf, NAME_SHARE, NUMBER_SHARE, rowsOf } from '../rows.ts';
import { linear } from '../scale.ts';
import { polyline, rectangle } from '../svg.ts';
import { fitted, labelAt, widthOf } from '../text.ts';

const GAP = 6;
const LEAST_ROW = 15.5;

/** A ranking, the greatest first: what gains is on one side of the line, what loses on the other. */
export function drawBars(chart: BarsChart, { colours, area }: Page): Drawn {
  const ranked = chart.bars.toSorted((one, other) => other.value - one.value);
  const { shown, hidden } = endsOf(ranked, Math.floor((area.bottom - area.top) / LEAST_ROW));
  const wide = area.right - area.left;
  const names = shown.map(({ label }) => fitted(label, wide * NAME_SHARE));
  const texts = shown.map(({ text }) => fitted(text, wide * NUMBER_SHARE));
  const left = area.left + Math.max(...names.map((name) => widthOf(name))) + GAP;
  const scale = scaleOf({ shown, texts, left, right: area.right });
  const rows = rowsOf({ area, count: shown.length });
  const body = shown.map(({ value }, at) => {
    const { middle, half } = rows[at]!;
    const fill = value >= 0 ? colours.good : colours.bad;
    const to = scale(value);
    const beside =
      value < 0 ? { x: to - GAP, anchor: 'end' as const } : { x: to + GAP, anchor: 'start' as const };
    return [
      labelAt({ text: names[at]!, x: left - GAP, y: middle, anchor: 'end', fill: colours.ink }),
      rectangle({ from: [scale(0), middle - half], to: [to, middle + half], fill }),
      labelAt({ text: texts[at]!, ...beside, y: middle, fill: colours.ink }),
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
  return { body: body.join('') + zero, notes: between, stops };
}

/** Each side of the line keeps room for the widest number that stands there. */
function scaleOf(asked: { shown: readonly Labelled[]; texts: string[]; left: number; right: number }) {
  const { shown, texts, left, right } = asked;
  const roomFor = (isSide: (value: number) => boolean) =>
    Math.max(0, ...shown.map(({ value }, at) => (isSide(value) ? widthOf(texts[at]!) + GAP : 0)));
  const values = shown.map(({ value }) => value);
  return linear({
    domain: domainFromZero(values),
    range: [left + roomFor((value) => value < 0), right - roomFor((value) => value >= 0)],
  });
}
