import { setImmediate as breathe } from 'node:timers/promises';
import { timed } from '../case.ts';

const WARM_UP = 200;
const ROUNDS = 500;

/** One process of one side: what each line takes on the desk of the tree that is named, in milliseconds, as JSON. */
const [root, ...lines] = process.argv.slice(2);
const { openAskedDesk }: typeof import('../askedDesk.ts') = await import(`${root}/bench/askedDesk.ts`);
const desk = await openAskedDesk();
await desk.ask('profit demo');
const samples: Record<string, number[]> = {};
for (const line of lines) {
  for (let round = 0; round < WARM_UP; round++) await desk.ask(line);
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    took.push(await timed(() => desk.ask(line)));
    await breathe();
  }
  samples[line] = took;
}
console.log(JSON.stringify(samples));
await desk.close();
