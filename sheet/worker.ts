import { type Job, outcomeOf } from '../src/compute/tasks.ts';

self.addEventListener('message', ({ data }: MessageEvent<Job>) => self.postMessage(outcomeOf(data)));
