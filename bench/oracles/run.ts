import { parseArgs } from 'node:util';
import { agrees } from './comparison.ts';
import { dispatchOracle } from './dispatch.ts';

/**
 * `npm run oracles -- <folder>`: computes what independent programs have computed from files that are not part of the
 * project, and compares. Ends with 1 where a number differs.
 */

const oracles = [dispatchOracle];

const [folder] = parseArgs({ allowPositionals: true }).positionals;
if (folder === undefined) throw new Error('Say where the files are: npm run oracles -- <folder>');

const compared = oracles.flatMap((oracle) => oracle(folder));
for (const one of compared) {
  const { name, computed, expected } = one;
  console.log(`${agrees(one) ? 'agrees ' : 'DIFFERS'} ${name}: ${computed} (${expected})`);
}
const agreeing = compared.filter(agrees).length;
console.log(`${agreeing} of ${compared.length} agree`);
process.exitCode = agreeing === compared.length ? 0 : 1;
