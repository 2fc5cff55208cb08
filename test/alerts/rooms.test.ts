import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src/alerts');
/** Each room may import itself and those before it, types included. */
const ROOMS = ['rules', 'reading', 'cards', 'engine', 'book', '.'];

const roomOf = (file: string) => dirname(file).split('/')[0]!;

it.each(globSync('**/*.ts', { cwd: root }))('%s imports no later room of alerts', (file) => {
  const imported = [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)]
    .map(([, name = '']) => relative(root, join(root, dirname(file), name)))
    .filter((name) => !name.startsWith('..'));
  const later = imported.filter((name) => ROOMS.indexOf(roomOf(name)) > ROOMS.indexOf(roomOf(file)));
  expect(later).toEqual([]);
});
