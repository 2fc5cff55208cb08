import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/runner/longestFirst.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/runner/closingLine.ts'],
    testTimeout: 60_000,
    // Much of the time of a test of sockets is waiting: on two cores, two files at once take little more than one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
  },
});
