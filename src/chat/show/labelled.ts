import { pad, widest, wrap } from './width.ts';

/** Spaces between two columns. */
export const GAP = 2;

/** Values come first, so that numbers stay whole; labels keep enough to be read. */
export function labelWidthOf({
  labels,
  values,
  width,
}: {
  labels: number;
  values: number;
  width: number;
}): number {
  const room = width - GAP - values;
  return Math.min(labels, Math.max(room, Math.floor((width - GAP) * 0.4)));
}

/** Rows of `label  value` with the values in one column; what is too long goes on beneath. */
export function labelled({
  rows,
  width,
}: {
  rows: { label: string; value: string }[];
  width: number;
}): string[] {
  const labels = widest(rows.map(({ label }) => label));
  const labelWidth = labelWidthOf({ labels, values: widest(rows.map(({ value }) => value)), width });
  const indent = ' '.repeat(labelWidth + GAP);
  return rows.flatMap(({ label, value }) => {
    const labels = wrap(label, labelWidth);
    const values = wrap(value, width - labelWidth - GAP);
    const last = pad(labels.at(-1) ?? '', { width: labelWidth, align: 'left' });
    const line = `${last}  ${values[0] ?? ''}`.trimEnd();
    if (labels.length === 1 && values.length === 1) return line;
    return [...labels.slice(0, -1), line, ...values.slice(1).map((line) => indent + line.trimEnd())];
  });
}
