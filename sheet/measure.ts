import type { Measure } from '../src/charts/index.ts';
import { FONTS } from '../src/charts/page.ts';

const ruler = document.createElement('canvas').getContext('2d');
/** Of an em, where a browser has no canvas: most letters are narrower. */
const WIDE = 0.65;

/** How wide a text is in the fonts that this browser draws it with: few have Inter, and theirs are wider. */
export const measure: Measure = (text, { size, bold }) => {
  if (!ruler) return text.length * size * WIDE;
  ruler.font = `${bold ? 600 : 400} ${size}px ${FONTS}`;
  return ruler.measureText(text).width;
};
