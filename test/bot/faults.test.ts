import { expect, it, onTestFinished } from 'vitest';
import { reply } from '../../src/chat/reply.ts';
import { command } from '../../src/command.ts';
import { UserError } from '../../src/common/errors.ts';
import type { Log } from '../../src/common/log.ts';
import { readConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { checkRange } from '../../src/economics/index.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { silentLog } from '../support/testMarket.ts';

/** What is shown, and logged as an error, when a command ends as `run` does. */
async function endOf(run: () => never) {
  const logged: unknown[] = [];
  const log: Log = { ...silentLog, error: (fields) => void logged.push(fields), child: () => log };
  const spec = { name: 'try', summary: 'Ends as told', parameters: {}, examples: ['try'] };
  const desk = openDesk({
    config: readConfig({ DATA_DIR: tempDirectory() }),
    commands: [command({ ...spec, run: () => reply({ title: String(run()) }) })],
    version: '0.0.0',
    now: () => 0,
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    random: () => 0.5,
    newId: () => 'a1',
    log,
  });
  onTestFinished(() => desk.stop());
  const said = await desk.bot.handle({
    id: 'q1',
    address: { adapter: 'console', tenant: 't', channel: 'C1' },
    person: { id: 'U1', name: 'Ada', standing: 'admin' },
    ask: { text: 'try' },
  });
  return { said, logged };
}

const refusals: [what: string, run: () => never, shown: RegExp][] = [
  ['UserError', () => refuse(new UserError('There is no such site.')), /^There is no such site\.$/],
  [
    'what the core refuses',
    () => checkRange({ field: 'pue', value: 0.5, min: 1, max: 3 }) as never,
    /^pue must be between 1 and 3, read 0\.5$/,
  ],
];

it.each(refusals)(
  'handle() shows a refusal as it is, and logs nothing, when the command throws %s',
  async (_, run, shown) => {
    const { said, logged } = await endOf(run);
    expect(said?.title).toMatch(shown);
    expect(logged).toEqual([]);
  },
);

const faults: [what: string, run: () => never][] = [
  ['a RangeError of the language', () => new Date(Number.NaN).toISOString() as never],
  ['a RangeError of ours that is no refusal', () => refuse(new RangeError('A schedule has no end'))],
  ['a TypeError', () => refuse(new TypeError('x is undefined'))],
];

it.each(faults)(
  'handle() shows a request id and logs the error when the command throws %s',
  async (_, run) => {
    const { said, logged } = await endOf(run);
    expect(said?.title).toBe('Hashdesk could not answer because of a fault of its own.');
    expect(said?.blocks).toEqual([{ kind: 'text', parts: ['It is in the log as request q1.'] }]);
    expect(logged).toHaveLength(1);
  },
);

function refuse(error: Error): never {
  throw error;
}
