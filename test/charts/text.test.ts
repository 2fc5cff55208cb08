import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glyphs, measureInter } from '../../src/charts/glyphs.ts';
import { drawable, fitted, type Measure, measuredBy, widthOf } from '../../src/charts/text.ts';
import { fontFile } from '../support/pictures/fontFile.ts';

const inInter = <T>(draw: () => T): T => measuredBy(measureInter, draw);
const any = fc.string({ unit: 'grapheme', maxLength: 100 });

describe('the table of widths', () => {
  it.each([
    ['regular', '400Regular'],
    ['bold', '600SemiBold'],
  ] as const)('holds what the %s font says, rounded up to a hundredth', (weight, file) => {
    const font = fontFile(file);
    for (const { from, ...rows } of glyphs) {
      const widths = (rows[weight].match(/../g) ?? []).map((hex) => Number.parseInt(hex, 16));
      for (const [at, width] of widths.entries()) {
        if (width === 0) continue;
        expect(font.has(from + at)).toBe(true);
        expect(width).toBe(Math.ceil(font.advance(from + at) * 100));
      }
    }
  });
});

describe('drawable()', () => {
  it.each([
    ['深圳一号 ⛏️', '深圳一号 ⛏️'],
    ['👩‍🏭 می‌خواهم', '👩‍🏭 می‌خواهم'],
    ['a\u202eb\u0000c', 'abc'],
    ['a\ud800b', 'a\ufffdb'],
    ['Demo\n Basin', 'Demo Basin'],
    ['  ', ''],
  ])('leaves of %j what was typed, in one line, and nothing that turns it', (text, shown) => {
    expect(drawable(text)).toBe(shown);
  });

  it('leaves what it made as it is', () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(drawable(drawable(text))).toBe(drawable(text));
      }),
    );
  });
});

describe('fitted()', () => {
  it('keeps within its room, whatever it is given', () => {
    const room = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(any, room, (text, most) => {
        expect(inInter(() => widthOf(fitted(text, most)))).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('cuts the middle, as names differ at both ends', () => {
    const name = 'West Texas Wind Corridor, phase two, north field';
    expect(inInter(() => fitted(name, 130))).toBe('West Texas W…th field');
  });

  it('cuts no sign of several characters in two', () => {
    const flag = '👩‍🏭';
    expect(inInter(() => fitted(flag.repeat(9), 100))).toMatch(
      new RegExp(`^(?:${flag})+…(?:${flag})+$`, 'u'),
    );
  });
});

describe('measuredBy()', () => {
  it('measures by other fonts while it draws, whatever becomes of that', () => {
    const wide: Measure = () => 77;
    inInter(() => {
      expect(measuredBy(wide, () => widthOf('Demo'))).toBe(77);
      expect(() => measuredBy(wide, () => expect.fail())).toThrow();
      expect(widthOf('Demo')).toBeLessThan(40);
    });
    expect(() => widthOf('Demo')).toThrow('within measuredBy()');
  });
});
