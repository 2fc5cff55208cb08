import { Worker } from 'node:worker_threads';
import type { Chart, Theme } from '../charts/index.ts';

/** A chart to be painted. */
interface Job {
  chart: Chart;
  theme: Theme;
}

/** Makes PNG pictures of charts: drawn here, in a millisecond or two, and rasterised off the main thread. */
export interface Painter {
  /** Rejects where it cannot be drawn, or not within two seconds; a thread that has to be started first has ten. */
  paint(job: Job): Promise<Uint8Array<ArrayBuffer>>;
  /** Ends the thread; what it was painting, and what waits, is rejected. */
  close(): Promise<void>;
}

/** Runs `action` in `ms` milliseconds unless the returned function is called first. */
export type Later = (action: () => void, ms: number) => () => void;

/** What one picture may take. */
const TIMEOUT_MS = 2_000;
/** What starting may take besides, on a machine that has much else to do. */
const STARTING_MS = 8_000;
const IDLE_MS = 60_000;
/** What a picture might leave behind in WebAssembly's memory goes with the thread. */
const PICTURES_PER_THREAD = 250;
const LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

export function setLater(action: () => void, ms: number): () => void {
  const timer = setTimeout(action, ms).unref();
  return () => clearTimeout(timer);
}

const startThread = () => new Worker(new URL('./thread.mjs', import.meta.url), { resourceLimits: LIMITS });

/** One thread, which paints one picture at a time: started at the first, ended after a minute without any. */
export function createPainter({
  later = setLater,
  start = startThread,
}: {
  later?: Later;
  start?: () => Worker;
} = {}): Painter {
  let thread: Worker | undefined;
  let painted = 0;
  let keepAlive = () => {};
  let closed = false;
  let turn: Promise<unknown> = Promise.resolve();

  /** Whoever comes next gets a fresh one. */
  async function end(): Promise<void> {
    const old = thread;
    thread = undefined;
    painted = 0;
    keepAlive();
    await old?.terminate();
  }

  function awake(): Worker {
    if (closed) throw new Error('No pictures are painted any more');
    keepAlive();
    thread ??= watched(start());
    painted += 1;
    return thread;
  }

  /** A thread that is gone is not asked again; a failure that nobody waits for ends nothing else. */
  function watched(worker: Worker): Worker {
    const forget = () => {
      if (thread === worker) thread = undefined;
    };
    return worker.on('error', forget).on('exit', forget);
  }

  async function inTurn(job: Job, isLate: () => boolean): Promise<Uint8Array<ArrayBuffer>> {
    if (isLate()) throw new Error('The picture had to wait too long');
    // Whoever paints nothing loads no library for it.
    const [{ drawChart }, { spelled }] = await Promise.all([
      import('../charts/draw.ts'),
      import('./spelled.ts'),
    ]);
    const svg = drawChart(await spelled(job.chart), { theme: job.theme });
    const worker = awake();
    try {
      const outcome = await outcomeOf(worker, svg);
      if ('error' in outcome) throw outcome.error;
      return outcome.png;
    } finally {
      if (painted >= PICTURES_PER_THREAD) void end();
      else if (thread === worker) keepAlive = later(() => void end(), IDLE_MS);
    }
  }

  return {
    async paint(job) {
      const late = Promise.withResolvers<never>();
      let isLate = false;
      let isAtWork = false;
      const limitMs = thread === undefined ? STARTING_MS + TIMEOUT_MS : TIMEOUT_MS;
      const cancel = later(() => {
        isLate = true;
        // What hangs would hold up every picture after it.
        if (isAtWork) void end();
        late.reject(new Error(`The picture was not ready within ${limitMs} ms`));
      }, limitMs);
      const work = turn.then(() => {
        isAtWork = !isLate;
        return inTurn(job, () => isLate);
      });
      turn = work.catch(() => {});
      try {
        return await Promise.race([work, late.promise]);
      } finally {
        isAtWork = false;
        cancel();
      }
    },
    async close() {
      closed = true;
      await end();
    },
  };
}

/** What became of a drawing. */
type Outcome = { png: Uint8Array<ArrayBuffer> } | { error: unknown };

/** What a thread makes of one drawing. Rejects when it ends instead. */
async function outcomeOf(worker: Worker, svg: string): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const onExit = () => reject(new Error('The thread ended before the picture was ready'));
  worker.once('message', resolve).once('error', reject).once('exit', onExit);
  worker.postMessage(svg);
  try {
    return await promise;
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', onExit);
  }
}
