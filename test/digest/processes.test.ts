import { expect, it } from 'vitest';
import { testDatabase } from '../support/database/testDatabase.ts';
import { ended } from '../support/processes/child.ts';
import { startDigestProcess } from '../support/processes/digestProcess.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { delivered, operator, tenant, testDigests, testSettings } from './digests.ts';

it('runDigests() of two processes whose clocks run apart by up to a month posts each day once', async () => {
  const DAYS = 30;
  const directory = tempDirectory();
  const database = testDatabase(directory);
  const start = Date.parse('2026-03-01T00:00Z');
  const { store } = testDigests({ database, now: () => start });
  for (const timeZone of ['America/Chicago', 'Europe/London', 'Australia/Lord_Howe'])
    await store.add(
      tenant,
      testSettings({ schedule: { days: 'daily', minuteOfDay: 150, timeZone } }),
      operator,
    );
  const processes = [1, 2].map(() => ended(startDigestProcess({ directory, start, hours: DAYS * 24 })));
  for (const { code, stderr } of await Promise.all(processes)) expect([code, stderr]).toEqual([0, '']);
  const keys = (await delivered(database)).map(({ key }) => key);
  expect(keys).toHaveLength(3 * DAYS);
  expect(new Set(keys).size).toBe(keys.length);
  expect((await delivered(database)).filter(({ blocks }) => blocks.includes('Skipped'))).toEqual([]);
});
