import { describe, expect, it } from 'vitest';
import { themes } from '../../src/charts/theme.ts';

/** Linear light of a colour's parts (IEC 61966-2-1). */
const linear = (colour: string): number[] =>
  [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });

const luminance = (colour: string) => {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each(Object.entries(themes))('the %s theme', (_, { ground, ink, muted, good, bad, series }) => {
  it.each([ink, muted, ...series])('lets %s be read as text on its ground', (colour) => {
    expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([good, bad])('lets %s be seen as an area', (colour) => {
    expect(contrast(colour, ground)).toBeGreaterThanOrEqual(3);
  });
});
