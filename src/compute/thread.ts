import { parentPort } from 'node:worker_threads';
import { type Job, outcomeOf } from './tasks.ts';

parentPort?.on('message', (job: Job) => parentPort?.postMessage(outcomeOf(job)));
