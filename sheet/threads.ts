import type { CommandContext } from '../src/command.ts';
import { simulator } from '../src/compute/simulation.ts';
import type { Outcome } from '../src/compute/tasks.ts';
import type { Compute } from '../src/compute/threads.ts';
import { OutOfRangeError } from '../src/economics/range.ts';
import SheetWorker from './worker.ts?worker&inline';

const MOST_WORKERS = 3;

interface Task {
  job: { task: string; asked: unknown };
  resolve: (answer: unknown) => void;
  reject: (error: unknown) => void;
}

/** Where long computations run; `stop` drops what nobody waits for any more. */
export type WebThreads = CommandContext['threads'] & { stop(): void };

/** Web workers, so that the page goes on meanwhile. */
export function webThreads(): WebThreads {
  const count = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS);
  const busy = new Set<Worker>();
  const idle: Worker[] = [];
  let waiting: Task[] = [];

  function next(): void {
    const worker = idle.pop() ?? (busy.size < count && waiting.length > 0 ? new SheetWorker() : undefined);
    const task = worker && waiting.shift();
    if (!worker) return;
    if (!task) return void idle.push(worker);
    busy.add(worker);
    worker.onmessage = ({ data }: MessageEvent<Outcome>) => {
      busy.delete(worker);
      idle.push(worker);
      settle(task, data);
      next();
    };
    worker.onerror = ({ message }) => task.reject(new Error(message));
    worker.postMessage(task.job);
    next();
  }

  const compute = ((task: string, asked: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.push({ job: { task, asked }, resolve, reject });
      next();
    })) as Compute;

  return {
    compute,
    simulate: simulator({ count, compute }),
    stop() {
      waiting = [];
      for (const worker of busy) worker.terminate();
      busy.clear();
    },
  };
}

function settle({ resolve, reject }: Task, outcome: Outcome): void {
  if ('answer' in outcome) resolve(outcome.answer);
  else reject('refused' in outcome ? new OutOfRangeError(outcome.refused) : outcome.error);
}
