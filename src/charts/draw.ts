import type { Chart } from './chart.ts';
import { drawBars } from './forms/bars.ts';
import { drawColumns } from './forms/columns.ts';
import { drawFan } from './forms/fan.ts';
import { drawHeatMap } from './forms/heatMap.ts';
import { drawLines } from './forms/lines.ts';
import { drawStrip } from './forms/strip.ts';
import { drawTornado } from './forms/tornado.ts';
import { drawWaterfall } from './forms/waterfall.ts';
import {
  type Box,
  type Drawn,
  heading,
  LINE,
  linesUnder,
  type Page,
  pageOf,
  picture,
  type Stop,
} from './page.ts';
import { NAME_ROOM } from './rows.ts';
import { type Measure, measuredBy } from './text.ts';
import { type Theme, themes } from './theme.ts';

/** Logical pixels: a chat shows a picture some 360 wide, and text drawn for 420 is still readable there. */
const WIDTH = 420;
const HEIGHT = 252;
/** Above and below what is drawn. */
const HEAD = 64;
const STRIP_ROW = 26;
const ROW = 36;

/**
 * The picture of a chart as SVG, with the finding as its label: the same from the same data, in a worker and in a
 * browser. `width` 320 and more and `height` in logical pixels; what is too long for them is cut or counted, and
 * nothing leaves the picture. `data-plot` holds the plot's left, top, right and bottom.
 */
export const drawChart = (chart: Chart, look: Look = {}): string => readableChart(chart, look).svg;

interface Look {
  width?: number;
  height?: number;
  theme?: Theme;
  /** How wide texts are in the fonts that it is shown with; without it, in Inter. */
  measure?: Measure | undefined;
}

/** A picture with the places in it at which values are read, a row above the other. */
export interface Readable {
  svg: string;
  width: number;
  height: number;
  /** Where the values are drawn. */
  plot: Box;
  /** Made for those who read. */
  stops: () => readonly (readonly Stop[])[];
}

/** The same, with the places at which its values are read: by who points at them, or goes from one to the next. */
export const readableChart = (chart: Chart, look: Look): Readable =>
  measuredBy(look.measure, () => drawnChart(chart, look));

function drawnChart(chart: Chart, { width = WIDTH, height, theme = 'light' }: Look): Readable {
  const drawn = (lines: number) => {
    const colours = themes[theme];
    const sheet = { width, height: height ?? heightOf(chart) + (lines - 1) * LINE, colours };
    const page = pageOf({ ...sheet, lines });
    const form = drawForm(chart, page);
    // What a form leaves out is known once it is drawn.
    const parts = [chart.unit, ...(chart.note ?? '').split(' · '), ...(form.notes ?? [])];
    return { sheet, page, form, under: linesUnder({ parts, width }) };
  };
  const once = drawn(1);
  const { sheet, page, form, under } = once.under.length <= 1 ? once : drawn(once.under.length);
  const { body, plot, stops = () => [] } = form;
  const content = heading({ ...sheet, title: chart.title, under }) + body;
  const svg = picture({ ...sheet, alt: chart.alt, plot, content });
  return { svg, width, height: sheet.height, plot: plot ?? page.area, stops };
}

/** How high a chart is drawn where nothing else is asked for: what has few rows needs less. */
function heightOf(chart: Chart): number {
  switch (chart.form) {
    case 'strip':
      return HEAD + Math.min(4, chart.rows.length) * STRIP_ROW;
    case 'bars':
      return Math.min(HEIGHT, HEAD + chart.bars.length * ROW) + (chart.limit ? NAME_ROOM : 0);
    case 'waterfall':
      return Math.min(HEIGHT, HEAD + chart.steps.length * ROW);
    default:
      return HEIGHT;
  }
}

function drawForm(chart: Chart, page: Page): Drawn {
  switch (chart.form) {
    case 'lines':
      return drawLines(chart, page);
    case 'waterfall':
      return drawWaterfall(chart, page);
    case 'heatMap':
      return drawHeatMap(chart, page);
    case 'bars':
      return drawBars(chart, page);
    case 'fan':
      return drawFan(chart, page);
    case 'tornado':
      return drawTornado(chart, page);
    case 'columns':
      return drawColumns(chart, page);
    case 'strip':
      return drawStrip(chart, page);
  }
}
