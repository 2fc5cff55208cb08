import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest, normalise } from '../../../src/chat/read/nearest.ts';

const commands = [
  'help',
  'hashprice',
  'halving',
  'profit',
  'status',
  'site',
  'machines',
  'breakeven',
  'whatif',
];

describe('nearest()', () => {
  it.each([
    ['hlep', ['help']],
    ['profti', ['profit']],
    ['hashprcie', ['hashprice']],
    ['BREAK-EVEN', ['breakeven']],
    ['h', ['help', 'halving', 'hashprice']],
    ['xyzzy', []],
    ['', []],
    ['!!!', []],
  ])('finds what %j may have meant', (word, expected) => {
    expect(nearest({ word, among: commands })).toEqual(expected);
  });

  it('puts what the word begins before what resembles it', () => {
    expect(nearest({ word: 'sit', among: ['six', 'site'] })).toEqual(['site', 'six']);
  });

  it('offers at most as many as asked', () => {
    expect(nearest({ word: 'a', among: ['aa', 'ab', 'ac', 'ad'], most: 2 })).toHaveLength(2);
  });

  it('finds any name with two neighbours swapped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.nat(), (name, seed) => {
        const at = seed % (name.length - 1);
        const word = name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
        expect(nearest({ word, among: [name] })).toEqual([name]);
      }),
    );
  });

  it('takes words of any length without delay', () => {
    expect(nearest({ word: 'a'.repeat(1_000_000), among: commands })).toEqual([]);
  });
});

describe('normalise()', () => {
  it('drops case, width, spaces and punctuation, and keeps the plus of a model', () => {
    expect(normalise(' Ｓ21-xp ')).toBe('s21xp');
    expect(normalise('M60S++')).toBe('m60s++');
    expect(normalise('Rock’dale, TX')).toBe('rockdaletx');
  });
});
