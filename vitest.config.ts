import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import LongestFirst from './test/support/runner/longestFirst.ts';

/** What keeps something, or acts on what is kept: once more on PostgreSQL. Tests of SQLite's own file are not among it. */
const KEEPING = [
  'test/access/{audit,rights,sharedFlood,tokens}.test.ts',
  'test/alerts/{book,cards,engine}/**/*.test.ts',
  'test/assumptions/**/*.test.ts',
  'test/credits/**/*.test.ts',
  'test/bot/{recall,tenants}.test.ts',
  'test/delivery/{commands,outbox,unanswered,worker}.test.ts',
  'test/digest/{command,run,store}.test.ts',
  'test/market/{forecasts,historyStore}.test.ts',
  'test/peaks/peaks.test.ts',
  'test/plans/**/*.test.ts',
  'test/power/{keepDayAhead,ofDay,ofYear,ownTime,power}.test.ts',
  'test/sites/book.test.ts',
  'test/tariffs/book.test.ts',
  'test/storage/{atOnce,besideNewer,changeLog,claims,gatewaySessions,keyValue,list,lock,runMany,together}.test.ts',
];
const OF_FILES = ['test/**/fileFaults.test.ts'];
const OF_SERVERS = ['test/operate/{connections,everyTable,postgres}.test.ts', 'test/storm/takeover.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/runner/closingLine.ts'],
    testTimeout: 60_000,
    // Much of the time of a test of sockets or processes is waiting: three files at once leave a sixth of two cores idle.
    maxWorkers: Math.max(4, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    // No test leaves anything behind that another could find, so that a worker reads the program once for many files.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'SQLite',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...OF_SERVERS],
        },
      },
      {
        extends: true,
        test: {
          name: 'PostgreSQL',
          include: [...KEEPING, ...OF_SERVERS],
          exclude: [...configDefaults.exclude, ...OF_FILES],
          globalSetup: 'test/support/database/postgresSetup.ts',
        },
      },
    ],
  },
});
