import { describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';

const called = commands.flatMap((command) => [
  { path: command.name, ...command },
  ...(command.subcommands ?? []).map((sub) => ({ ...sub, path: `${command.name} ${sub.name}` })),
]);

describe.each(called)('$path', ({ parameters }) => {
  test('each input says no example twice', () => {
    for (const [name, { accepted }] of Object.entries(parameters))
      expect(accepted, name).not.toMatch(/(?<=such as )(\S+) or \1$/u);
  });

  test('each input reads the example that its refusals give', () => {
    const sites = ['Rockdale', 'Prairie'];
    for (const [name, parameter] of Object.entries(parameters))
      expect(parameter.read(parameter.example, { sites }), `${name} ${parameter.example}`).toMatchObject({
        rest: '',
      });
  });
});
