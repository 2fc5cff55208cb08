import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import LongestFirst from './test/support/runner/longestFirst.ts';

/** Rooms of pure functions: their tests leave nothing behind, so that one worker does many files. */
const PURE = ['test/{charts,chat,common,economics}/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/runner/closingLine.ts'],
    testTimeout: 60_000,
    // Much of the time of a test of sockets is waiting: on two cores, three files at once take little more than two.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'all else',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...PURE],
        },
      },
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
    ],
  },
});
