import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { variableNames } from '../../src/config.ts';

const root = join(import.meta.dirname, '../..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const { version } = JSON.parse(textOf('package.json')) as { version: string };

describe('ops/Dockerfile', () => {
  const steps = textOf('ops/Dockerfile')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const last = steps.slice(steps.findLastIndex((line) => line.startsWith('FROM ')));

  it('runs no shell, and as a user that is not root', () => {
    const shells = steps.filter((line) => /^(?:RUN|ENTRYPOINT|CMD)\b/.test(line) && !/^\w+ \[/.test(line));
    expect(shells).toEqual([]);
    expect(last.filter((line) => line.startsWith('RUN'))).toEqual([]);
    expect(last).toContain('USER 1000:1000');
  });

  it('has arguments that are JSON, and the version of the package', () => {
    const lists = steps.flatMap((line) => line.match(/\[.*\]$/) ?? []);
    for (const list of lists) expect(() => JSON.parse(list), list).not.toThrow();
    expect(steps.join('\n')).toContain(`hashdesk-${version}.tgz`);
  });
});

it('CHANGELOG.md begins with the version of package.json, and each version has its day, the newest first', () => {
  const headings = textOf('CHANGELOG.md')
    .split('\n')
    .filter((line) => line.startsWith('## '));
  const days = headings.map((heading) => /^## \d+\.\d+\.\d+ \((\d{4}-\d\d-\d\d)\)$/.exec(heading)?.[1]);
  expect(headings[0]).toMatch(`## ${version} (`);
  expect(days).not.toContain(undefined);
  expect(days).toEqual(days.toSorted().reverse());
});

it('neither ops/ nor compose.yaml sets a variable that nothing reads', () => {
  const read = [...variableNames(adapters), 'NODE_ENV'];
  const set = [
    ...[...textOf('ops/Dockerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, all = '']) =>
      all.split(' ').map((one) => one.split('=')[0]),
    ),
    ...[...textOf('ops/hashdesk.service').matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name),
    // The database beside the desk has variables of its own.
    ...[
      ...textOf('compose.yaml')
        .split('  postgres:\n')[0]!
        .matchAll(/^ {6}([A-Z_]+): /gm),
    ].map(([, name]) => name),
  ];
  expect(set.length).toBeGreaterThan(6);
  expect(set.filter((name) => !read.includes(name!))).toEqual([]);
});

describe('ops/hashdesk.service', () => {
  const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { cwd: root, encoding: 'utf8' });
  const isThere = analyze('--version').error === undefined;

  it.skipIf(!isThere)('is exposed by at most 2.5 (skipped where systemd is not installed)', () => {
    const { stdout } = analyze('security', '--offline=true', 'ops/hashdesk.service');
    const [, level] = /exposure level for hashdesk\.service: ([\d.]+)/.exec(stdout) ?? [];
    expect(Number(level)).toBeLessThanOrEqual(2.5);
  });
});
