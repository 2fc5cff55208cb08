const EVERY_MS = 20;
/** What people notice begins about there; shorter waits are the ordinary life of a process. */
const STALL_MS = 50;

/** Tells `stalled` of each time the main loop was held up for longer than 50 ms, in seconds, until `stop`. */
export function watchStalls(asked: {
  stalled: (seconds: number) => void;
  /** Milliseconds on a clock that is never set. */
  elapsed: () => number;
}): { stop(): void } {
  const { stalled, elapsed } = asked;
  let due = elapsed() + EVERY_MS;
  const timer = setInterval(() => {
    const now = elapsed();
    if (now - due > STALL_MS) stalled((now - due) / 1000);
    due = now + EVERY_MS;
  }, EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}
