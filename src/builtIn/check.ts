import { agesOf } from './ages.ts';
import { builtInFigures } from './figures.ts';

/** Run by hand: lists what is built in with its age, so that what went out of date is looked up again. */
const { lines } = agesOf({ figures: builtInFigures, now: Date.now() });
process.stdout.write(`${lines.join('\n')}\n`);
