import { expect, test } from 'vitest';
import { checkRange, OutOfRangeError, subsidySats } from '../../src/economics/index.ts';

test('checkRange() returns what lies within, both ends included', () => {
  expect(checkRange({ field: 'pue', value: 1, min: 1, max: 3 })).toBe(1);
  expect(checkRange({ field: 'pue', value: 3, min: 1, max: 3 })).toBe(3);
});

test.each([
  [0.5, 'pue must be between 1 and 3, read 0.5'],
  [Number.NaN, 'pue must be between 1 and 3, read NaN'],
  [Number.POSITIVE_INFINITY, 'pue must be between 1 and 3, read Infinity'],
  ['1.5', 'pue must be between 1 and 3, read "1.5"'],
  [undefined, 'pue must be between 1 and 3, read nothing'],
  [{}, 'pue must be between 1 and 3, read a value of type object'],
])('checkRange() refuses %o with field, range and what was read', (value, message) => {
  expect(() => checkRange({ field: 'pue', value, min: 1, max: 3 })).toThrow(new OutOfRangeError(message));
});

test('checkRange() names the unit and shortens what is long', () => {
  const check = () => checkRange({ field: 'powerW', value: 'x'.repeat(500), min: 10, max: 20, unit: 'W' });
  expect(check).toThrow(`powerW must be between 10 and 20 W, read "${'x'.repeat(40)}…"`);
});

test('what is counted must be whole', () => {
  const read = () => subsidySats({ height: 1.5 });
  expect(read).toThrow(
    new OutOfRangeError('height must be a whole number between 0 and 2147483647 blocks, read 1.5'),
  );
});
