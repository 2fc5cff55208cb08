import { setTimeout as sleep } from 'node:timers/promises';

/** One question and its answer, by how long each took in milliseconds. */
export interface Taken {
  /** Until the platform knew that the question was received. */
  ackMs: number;
  /** Until the answer was there; with an app that only acknowledges, the same. */
  answerMs: number;
}

type Ask = () => Promise<Taken>;

/** Asks over `connections` at once, each waiting for its answer, until `count` or `forMs` is reached. */
export async function askInTurn(asked: {
  ask: Ask;
  connections: number;
  count?: number;
  forMs: number;
}): Promise<{ count: number; perSecond: number }> {
  const { ask, connections, count = Number.POSITIVE_INFINITY, forMs } = asked;
  const started = performance.now();
  let begun = 0;
  const connection = async () => {
    while (begun < count && performance.now() - started < forMs) {
      begun += 1;
      await ask();
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return { count: begun, perSecond: (begun / (performance.now() - started)) * 1000 };
}

/** Asks `perSecond` times a second whether answers came or not. */
export async function askSteadily(asked: { ask: Ask; perSecond: number; forMs: number }): Promise<Taken[]> {
  const { ask, perSecond, forMs } = asked;
  const started = performance.now();
  const taken: Promise<Taken>[] = [];
  const total = (perSecond * forMs) / 1000;
  while (taken.length < total) {
    const due = Math.min(total, ((performance.now() - started) / 1000) * perSecond);
    while (taken.length < due) taken.push(ask());
    await sleep(1);
  }
  return Promise.all(taken);
}
