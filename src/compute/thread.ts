import { parentPort } from 'node:worker_threads';
import { END, type Job, outcomeOf } from './tasks.ts';

parentPort?.on('message', (told: Job | typeof END) => {
  if (told === END) parentPort?.close();
  else parentPort?.postMessage(outcomeOf(told));
});
