/** Pictures, in one piece that is fetched after the first answer is shown. */

export { drawChart } from '../../src/charts/index.ts';
export { chartsOf } from './chartsOf.ts';
