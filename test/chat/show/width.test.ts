import { describe, expect, it } from 'vitest';
import { displayWidth, safeText, wrap } from '../../../src/chat/show/width.ts';

describe('displayWidth()', () => {
  it.each([
    ['abc', 3],
    ['−$1', 3],
    ['日本', 4],
    ['한글', 4],
    ['💥💥', 4],
    ['👩‍👩‍👧', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['', 0],
  ])('of %j is %d', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('is one column for each of the letters, signs and boxes that join nothing, whatever stands beside them', () => {
    const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const ends = [
      ' ~',
      '\xa1\xac',
      '\xae\u02ff',
      '\u2010\u2027',
      '\u2030\u205e',
      '\u2190\u22ff',
      '\u2500\u259f',
    ];
    const chars = ends.flatMap(([first, last]) => {
      const [from, to] = [first!.charCodeAt(0), last!.charCodeAt(0)];
      return Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at));
    });
    const wide = /\p{Emoji_Presentation}|\p{M}|\p{Cc}/u;
    for (const [at, char] of chars.entries()) {
      const text = `${char}${chars[(at * 7919) % chars.length]}`;
      expect(text).not.toMatch(wide);
      expect([...graphemes.segment(text)]).toHaveLength(2);
      expect(displayWidth(text), text).toBe(2);
    }
  });
});

describe('wrap()', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['日本語', 5, ['日本', '語']],
    ['at America/Chicago', 10, ['at', 'America/', 'Chicago']],
    ['https://a.example/b', 14, ['https://', 'a.example/b']],
    ['a\nb', 5, ['a', 'b']],
    ['', 5, ['']],
  ])('breaks %j at %d', (text, width, expected) => {
    expect(wrap(text, width)).toEqual(expected);
  });

  it('takes ten thousand emojis', () => {
    const broken = wrap('💥'.repeat(10_000), 80);
    expect(broken).toHaveLength(250);
    expect(broken.join('')).toBe('💥'.repeat(10_000));
  });
});

describe('safeText()', () => {
  it('makes control characters visible and drops what is invisible', () => {
    expect(safeText('\u001b[2J\u0007\u007f\u009b\u202eabc\u200b\r\nx\ty\ud800')).toBe('␛[2J␇␡abc\nx  y');
  });
});
