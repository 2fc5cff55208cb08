import { expect, it } from 'vitest';
import { tempDirectory } from '../support/tempDirectory.ts';
import { storm } from './storm.ts';
import { judge } from './verdict.ts';

const calm = { seed: 3, lieEvery: 1_000, kills: 0, crossings: 12, discord: 0, slack: 4, history: true };

it('judge() says of a desk that doubled one alert, lost one and told a false one what it did', async () => {
  const breaks = ['doubled', 'lost', 'false'] as const;
  const evidence = await storm({
    ...calm,
    breaks: [...breaks],
    silenceMs: 15_000,
    directory: tempDirectory(),
  });
  // Where a false one was told, the true one was not.
  expect(judge(evidence)).toMatchObject({
    ...{ false: 1, lost: 2, torn: 0 },
    duplicates: { discord: 0, slack: 1 },
    ...{ unmarked: 1, unexplained: 1 },
  });
}, 300_000);
