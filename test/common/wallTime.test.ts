import { expect, test } from 'vitest';
import { utcOffsets } from '../../src/common/wallTime.ts';

const changes = (timeZone: string) =>
  utcOffsets({ timeZone, from: Date.UTC(2026, 0), to: Date.UTC(2027, 0) }).map(({ from, minutes }) => [
    new Date(from).toISOString().slice(0, 16),
    minutes,
  ]);

test.each([
  ['America/Chicago', [-360, '2026-03-08T08:00', -300, '2026-11-01T07:00', -360]],
  ['Australia/Lord_Howe', [660, '2026-04-04T15:00', 630, '2026-10-03T15:30', 660]],
  ['Asia/Kolkata', [330]],
])('utcOffsets() knows the minute of each change in %s', (timeZone, known) => {
  expect(changes(timeZone).flat()).toEqual(['2026-01-01T00:00', ...known]);
});
