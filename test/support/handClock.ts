/** A clock that stands still until it is moved. */
export interface HandClock {
  now(): number;
  advance(ms: number): void;
}

export function handClock(start = Date.parse('2026-04-20T12:00:00Z')): HandClock {
  let time = start;
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
  };
}
