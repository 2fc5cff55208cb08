import fc from 'fast-check';
import { clip, pieces, visible } from 'hashdesk/chat';
import { describe, expect, it } from 'vitest';

describe('pieces()', () => {
  it('keeps every character, within the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 2, max: 50 }),
        (text, limit) => {
          const found = pieces({ text: visible(text), limit });
          for (const piece of found) {
            expect(piece.length).toBeLessThanOrEqual(limit);
            expect(piece.isWellFormed()).toBe(true);
          }
          expect(found.join('').replace(/\s/g, '')).toBe(visible(text).replace(/\s/g, ''));
        },
      ),
    );
  });
});

describe('clip()', () => {
  it('marks what it leaves out and never halves a character', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(clip('abcd💥💥', 6)).toBe('abcd…');
  });
});
