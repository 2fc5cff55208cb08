import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import type { Compute, Threads } from '../../src/compute/threads.ts';

/** Some 50 MB: an answer has 0.1 to 0.3 MB. */
const MOST_KEPT = 256;

/**
 * The same threads, which compute a task of the same data once: tasks are pure, and tests ask the same question through
 * every adapter. Each caller gets a copy of its own, as it does from a thread. What fails is not kept.
 */
export function computedOnce(threads: Threads): Threads {
  const kept = new Map<string, Promise<unknown>>();
  const compute: Compute = async (task, asked) => {
    const key = createHash('sha256').update(task).update(serialize(asked)).digest('base64');
    let answer = kept.get(key);
    if (answer === undefined) {
      answer = threads.compute(task, asked);
      kept.set(key, answer);
      answer.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT) kept.delete(oldest!);
    }
    return structuredClone(await answer) as never;
  };
  return { ...threads, compute };
}
