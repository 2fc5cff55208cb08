/** Resolves after `ms` milliseconds; rejects when the adapter stops first. */
export type Wait = (ms: number) => Promise<void>;

/** Waiting by the clock of the process, until `signal` ends all of it. */
export function waiting(signal: AbortSignal): Wait {
  const ends = new Set<() => void>();
  // One listener for all: there may be thousands of waits, and each listener on a signal is dear.
  signal.addEventListener('abort', () => {
    for (const end of ends) end();
  });
  return (ms) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        ends.delete(end);
        resolve();
      }, ms);
      const end = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      if (signal.aborted) end();
      else ends.add(end);
    });
}
