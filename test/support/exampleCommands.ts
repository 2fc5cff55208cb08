import * as parameters from '../../src/chat/parameters/index.ts';
import { findCommand, readArguments } from '../../src/chat/read/parse.ts';
import { reply } from '../../src/chat/reply.ts';
import { command } from '../../src/command.ts';
import { SITE_RANGES } from '../../src/economics/index.ts';

/** Commands with a parameter of most kinds, for reading lines. */
export const profitParameters = {
  site: parameters.siteName({ description: 'The site', positional: true, all: true, demo: true }),
  fleet: parameters.fleet({ description: 'Machines', positional: true }),
  powerPrice: parameters.powerPrice({ description: 'Power price', positional: true, aliases: ['power'] }),
  pue: parameters.number({ description: 'PUE', what: 'PUE', range: SITE_RANGES.pue }),
  uptime: parameters.percent({ description: 'Uptime', range: SITE_RANGES.uptime, bareFraction: true }),
  fee: parameters.percent({ description: 'Pool fee', what: 'A pool fee', range: SITE_RANGES.poolFee }),
  price: parameters.change({ description: 'BTC price', quantity: parameters.btcPrice }),
  scheme: parameters.choice({ description: 'Pool scheme', values: ['FPPS', 'PPLNS', 'PPS'] }),
  detail: parameters.flag({ description: 'All classes' }),
};
const run = () => reply({ title: 'Answered' });
const profit = command({
  name: 'profit',
  summary: 'What a site earns',
  aliases: ['earn'],
  parameters: profitParameters,
  examples: ['profit 100 MW s21xp at $45/MWh'],
  run,
});
export const noteParameters = {
  site: parameters.siteName({ description: 'The site', positional: true, required: true }),
  text: parameters.rest({ description: 'The note', positional: true, required: true, example: 'hello' }),
};
const note = command({
  name: 'note',
  summary: 'Notes',
  parameters: noteParameters,
  examples: ['note Rockdale hello'],
  run,
});
const add = command({
  name: 'add',
  summary: 'Adds a site',
  parameters: {
    name: parameters.word({ description: 'Its name', positional: true, required: true, example: 'Prairie' }),
  },
  examples: ['site add Prairie'],
  run,
});
const site = command({
  name: 'site',
  summary: 'Sites',
  parameters: {},
  examples: [],
  subcommands: [add, { ...add, name: 'list', parameters: {} }],
  run,
});
export const commands = [profit, note, site];
export const lookup = { sites: ['Rockdale', 'Demo Prairie', 'The Farm', 'Rockdale, TX', 'Straße 7'] };

/** The arguments and the flags of a line. */
export function parse(line: string) {
  const { command, rest } = findCommand(line, commands);
  return readArguments({ command, text: rest, lookup });
}
