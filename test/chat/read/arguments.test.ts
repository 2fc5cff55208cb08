import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Arguments } from '../../../src/chat/parameter.ts';
import type * as parameters from '../../../src/chat/parameters/index.ts';
import { findCommand, readArguments } from '../../../src/chat/read/parse.ts';
import { UserError } from '../../../src/common/errors.ts';
import {
  commands,
  type noteParameters,
  parse,
  type profitParameters,
} from '../../support/exampleCommands.ts';

/** The arguments of a line, machines by their model. */
function read(line: string): unknown {
  const named = (key: string, value: unknown) =>
    key === 'machine' ? (value as { model: string }).model : value;
  return JSON.parse(JSON.stringify(parse(line).arguments, named));
}

const s21xp = { machine: 'Antminer S21 XP' };

describe('readArguments()', () => {
  it.each<[string, unknown]>([
    ['profit', {}],
    ['profit rockdale', { site: 'Rockdale' }],
    ['PROFIT Rock-Dale', { site: 'Rockdale' }],
    ['profit rockdale, tx', { site: 'Rockdale, TX' }],
    ['profit the farm', { site: 'The Farm' }],
    ['profit straße7', { site: 'Straße 7' }],
    ['profit demo', { site: 'demo' }],
    ['profit demo prairie at 5c', { site: 'Demo Prairie', powerPrice: 50 }],
    ['profit "Rockdale, TX" power="$45/MWh"', { site: 'Rockdale, TX', powerPrice: 45 }],
    ['profit “the farm” 45', { site: 'The Farm', powerPrice: 45 }],
    [
      'profit 100 MW s21xp at $45/MWh pue=1.03 fee=2% uptime=97%',
      { fleet: [{ ...s21xp, meterMw: 100 }], powerPrice: 45, pue: 1.03, fee: 0.02, uptime: 0.97 },
    ],
    ['profit 3 s19jpro at 12c', { fleet: [{ machine: 'Antminer S19j Pro', count: 3 }], powerPrice: 120 }],
    ['profit 50 MW of Antminer S21 XP', { fleet: [{ ...s21xp, meterMw: 50 }] }],
    [
      'profit 2 M60S++ and 3 x s21 xp',
      {
        fleet: [
          { machine: 'Whatsminer M60S++', count: 2 },
          { ...s21xp, count: 3 },
        ],
      },
    ],
    [
      'profit 20000 s21xp, 5000 s19jpro @31, 300 custom 234TH 3510W',
      {
        fleet: [
          { ...s21xp, count: 20_000 },
          { machine: 'Antminer S19j Pro', count: 5000, efficiencyJPerTh: 31 },
          { machine: '234 TH/s at 3,510 W', count: 300 },
        ],
      },
    ],
    ['profit 100 MW s21xp @ $45/MWh', { fleet: [{ ...s21xp, meterMw: 100 }], powerPrice: 45 }],
    ['profit 100 MW s21+ @ 235', { fleet: [{ machine: 'Antminer S21+', meterMw: 100 }], powerPrice: 235 }],
    [
      'profit 9 s19jpro at 31 J/TH at 45',
      { fleet: [{ machine: 'Antminer S19j Pro', count: 9, efficiencyJPerTh: 31 }], powerPrice: 45 },
    ],
    ['profit rockdale --power 60 --pue: 1.1', { site: 'Rockdale', powerPrice: 60, pue: 1.1 }],
    ['profit rockdale power 60 scheme pps', { site: 'Rockdale', powerPrice: 60, scheme: 'PPS' }],
    ['profit rockdale power at 60', { site: 'Rockdale', powerPrice: 60 }],
    ['site add name=to', { name: 'to' }],
    ['profit rockdale power-price = 60', { site: 'Rockdale', powerPrice: 60 }],
    ['profit rockdale price=-20% detail=no', { site: 'Rockdale', price: { byFactor: 0.8 }, detail: false }],
    ['profit --detail rockdale price=90k', { site: 'Rockdale', price: { to: 90_000 }, detail: true }],
    ['note rockdale at 45, it = "fine" ', { site: 'Rockdale', text: 'at 45, it = "fine" ' }],
    ['note site=rockdale text="one\ntwo"', { site: 'Rockdale', text: 'one\ntwo' }],
    ['site add "The \\"Big\\" Rock"', { name: 'The "Big" Rock' }],
    ["site add 'Two Words'", { name: 'Two Words' }],
    ["site add Bob's", { name: "Bob's" }],
  ])('%j becomes %j', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each<[string, RegExp]>([
    [
      'profit foo',
      /I read “foo”, expected the name of a site .*power price such as \$45\/MWh, 4\.5c or 45\. Example: profit 100 MW s21xp at \$45\/MWh$/u,
    ],
    ['profit rockdal', /Did you mean Rockdale or Rockdale, TX\?/u],
    ['profit 100 MW s21x', /I read “100 MW s21x”.*Did you mean S21 XP/u],
    ['profit pue=0.5', /PUE must be between 1 and 3, read “0\.5”/u],
    ['profit pue=', /I read nothing, expected a number.*Example: pue=1\.05/u],
    ['profit puu=1', /no input called “puu”.*Did you mean pue\?/u],
    ['profit --puu 1', /no input called “puu”/u],
    ['profit power=45 power=50', /powerPrice is given twice/u],
    ['profit scheme=ppps', /expected one of FPPS, PPLNS, PPS\. Did you mean FPPS or PPS\?/u],
    ['profit "rockdale', /not closed/u],
    ['profit 100 MW s21xp @45', /@ 45 J\/TH for an efficiency or at \$45\/MWh/u],
    ['profit 300 custom 234TH', /custom machine needs its hashrate and its power/u],
    ['profit 300 custom 1TH 999999W', /efficiency of a custom machine must be between 5 and 200/u],
    ['profit detail=perhaps', /expected yes or no/u],
    ['note rockdale', /text is missing: give any text\. Example: note Rockdale hello/u],
    ['site list everything', /I read “everything”, expected nothing more/u],
  ])('refuses %j and says what would do', (line, message) => {
    expect(() => parse(line)).toThrow(UserError);
    expect(() => parse(line)).toThrow(message);
  });

  it('says that there may be sites that the person may not see', () => {
    const { command, rest } = findCommand('profit foo', commands);
    const unseen = () => readArguments({ command, text: rest, lookup: { sites: [], hidden: true } });
    expect(unseen).toThrow(/You may not see the sites here: ask an admin to allow it\./u);
    expect(() => parse('profit foo')).not.toThrow(/You may not see/u);
  });

  it.each([
    ['profit fee=abc', 'fee'],
    ['profit pue=0.5', 'pue'],
    ['profit power=45 power=50', 'powerPrice'],
    ['profit 100 MW s21xp @45', 'fleet'],
    ['note', 'site'],
    ['profit foo', undefined],
    ['profit puu=1', undefined],
  ])('tells of which parameter the refusal of %j is', (line, parameter) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ parameter }));
  });

  it('refuses a line that is too long', () => {
    expect(() => parse(`profit ${'x'.repeat(4_001)}`)).toThrow(/has 4,001 characters; at most 4,000/u);
    expect(() => parse(`note rockdale ${'x'.repeat(1_000_000)}`)).toThrow(/at most 1,000,000/u);
  });

  it('takes flags out of free text wherever they stand, and leaves what is in quotes', () => {
    const text = { site: 'Rockdale', text: 'say hello "--json please"' };
    for (const line of ['--private say hello', 'say --private hello', 'say hello', '—private say hello']) {
      const read = parse(`note rockdale ${line} "--json please" --full`);
      expect(read.arguments, line).toMatchObject({
        text: expect.stringMatching(/^say\s+hello "--json please"$/u),
      });
      expect(read.flags, line).toMatchObject({ private: line.includes('private'), full: true, json: false });
    }
    expect(parse('note rockdale say hello "--json please"').arguments).toEqual(text);
  });

  it('refuses a word that joins nothing, and passes over one between others', () => {
    expect(() => parse('profit rockdale at')).toThrow(/I read “at”/u);
    expect(parse('profit rockdale at 45').arguments).toMatchObject({ powerPrice: 45 });
  });

  it('tells flags apart from arguments', () => {
    const { arguments: args, flags } = parse('profit --json rockdale --private —yes');
    expect(args).toEqual({ site: 'Rockdale' });
    expect(flags).toEqual({ private: true, public: false, json: true, full: false, yes: true });
  });

  it('reads a megabyte after a site', () => {
    const text = 'model,count\n'.repeat(83_000);
    expect(parse(`note rockdale ${text}`).arguments).toEqual({ site: 'Rockdale', text });
  });

  it('reads any line or throws UserError', () => {
    const pieces = [
      'profit',
      'note',
      'rockdale',
      '100 MW',
      's21xp',
      'custom',
      '234TH',
      '@',
      '45',
      '=',
      '"',
      ',',
      '--',
      'pue',
      'power',
      '%',
      'at',
    ];
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => `profit ${text}`),
      fc.array(fc.constantFrom(...pieces)).map((words) => `profit ${words.join(' ')}`),
      fc.array(fc.constantFrom(...pieces)).map((words) => `profit ${words.join('')}`),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(fc.property(line, refusedAtMost), { numRuns: 5_000 });
  });

  it.each([
    ' ',
    '1',
    ',',
    '1,',
    '1,111',
    '"',
    '\\"',
    '@',
    '=',
    'a',
    'a ',
    '1 ',
    '--a ',
    '(',
    'at ',
    '😀',
    '\u0300',
  ])('reads a full line of %j without delay', (piece) => {
    refusedAtMost(`profit ${piece.repeat(3_990 / piece.length)}`);
    refusedAtMost(`note ${piece.repeat(999_000 / piece.length)}`);
  });
});

function refusedAtMost(line: string): void {
  try {
    parse(line);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
  }
}

describe('Arguments', () => {
  it('follow from the parameters', () => {
    type Read = Arguments<typeof profitParameters>;
    expectTypeOf<Read['site']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Read['fleet']>().toEqualTypeOf<parameters.FleetRequest[] | undefined>();
    expectTypeOf<Read['scheme']>().toEqualTypeOf<'FPPS' | 'PPLNS' | 'PPS' | undefined>();
    expectTypeOf<Read['price']>().toEqualTypeOf<parameters.Change | undefined>();
    expectTypeOf<Arguments<typeof noteParameters>>().toEqualTypeOf<{ site: string; text: string }>();
  });
});
