import { SITE_RANGES } from '../../economics/index.ts';
import type { Parameter } from '../parameter.ts';
import { readCount } from '../read/quantity.ts';
import { parameter } from './kind.ts';
import type { Measure } from './measures.ts';

/** Shown as examples, where they are accepted. */
const COUNTS = [3, 30, 1000, 20_000];

/** A whole number of things, or the number that one is called by: `#3`. */
export function count<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A count', range = { min: 1, max: SITE_RANGES.count.max }, ...rest } = options;
  const within = COUNTS.filter((one) => one >= range.min && one <= range.max);
  const [least = range.min, most = least] = [within.at(0), within.at(-1)];
  const examples = [...new Set([least, most])].map((one) => one.toLocaleString('en-US'));
  return parameter<number, R>(rest, {
    accepted: `a whole number such as ${examples.join(' or ')}`,
    example: examples.at(-1)!,
    read: (text) => readCount({ what, range })(text.replace(/^#(?=\d)/u, '')),
  });
}
