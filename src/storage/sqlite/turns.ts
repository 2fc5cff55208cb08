import { AsyncLocalStorage } from 'node:async_hooks';

/** Who may use a connection that one transaction at a time may have. */
export interface Turns {
  /** Whether the transaction that is running is the caller's. */
  isWithin(): boolean;
  /** Runs `work` at once within the transaction that is running, or when none is. */
  statement<T>(work: () => T): Promise<T>;
  /** Runs `work` when nobody else does; what it asks for itself, however deep, does not wait. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

/** First come, first served: nobody sees a transaction half done, and nobody's statement slips into another's. */
export function inTurns(): Turns {
  const within = new AsyncLocalStorage<object>();
  const waiting: (() => void)[] = [];
  let running: object | undefined;

  /** Resolves when it is the caller's turn, who then calls `next`. */
  const turn = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const isWithin = () => running !== undefined && within.getStore() === running;
  /** Whoever is next has the turn from now on, and not from when it wakes. */
  function next(): void {
    const wake = waiting.shift();
    running = wake && {};
    wake?.();
  }

  return {
    isWithin,
    async statement(work) {
      if (running === undefined || isWithin()) return work();
      await turn();
      try {
        return work();
      } finally {
        next();
      }
    },
    async transaction(work) {
      if (isWithin()) throw new Error('A transaction began within another');
      if (running !== undefined) await turn();
      const own = {};
      running = own;
      try {
        return await within.run(own, work);
      } finally {
        next();
      }
    },
  };
}
