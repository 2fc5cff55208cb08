import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(root, 'dist/package');
/** What goes along as it is; the workers that are JavaScript already. */
const COPIED = [
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  '.env.example',
  ...globSync('src/**/*.mjs', { cwd: root }),
];

interface Manifest {
  name: string;
  version: string;
  description: string;
  license: string;
  bin: Record<string, string>;
  exports: Record<string, string>;
  dependencies: Record<string, string>;
}

/**
 * Makes `dist/package`, which `npm pack` and `npm publish` take: JavaScript and types of all that runs, since Node does
 * not strip types under node_modules, and the sheet. Without the Node that comes with a checkout: whoever installs a
 * package has one.
 */
export function makePackage(): string {
  rmSync(BUILT, { recursive: true, force: true });
  // Whether the types are right is said by `tsc` in the checks, of the same sources.
  compile('tsconfig.json');
  // Of what others import alone: the program's own need none.
  compile('types.json');
  for (const file of COPIED) cpSync(join(root, file), join(BUILT, file));
  put('package.json', `${JSON.stringify(manifest(), null, 2)}\n`);
  put(
    'bin/hashdesk.mjs',
    readFileSync(join(root, 'bin/hashdesk.mjs'), 'utf8').replace('src/main.ts', 'src/main.js'),
  );
  const sheet = join(root, 'dist/sheet');
  const made = spawnSync(process.execPath, [join(root, 'bin/hashdesk.mjs'), 'sheet:build'], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`The sheet cannot be built.\n${made.stderr}`);
  // Last, so that it is not older than what it is made of.
  cpSync(sheet, join(BUILT, 'dist/sheet'), { recursive: true });
  return BUILT;
}

function compile(project: string): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '-p', join(root, 'package', project)];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The package cannot be compiled.\n${stdout}`);
}

function put(file: string, text: string): void {
  mkdirSync(dirname(join(BUILT, file)), { recursive: true });
  writeFileSync(join(BUILT, file), text, { mode: file.startsWith('bin/') ? 0o755 : 0o644 });
}

/** What the checkout says of itself, for those who install it. */
function manifest() {
  const given = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const { name, version, description, license, bin, dependencies } = given;
  const exported = Object.entries(given.exports).map(([path, file]) => {
    const built = (end: string) => file.replace(/\.ts$/, end);
    return [path, { types: built('.d.ts'), default: built('.js') }];
  });
  return {
    ...{ name, version, description, license, type: 'module', engines: { node: '>=22.19' }, bin },
    exports: { ...Object.fromEntries(exported), './package.json': './package.json' },
    files: ['src', 'commands', 'adapters', 'sheet', 'bin', 'dist', '.env.example', 'CHANGELOG.md'],
    dependencies,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${makePackage()}\n`);
