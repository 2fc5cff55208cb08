import { parentPort } from 'node:worker_threads';
import type { Reading } from './readings.ts';
import { END, type Job, type Outcome, outcome, outcomeOf } from './tasks.ts';

parentPort?.on('message', async (told: Job | Reading | typeof END) => {
  if (told === END) parentPort?.close();
  else parentPort?.postMessage('reading' in told ? await read(told) : outcomeOf(told));
});

/** Readers and their libraries are loaded for the first text that is long: a thread that loads the least starts soonest. */
async function read({ reading, asked }: Reading): Promise<Outcome> {
  const { readings } = await import('./readings.ts');
  return outcome(() => (readings[reading] as (asked: unknown) => unknown)(asked));
}
