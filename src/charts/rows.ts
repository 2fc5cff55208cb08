import type { Box } from './page.ts';

/** Of the width of a picture: what its longest name may take, and the longest number beside a bar. */
export const NAME_SHARE = 0.36;
export const NUMBER_SHARE = 0.26;

/** The middle of each of the rows that share an area, and half of what a bar in it is high. */
export function rowsOf({ area, count }: { area: Box; count: number }) {
  const step = Math.min(36, (area.bottom - area.top) / count);
  const half = Math.min(12, step * 0.36);
  return Array.from({ length: count }, (_, at) => ({ middle: area.top + (at + 0.5) * step, half }));
}

/** At most `most` of the items, the first and the last of them; what lies between is not shown. */
export function endsOf<T>(items: readonly T[], most: number): { shown: readonly T[]; hidden: number } {
  if (items.length <= most) return { shown: items, hidden: 0 };
  const first = Math.ceil(most / 2);
  return { shown: [...items.slice(0, first), ...items.slice(first - most)], hidden: items.length - most };
}
