import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePackage } from '../package/make.ts';

const root = join(import.meta.dirname, '..');
const NOWHERE = 'http://127.0.0.1:1';
const SOURCES = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];
/** npm keeps logs there, which another user of the machine could not write to. */
const home = mkdtempSync(join(tmpdir(), 'hashdesk home '));
const env = {
  PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
  HOME: home,
  ...Object.fromEntries(SOURCES.map((name) => [name, NOWHERE])),
};

let folder: string;
let built: string;
let tarball: string;

const run = (program: string, args: string[], cwd = folder) =>
  spawnSync(program, args, { cwd, env, encoding: 'utf8' });
const node = (...args: string[]) => run(process.execPath, args);

/** The package packed and unpacked in an empty folder, as `npm install` lays it there, beside what it depends on. */
beforeAll(() => {
  built = makePackage();
  folder = mkdtempSync(join(tmpdir(), 'hashdesk package '));
  const packed = run('npm', ['pack', built, '--offline', '--silent'], folder);
  expect(packed.stderr).toBe('');
  tarball = join(folder, packed.stdout.trim());
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(join(modules, 'hashdesk'));
  expect(run('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(modules, 'hashdesk')]).status).toBe(
    0,
  );
  symlinkSync('../hashdesk/bin/hashdesk.mjs', join(modules, '.bin/hashdesk'));
  for (const name of Object.keys(manifest().dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(folder, 'package.json'), '{ "name": "app", "type": "module" }');
}, 240_000);
afterAll(() => {
  for (const made of [folder, home]) rmSync(made, { recursive: true, force: true });
});

const manifest = () =>
  JSON.parse(readFileSync(join(built, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };

it('npx hashdesk ask answers from node_modules, with threads, the sheet and the workbook', () => {
  const asked = run('npx', [
    '--offline',
    'hashdesk',
    'ask',
    '--sheet',
    'a.html',
    '--xlsx',
    'a.xlsx',
    'pivot demo',
  ]);
  expect({ status: asked.status, stderr: asked.stderr }).toEqual({ status: 0, stderr: '' });
  expect(asked.stdout).toContain('Demo Prairie');
  expect(existsSync(join(folder, 'a.html')) && existsSync(join(folder, 'a.xlsx'))).toBe(true);
}, 120_000);

it('hashdesk backup works from node_modules', () => {
  const made = node('node_modules/.bin/hashdesk', 'backup', 'copy');
  expect(made).toMatchObject({ status: 0, stderr: '' });
});

it('hashdesk/economics is imported from node_modules and computes', () => {
  writeFileSync(
    join(folder, 'app.js'),
    `import { findMachine } from 'hashdesk/economics';
     import { openDesk } from 'hashdesk';
     import * as charts from 'hashdesk/charts';
     import 'hashdesk/chat';
     console.log(findMachine({ name: 's21xp' }).name ?? 'found', typeof openDesk, typeof charts);`,
  );
  const { status, stderr } = node('app.js');
  expect({ status, stderr: stderr.replace(/.*ExperimentalWarning.*\n.*\n/, '') }).toEqual({
    status: 0,
    stderr: '',
  });
});

it('hashdesk/economics has types for whoever imports it, without those of Node', () => {
  writeFileSync(
    join(folder, 'app.ts'),
    `import { hashprice } from 'hashdesk/economics';
     // @ts-expect-error: it takes an object
     hashprice('a text');`,
  );
  const options = { module: 'nodenext', target: 'es2024', strict: true, noEmit: true, types: [] };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['app.ts'] }),
  );
  expect(node(join(root, 'node_modules/typescript/bin/tsc'), '-p', '.')).toMatchObject({
    status: 0,
    stdout: '',
  });
});

it('publint and arethetypeswrong find nothing', () => {
  const judged = run('npm', ['run', '--silent', 'package:check'], root);
  expect({ status: judged.status, stdout: judged.stdout }).toMatchObject({ status: 0 });
  expect(judged.stdout).toContain('All good!');
}, 120_000);

it('holds no TypeScript but types, and nothing of tests', () => {
  const files = readdirSync(join(folder, 'node_modules/hashdesk'), { recursive: true }).map(String);
  expect(files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual([]);
  expect(files.filter((file) => /^(?:test|bench|gallery|docs)\b/.test(file))).toEqual([]);
  expect(files).toContain('dist/sheet/index.html'.replaceAll('/', process.platform === 'win32' ? '\\' : '/'));
});
