import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { findCommand, readArguments } from '../../../src/chat/read/parse.ts';

const read = (text: string) => {
  const { command, rest } = findCommand(text, commands);
  return readArguments({ command, text: rest, lookup: { sites: ['Rockdale'] } }).arguments;
};

test('newName() leaves an amount to the input that it is of, when a name is missing', () => {
  for (const text of ['site add 50 MW s21xp at $45/MWh', 'site add $45/MWh 50 MW s21xp']) {
    expect(read(text), text).not.toHaveProperty('name');
    expect(read(text), text).toMatchObject({ power: 45 });
  }
  expect(read('site add 20000 s21xp at 5c')).not.toHaveProperty('name');
});

test('newName() refuses an amount with what was read, what is accepted and an example, when it is called a name', () => {
  for (const name of ['$40', '€40', '"$40 farm"', '4.5c', '50MW', '-20%', '1.2EH', '"120 k"', '$40/MWh'])
    expect(() => read(`site edit rockdale name=${name}`), name).toThrow(
      `I read “${name.replaceAll('"', '')}”, expected a name, in quotes when it has several words, that is neither money nor a number with a unit. Example: name=prairie`,
    );
  expect(() => read('comps add Acme $2.4B')).toThrow(/^lessee is missing/);
  expect(() => read('token add read $40')).toThrow(/I read “\$40”/);
});

test('newName() takes names with digits in them', () => {
  for (const name of ['7', 'b100', '40th', '"Site 2 (50 MW)"', '2nd-street', '"4 corners"', '3M-yard'])
    expect(read(`site edit rockdale name=${name}`)).toMatchObject({ name: name.replaceAll('"', '') });
});

test('newName() refuses an article before a name with both readings, and takes one that stands alone', () => {
  expect(() => read('token add read a b')).toThrow(
    'I read “a b”, which could be a name of two words or “b” alone: write "a b" or b.',
  );
  expect(() => read('site add the farm 20 MW s21xp at $40')).toThrow(/write "the farm" or farm/);
  expect(read('token add read a')).toMatchObject({ name: 'a' });
});
