import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { UserError } from '../common/errors.ts';
import { OutOfRangeError } from '../economics/range.ts';
import { SourceError } from '../net/http.ts';
import { type Reading, type ReadText, readHere } from './readings.ts';
import type { END, Job, Outcome, Tasks } from './tasks.ts';

/** Computes a task off the main thread. Rejects with what the task throws. */
export type Compute = <Name extends keyof Tasks>(
  task: Name,
  asked: Parameters<Tasks[Name]>[0],
) => Promise<ReturnType<Tasks[Name]>>;

/** Threads that compute what would hold up every other conversation. */
export interface Threads {
  /** How many tasks are computed at a time; the others wait, first come, first served. */
  count: number;
  compute: Compute;
  readText: ReadText;
  /** Rejects what is computed and what waits, and ends the threads, each when it is through with what it computes. */
  close(): Promise<void>;
}

/** Each takes some 30 MB. */
const MOST_THREADS = 3;
/** Characters that are read within some milliseconds: more than a day of prices, and less than a thread takes to start. */
const SHORT_TEXT = 40_000;
const REFUSALS = { OutOfRangeError, SourceError, UserError };

/** In a package there is no TypeScript. */
const THREAD = import.meta.url.endsWith('.ts')
  ? new URL('./thread.ts', import.meta.url)
  : new URL('./thread.js', import.meta.url);

/** As many threads as there are cores, at most three: each is started when first needed and kept until closed. */
export function openThreads({ count = Math.min(availableParallelism(), MOST_THREADS) } = {}): Threads {
  const started = new Set<Worker>();
  const idle = new Set<Worker>();
  const waiting: PromiseWithResolvers<Worker>[] = [];
  const ending = new AbortController();

  function start(): Worker {
    const worker = new Worker(THREAD);
    const forget = () => {
      started.delete(worker);
      idle.delete(worker);
    };
    worker.on('error', forget).on('exit', forget);
    started.add(worker);
    return worker;
  }

  function take(): Worker | Promise<Worker> {
    const [worker] = idle;
    if (worker !== undefined) {
      idle.delete(worker);
      return worker;
    }
    if (started.size < count) return start();
    const turn = Promise.withResolvers<Worker>();
    waiting.push(turn);
    return turn.promise;
  }

  function giveBack(worker: Worker): void {
    const turn = waiting.shift();
    if (turn !== undefined) turn.resolve(started.has(worker) ? worker : start());
    else if (started.has(worker)) idle.add(worker);
  }

  async function answer(job: Job | Reading): Promise<unknown> {
    if (ending.signal.aborted) throw ended();
    const worker = await take();
    try {
      return await answerOf({ worker, job, ending: ending.signal });
    } finally {
      giveBack(worker);
    }
  }

  return {
    count,
    compute: async (task, asked) => (await answer({ task, asked } as Job)) as never,
    readText: async (reading, asked) =>
      asked.text.length <= SHORT_TEXT
        ? readHere(reading, asked)
        : ((await answer({ reading, asked })) as never),
    async close() {
      for (const turn of waiting.splice(0)) turn.reject(ended());
      ending.abort();
      await Promise.all([...started].map(leave));
    },
  };
}

const ended = () => new Error('The thread ended before it had an answer');

/** A thread that is torn down amid its work may take the process with it: it is told, and leaves by itself. */
async function leave(worker: Worker): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  worker.once('exit', () => resolve());
  worker.postMessage('end' satisfies typeof END);
  await promise;
}

/** The answer to one job; a thread has one job at a time. */
async function answerOf(asked: {
  worker: Worker;
  job: Job | Reading;
  ending: AbortSignal;
}): Promise<unknown> {
  const { worker, job, ending } = asked;
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const onExit = () => reject(ended());
  worker.once('message', resolve).once('error', reject).once('exit', onExit);
  ending.addEventListener('abort', onExit);
  worker.postMessage(job);
  try {
    const outcome = await promise;
    if ('refused' in outcome) throw new REFUSALS[outcome.as](outcome.refused);
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', onExit);
    ending.removeEventListener('abort', onExit);
  }
}
