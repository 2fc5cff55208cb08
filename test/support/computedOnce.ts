import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import type { Compute, Threads } from '../../src/compute/threads.ts';
import type { Painter } from '../../src/pictures/painter.ts';

/** Some 50 MB: an answer has 0.1 to 0.3 MB, a picture less. */
const MOST_KEPT = 256;

/**
 * The same threads, which compute a task of the same data once: tasks are pure, and tests ask the same question through
 * every adapter. Each caller gets a copy of its own, as it does from a thread. What fails is not kept.
 */
export function computedOnce(threads: Threads): Threads {
  const once = kept();
  const compute: Compute = (task, asked) =>
    once({ of: [task, asked], make: () => threads.compute(task, asked) }) as never;
  return { ...threads, compute };
}

/** The same painter, which paints a chart once, for the same reason. */
export function paintedOnce(painter: Painter): Painter {
  const once = kept();
  return { ...painter, paint: (job) => once({ of: job, make: () => painter.paint(job) }) };
}

/** Makes something of the same data once, and gives each caller a copy of it. */
function kept() {
  const known = new Map<string, Promise<unknown>>();
  return async <T>({ of, make }: { of: unknown; make: () => Promise<T> }): Promise<T> => {
    const key = createHash('sha256').update(serialize(of)).digest('base64');
    let made = known.get(key);
    if (made === undefined) {
      made = make();
      known.set(key, made);
      made.catch(() => known.delete(key));
      const [oldest] = known.keys();
      if (known.size > MOST_KEPT) known.delete(oldest!);
    }
    return structuredClone(await made) as T;
  };
}
