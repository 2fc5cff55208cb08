import type { Chart } from './chart.ts';
import { heightOf } from './height.ts';
import { type Box, type Drawn, heading, type Page, pageOf, picture, type Stop } from './page.ts';
import { type Theme, themes } from './theme.ts';

/** Logical pixels: a chat shows a picture some 360 wide, and text drawn for 420 is still readable there. */
const WIDTH = 420;

export type Form = Chart['form'];
type ChartOf = { [F in Form]: Extract<Chart, { form: F }> };

/** What draws the charts of each form. */
export type Forms = { [F in Form]: (chart: ChartOf[F], page: Page) => Drawn };

export interface Look {
  width?: number;
  height?: number;
  theme?: Theme;
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

/** The picture of a chart, by those of the forms that it needs. */
export function readableBy<F extends Form>(asked: {
  chart: ChartOf[F];
  forms: Pick<Forms, F>;
  look: Look;
}): Readable {
  const { chart, forms, look } = asked;
  const { width = WIDTH, height = heightOf(chart), theme = 'light' } = look;
  const sheet = { width, height, colours: themes[theme] };
  const draw = forms[chart.form as F];
  const { body, plot, notes = [], stops = () => [] } = draw(chart, pageOf(sheet));
  const second = [chart.unit, chart.note ?? '', ...notes];
  const content = heading({ ...sheet, title: chart.title, second }) + body;
  const svg = picture({ ...sheet, alt: chart.alt, plot, content });
  return { svg, width, height, plot: plot ?? pageOf(sheet).area, stops };
}
