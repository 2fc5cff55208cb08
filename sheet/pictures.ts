/** The builder of pictures alone, in a piece that is fetched after the first answer is shown. */

export { drawChart } from '../src/charts/index.ts';
