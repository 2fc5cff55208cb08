/** What is being handled, so that stopping can wait for it. */
export function createInFlight() {
  const running = new Set<Promise<void>>();
  return {
    /** Follows `work`, which never rejects, to its end. */
    follow(work: Promise<void>): Promise<void> {
      const followed = work.finally(() => running.delete(followed));
      running.add(followed);
      return followed;
    },
    settled: () => Promise.all(running),
  };
}
