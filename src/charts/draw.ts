import type { Chart } from './chart.ts';
import { drawBars } from './forms/bars.ts';
import { drawColumns } from './forms/columns.ts';
import { drawFan } from './forms/fan.ts';
import { drawHeatMap } from './forms/heatMap.ts';
import { drawLines } from './forms/lines.ts';
import { drawStrip } from './forms/strip.ts';
import { drawTornado } from './forms/tornado.ts';
import { drawWaterfall } from './forms/waterfall.ts';
import { measureInter } from './glyphs.ts';
import { type Forms, type Look, type Readable, readableBy } from './readable.ts';

/** Every form that there is. */
export const forms: Forms = {
  lines: drawLines,
  waterfall: drawWaterfall,
  heatMap: drawHeatMap,
  bars: drawBars,
  fan: drawFan,
  tornado: drawTornado,
  columns: drawColumns,
  strip: drawStrip,
};

/**
 * The picture of a chart as SVG, with the finding as its label: the same from the same data, in a worker and in a
 * browser. `width` 320 and more and `height` in logical pixels; what is too long for them is cut or counted, and
 * nothing leaves the picture. `data-plot` holds the plot's left, top, right and bottom.
 */
export const drawChart = (chart: Chart, look: Look = {}): string => readableChart(chart, look).svg;

/** The same, with the places at which its values are read: by who points at them, or goes from one to the next. */
export const readableChart = (chart: Chart, look: Look): Readable =>
  readableBy({ chart, forms, look: { measure: measureInter, ...look } });
