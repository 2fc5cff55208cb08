import { expect, it } from 'vitest';
import { tempDirectory } from '../support/tempDirectory.ts';
import { type StormSettings, storm } from './storm.ts';
import { judge } from './verdict.ts';

const reading = { seed: 1, lieEvery: 5, kills: 12, crossings: 200, discord: 20, slack: 2, history: true };
const blind = { seed: 2, lieEvery: 5, kills: 8, crossings: 100, discord: 0, slack: 10, history: false };

async function weathered(settings: Omit<StormSettings, 'directory'>) {
  const evidence = await storm({ ...settings, directory: tempDirectory() });
  return { ...judge(evidence), kills: evidence.kills.length, lies: evidence.lies };
}

/** Two storms at the same time, each with a desk, a market and platforms of its own. */
it('a desk that is killed 20 times among liars believes nothing, loses nothing, and repeats nothing unmarked', async () => {
  const [whereItCanLook, whereItCannot] = await Promise.all([weathered(reading), weathered(blind)]);
  const kept = { false: 0, lost: 0, torn: 0 };
  expect(whereItCanLook).toMatchObject({ ...kept, kills: 12, duplicates: { discord: 0, slack: 0 } });
  expect(whereItCannot).toMatchObject({ ...kept, kills: 8, unmarked: 0, unexplained: 0 });
  for (const { lies } of [whereItCanLook, whereItCannot])
    for (const times of Object.values(lies.told)) expect(times).toBeGreaterThan(0);
  expect(whereItCanLook.crossings).toBeGreaterThanOrEqual(reading.crossings);
  expect(whereItCannot.crossings).toBeGreaterThanOrEqual(blind.crossings);
}, 600_000);
