import { expect, it } from 'vitest';
import type { Parameter } from '../../../src/chat/parameter.ts';
import * as parameters from '../../../src/chat/parameters/index.ts';
import { readArguments } from '../../../src/chat/read/parse.ts';

const command = {
  name: 'tariff',
  summary: 'A tariff from a file',
  examples: [],
  parameters: {
    since: parameters.word({ description: 'The day', example: '2026-07-15' }),
    file: parameters.file({ description: 'A file', positional: true, example: 'rate.csv' }),
  } satisfies Record<string, Parameter<unknown, boolean>>,
};
const read = (text: string) => {
  const { arguments: given, flags } = readArguments({ command, text, lookup: { sites: [] } });
  return { ...given, ...(flags.full && { full: true }) };
};

it.each([
  ['tou.json since=2026-12-01', { file: 'tou.json', since: '2026-12-01' }],
  ['since=2026-12-01 my rate.csv --full', { file: 'my rate.csv', since: '2026-12-01', full: true }],
  ['"a since=1.json" --since 2026-12-01', { file: 'a since=1.json', since: '2026-12-01' }],
  ['file="a b.json" since = 2026-12-01', { file: 'a b.json', since: '2026-12-01' }],
  [
    'since=2026-12-01 {"name": "x since=1 --full"}',
    { file: '{"name": "x since=1 --full"}', since: '2026-12-01' },
  ],
  ['charge,price\nEnergy,since=1 --full', { file: 'charge,price\nEnergy,since=1 --full' }],
])('file() ends where an option begins, and takes what was pasted as it is: %j', (text, given) => {
  expect(read(text)).toEqual(given);
});

it('file() leaves a word that is no option to be refused by name', () => {
  expect(() => read('tou.json until=2026-12-01')).toThrow(/until/u);
});
