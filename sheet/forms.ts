/** Every form of picture, fetched where an answer has another than the first. */

export { forms } from '../src/charts/draw.ts';
