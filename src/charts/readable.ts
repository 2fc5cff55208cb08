import type { Chart } from './chart.ts';
import { heightOf } from './height.ts';
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
import { type Measure, measuredBy } from './text.ts';
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
  /** How wide texts are in the fonts that it is shown with; without it, in Inter. */
  measure?: Measure;
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
  look: Look & { measure: Measure };
}): Readable {
  return measuredBy(asked.look.measure, () => drawnBy(asked));
}

function drawnBy<F extends Form>({
  chart,
  forms,
  look: { width = WIDTH, height, theme = 'light' },
}: Parameters<typeof readableBy<F>>[0]): Readable {
  const draw = forms[chart.form as F];
  const drawn = (lines: number) => {
    const colours = themes[theme];
    const sheet = { width, height: height ?? heightOf(chart) + (lines - 1) * LINE, colours };
    const page = pageOf({ ...sheet, lines });
    const form = draw(chart, page);
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
