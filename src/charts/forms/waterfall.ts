import type { WaterfallChart } from '../chart.ts';
import { domainFromZero } from '../domain.ts';
import type { Drawn, Page } from '../page.ts';
import { NAME_SHARE, NUMBER_SHARE, rowsOf } from '../rows.ts';
import { linear } from '../scale.ts';
import { polyline, rectangle } from '../svg.ts';
import { fitted, labelAt, widthOf } from '../text.ts';
import type { Colours } from '../theme.ts';

const GAP = 6;

interface Step {
  label: string;
  text: string;
  isTotal: boolean;
  from: number;
  to: number;
}

/** From a total, step by step, to what is left of it. */
export function drawWaterfall(chart: WaterfallChart, { colours, area }: Page): Drawn {
  const steps = runOf(chart);
  const wide = area.right - area.left;
  const names = steps.map(({ label, isTotal: bold }) => fitted(label, wide * NAME_SHARE, { bold }));
  const widest = Math.max(...names.map((name, at) => widthOf(name, { bold: steps[at]!.isTotal })));
  const texts = steps.map(({ text, isTotal: bold }) => fitted(text, wide * NUMBER_SHARE, { bold }));
  const room = Math.max(...texts.map((text, at) => widthOf(text, { bold: steps[at]!.isTotal })));
  const ends = [0, ...steps.flatMap(({ from, to }) => [from, to])];
  const left = area.left + widest + GAP;
  const below = Math.min(...ends) < 0 ? room + GAP : 0;
  const scale = linear({ domain: domainFromZero(ends), range: [left + below, area.right - room - GAP] });
  const rows = rowsOf({ area, count: steps.length });
  const body = steps.map((step, at) => {
    const { middle, half } = rows[at]!;
    const fill = fillOf(step, at, colours);
    const [start, end] = [scale(step.from), scale(step.to)];
    const bold = step.isTotal;
    const isLeft = Math.min(step.from, step.to) < 0 && Math.max(step.from, step.to) <= 0;
    const x = isLeft ? Math.min(start, end) - GAP : Math.max(start, end) + GAP;
    return [
      labelAt({ text: names[at]!, x: left - GAP, y: middle, anchor: 'end', fill: colours.ink, bold }),
      rectangle({ from: [start, middle - half], to: [seen(start, end), middle + half], fill }),
      labelAt({ text: texts[at]!, x, y: middle, anchor: isLeft ? 'end' : 'start', fill: colours.ink, bold }),
      at + 1 < steps.length
        ? joint({ x: end, from: middle + half, to: rows[at + 1]!.middle - half, colours })
        : '',
    ].join('');
  });
  const zero = polyline(
    [
      [scale(0), area.top - 2],
      [scale(0), area.bottom + 2],
    ],
    { colour: colours.muted },
  );
  const stops = () =>
    steps.map(({ label, text, from, to }, at) => [
      { x: scale((from + to) / 2), y: rows[at]!.middle, words: `${label}: ${text}` },
    ]);
  return { body: body.join('') + zero, stops };
}

/** Even the least change is seen. */
const seen = (start: number, end: number) =>
  Math.abs(end - start) >= 1 ? end : start + (end < start ? -1 : 1);

function runOf({ steps }: WaterfallChart): Step[] {
  let sum = 0;
  return steps.map(({ label, text, value, kind }) => {
    const isTotal = kind === 'total';
    const from = isTotal ? 0 : sum;
    sum = isTotal ? value : sum + value;
    return { label, text, isTotal, from, to: sum };
  });
}

function fillOf({ isTotal, from, to }: Step, at: number, { total, good, bad }: Colours): string {
  if (isTotal && at === 0) return total;
  return to >= from ? good : bad;
}

const joint = (asked: { x: number; from: number; to: number; colours: Colours }): string =>
  polyline(
    [
      [asked.x, asked.from],
      [asked.x, asked.to],
    ],
    { colour: asked.colours.muted, dash: '1.5 2' },
  );
