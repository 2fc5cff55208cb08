import { ticks as roundValues } from 'd3-array';
import type { Domain } from './domain.ts';
import type { Box } from './page.ts';
import { linear } from './scale.ts';
import { polyline } from './svg.ts';
import { labelAt, widthOf } from './text.ts';
import type { Colours } from './theme.ts';

const SIZES = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** The marks of an axis and how each is written: all in one size, with the decimals that tell them apart. */
export function ticksOf(asked: { domain: Domain; unit: string; count: number }) {
  const values = roundValues(...asked.domain, asked.count);
  const most = Math.max(...values.map(Math.abs));
  const [size, letter] = SIZES.find(([from]) => most >= from * 10 || (from > 1e3 && most >= from)) ?? [1, ''];
  const step = Math.abs((values[1] ?? 1) - (values[0] ?? 0)) / size;
  const decimals = step >= 1 || values.length < 2 ? 0 : Math.min(12, Math.ceil(-Math.log10(step) - 1e-9));
  const written = (value: number) => {
    const digits = Math.abs(value / size).toLocaleString('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    return signed({ value, text: value === 0 ? '0' : `${digits}${letter}`, unit: asked.unit });
  };
  return values.map((value) => ({ value, text: written(value) }));
}

/** A value in three digits and its size: `$48.9k`. */
export function compact({ value, unit }: { value: number; unit: string }): string {
  const [size, letter] = SIZES.find(([from]) => Math.abs(value) >= from * 0.9995) ?? [1, ''];
  const scaled = Math.abs(value / size);
  const decimals = scaled === 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : scaled >= 0.01 ? 2 : 6;
  return signed({ value, text: `${scaled.toFixed(decimals)}${letter}`, unit });
}

function signed({ value, text, unit }: { value: number; text: string; unit: string }): string {
  const money = unit.startsWith('USD') ? '$' : '';
  return `${value < 0 ? '−' : ''}${money}${text}${unit.startsWith('%') ? '%' : ''}`;
}

/** The left axis of a plot: its labels take as much room as the widest of them needs. */
export function valueAxis(asked: { domain: Domain; unit: string; area: Box; colours: Colours }) {
  const { domain, unit, area, colours } = asked;
  const ticks = ticksOf({ domain, unit, count: Math.max(2, Math.round((area.bottom - area.top) / 36)) });
  const left = area.left + Math.max(...ticks.map(({ text }) => widthOf(text)), 0) + 6;
  const scale = linear({ domain, range: [area.bottom, area.top] });
  const body = (right: number) =>
    ticks.map(({ value, text }) =>
      polyline(
        [
          [left, scale(value)],
          [right, scale(value)],
        ],
        { colour: value === 0 ? colours.muted : colours.grid },
      ).concat(labelAt({ text, x: left - 6, y: scale(value), anchor: 'end', fill: colours.muted })),
    );
  return { left, scale, body: (right: number) => body(right).join('') };
}
