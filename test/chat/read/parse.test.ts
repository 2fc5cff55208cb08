import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeLine, findCommand, readOptions } from '../../../src/chat/read/parse.ts';
import { commands, lookup, parse } from '../../support/exampleCommands.ts';

describe('findCommand()', () => {
  it.each([
    ['profit rockdale', 'profit', 'rockdale'],
    ['/profit rockdale', 'profit', 'rockdale'],
    ['/hashdesk Profit rockdale', 'profit', 'rockdale'],
    ['@hashdesk: earn rockdale', 'profit', 'rockdale'],
    ['site add x', 'add', 'x'],
    ['--full profit rockdale', 'profit', '--full rockdale'],
    ['/hashdesk —json --full site add x', 'add', '--json --full x'],
    ['site', 'site', ''],
  ])('finds the command of %j', (line, name, rest) => {
    const found = findCommand(line, commands);
    expect([found.command.name, found.rest]).toEqual([name, rest]);
  });

  it.each([
    ['prfoit rockdale', /no command “prfoit”\. Did you mean profit\?/u, []],
    ['xyzzy', /no command “xyzzy”\. Type help\./u, []],
    ['site ad x', /no command “site ad”\. Did you mean site add\?/u, []],
    ['', /Nothing was asked/u, ['help']],
    ['/hashdesk', /Nothing was asked/u, ['help']],
  ])('refuses %j with the nearest', (line, message, suggestions) => {
    expect(() => findCommand(line, commands)).toThrow(message);
    expect(() => findCommand(line, commands)).toThrow(expect.objectContaining({ suggestions }));
  });
});

describe('readOptions()', () => {
  it('reads options as a line would be read, and gives that line', () => {
    const options = {
      site: 'Rockdale, TX',
      fleet: '100 MW s21xp, 3 s19jpro',
      power: '45',
      fee: ' ',
      private: 'true',
    };
    const { line, command, ...given } = readOptions({ commands, path: ['profit'], options, lookup });
    expect(command.name).toBe('profit');
    expect(line).toBe('profit site="Rockdale, TX" fleet="100 MW s21xp, 3 s19jpro" power=45 --private');
    expect(given).toEqual(parse(line));
    expect(given.arguments).toMatchObject({ site: 'Rockdale, TX', powerPrice: 45 });
  });

  it('takes each value as a whole', () => {
    const options = { name: 'Big "Rock" at 45' };
    const given = readOptions({ commands, path: ['site', 'add'], options, lookup });
    expect(given.arguments).toEqual({ name: 'Big "Rock" at 45' });
    const power = { power: '45 and more' };
    expect(() => readOptions({ commands, path: ['profit'], options: power, lookup })).toThrow(
      /I read “45 and more”/u,
    );
  });

  it('gives a line that means the same for any value', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((name) => name.trim() !== ''),
        (name) => {
          const { line, arguments: given } = readOptions({
            commands,
            path: ['site', 'add'],
            options: { name },
            lookup,
          });
          expect(parse(line).arguments).toEqual(given);
          expect(given).toEqual({ name: name.trim() });
        },
      ),
    );
  });
});

describe('completeLine()', () => {
  it.each([
    ['pr', ['profit']],
    ['/pr', ['/profit']],
    ['profit ro', ['profit Rockdale', 'profit Rockdale, TX']],
    ['profit demo pr', ['profit Demo Prairie']],
    ['profit site=far', []],
    ['profit site=the', ['profit site=The Farm']],
    ['profit scheme=pp', ['profit scheme=PPLNS', 'profit scheme=PPS']],
    ['profit rockdale pu', ['profit rockdale pue=']],
    ['profit 100 MW s21 xp i', ['profit 100 MW S21 XP Imm']],
    ['profit fleet=3 m60s++', ['profit fleet=3 M60S++']],
    ['site a', ['site add']],
    ['xyzzy a', []],
  ])('completes %j', (text, expected) => {
    expect(completeLine({ commands, text, lookup })).toEqual(expected);
  });

  it('offers at most 25 lines', () => {
    expect(completeLine({ commands, text: 'profit ', lookup })).toHaveLength(25);
  });
});
