import type { Measure } from '../src/charts/index.ts';
import { FONTS } from '../src/charts/page.ts';

const ruler = document.createElement('canvas').getContext('2d');

/** How wide a text is in the fonts that this browser draws it with: few have Inter, and theirs are wider. */
export const measure: Measure | undefined =
  ruler === null
    ? undefined
    : (text, { size, bold }) => {
        ruler.font = `${bold ? 600 : 400} ${size}px ${FONTS}`;
        return ruler.measureText(text).width;
      };
