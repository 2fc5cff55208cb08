import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dispatchOnHubSouth } from './dispatch.ts';
import { agrees, type Oracle } from './oracle.ts';
import { urdbBill } from './urdbBill.ts';

/**
 * `npm run oracles -- <folder>` holds ours against numbers that independent programs computed from the files of a folder,
 * which stay outside the project. Exit code 1 where one differs, 2 where a file cannot be read.
 */
const oracles: readonly Oracle[] = [urdbBill, dispatchOnHubSouth];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder of the files: npm run oracles -- <folder>');
  process.exitCode = 2;
} else {
  for (const oracle of oracles) compare(oracle, folder);
}

function compare({ file, compare }: Oracle, folder: string): void {
  console.log(`\n${file}`);
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    console.error(`  cannot be read: ${(error as Error).message}`);
    process.exitCode = 2;
    return;
  }
  for (const row of compare(text)) {
    const holds = agrees(row);
    if (!holds) process.exitCode ||= 1;
    console.log(`  ${holds ? 'holds  ' : 'DIFFERS'} ${row.what}: ${row.ours} against ${row.expected}`);
  }
}
