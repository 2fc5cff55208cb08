import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

function isReadable(file: string): boolean {
  try {
    stripTypeScriptTypes(readFileSync(join(root, file), 'utf8'));
    return true;
  } catch {
    return false;
  }
}

// Tests are read by another parser than the program: what only that one understands ends the desk at its start.
it('every source is one that Node itself can read', () => {
  const sources = globSync('{src,commands,adapters,bench,package}/**/*.ts', { cwd: root });
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.filter((file) => !isReadable(file))).toEqual([]);
});
