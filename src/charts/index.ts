/** Charts as data, and the one builder that draws them: pure, for servers and browsers alike. */

export {
  type BarsChart,
  type Chart,
  type ColumnsChart,
  chartSchema,
  type FanChart,
  type HeatMapChart,
  type Labelled,
  type LinesChart,
  type Point,
  type StripChart,
  type TornadoChart,
  type WaterfallChart,
} from './chart.ts';
export { drawChart, readableChart } from './draw.ts';
export type { Stop } from './page.ts';
export type { Readable } from './readable.ts';
export { sparkline } from './sparkline.ts';
export type { Measure } from './text.ts';
export type { Theme } from './theme.ts';
