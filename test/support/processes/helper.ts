import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A script in a process of its own, so that it shares neither time nor memory: it answers questions, one at a time. */
export interface Helper {
  ask<T>(question: unknown): Promise<T>;
  stop(): void;
}

export async function startHelper(script: URL, settings: unknown = {}): Promise<Helper> {
  const child = fork(fileURLToPath(script), [JSON.stringify(settings)]);
  const ask = async <T>(question: unknown): Promise<T> => {
    const answer = nextMessage(child);
    child.send({ question });
    return (await answer) as T;
  };
  await nextMessage(child);
  return { ask, stop: () => void child.kill('SIGKILL') };
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const stopped = new AbortController();
  const ended = once(child, 'exit', { signal: stopped.signal }).then(([code]) => {
    throw new Error(`A helper ended with ${code}`);
  });
  try {
    return (await Promise.race([once(child, 'message'), ended]))[0];
  } finally {
    ended.catch(() => {});
    stopped.abort();
  }
}

/** In the script: says that it is ready, then answers every question. */
export function answerQuestions(answer: (question: never) => unknown): void {
  process.on('message', async ({ question }: { question: never }) =>
    process.send!((await answer(question)) ?? null),
  );
  process.send!('ready');
}
