import { met } from '../../../bench/case.ts';
import { keep, show } from '../../../bench/keep.ts';
import { PER_SECOND, RESTARTS, rollingRestarts } from './rolling.ts';

/**
 * Rolling restarts alone: `npm run storm:restarts [restarts] [commands a second]`. What was measured is kept in
 * bench/results.json, unless there were fewer of either than promised.
 */

const [restarts = RESTARTS, perSecond = PER_SECOND] = process.argv.slice(2).map(Number);
const { name, measurements } = await rollingRestarts({ restarts, perSecond });
show(measurements);
if (restarts >= RESTARTS && perSecond >= PER_SECOND)
  keep({ name, command: 'npm run storm:restarts', measurements });
process.exitCode = measurements.every(met) ? 0 : 1;
