import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '../adapters/index.ts';
import { commands } from '../commands/index.ts';
import { metricsWith } from '../src/chat/show/metrics.ts';
import { variableNames } from '../src/config.ts';
import { sourceKinds } from '../src/market/sources/index.ts';

const metrics = metricsWith(commands);
const root = join(import.meta.dirname, '..');
const filesIn = (pattern: string): string[] => globSync(pattern, { cwd: root }).sort();
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

const sources = filesIn('{src,commands,adapters}/**/*.ts');

/** What a file imports: paths from the root of the project, or names of packages. */
function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(/(?:(?:^|})[^'\n]*?\bfrom |\bimport(?: |\())'([^'\n]+)'/gm);
  return [...found].map(([, name = '']) =>
    name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name,
  );
}

/** `file → import` for each import of `files` that is not allowed. */
function forbidden(files: readonly string[], allowed: (name: string, file: string) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((name) => !allowed(name, file))
      .map((name) => `${file} → ${name}`),
  );
}

const within = (folder: string) => (name: string) => name.startsWith(`${folder}/`);
const isPath = (name: string) => /^(?:src|commands|adapters|test|bench|bin)\//.test(name);
const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
const isCommon = (name: string) => name === 'zod' || name.startsWith('node:');

/** The libraries of a platform, and the folder that may use them. */
const platformLibraries: Record<string, string[]> = {
  'adapters/slack': ['@slack/bolt', '@slack/web-api', '@slack/socket-mode', '@slack/oauth', '@slack/logger'],
  'adapters/discord': ['discord.js', '@discordjs/rest', 'discord-api-types'],
};

describe('imports', () => {
  it('of src/economics stay within it', () => {
    expect(forbidden(filesIn('src/economics/**/*.ts'), within('src/economics'))).toEqual([]);
  });

  it('of src stay within it, but for main.ts', () => {
    const files = filesIn('src/**/*.ts').filter((file) => file !== 'src/main.ts');
    // By its own name the package is all of src: the ladder would not see what is imported so.
    const isInside = (name: string) =>
      isPath(name) ? name.startsWith('src/') : packageOf(name) !== 'hashdesk';
    expect(forbidden(files, isInside)).toEqual([]);
  });

  it('of a command are the package, zod, node: and its own folder', () => {
    const files = filesIn('commands/**/*.ts');
    const ours = ['hashdesk', 'hashdesk/economics'];
    expect(
      forbidden(files, (name) => ours.includes(name) || isCommon(name) || within('commands')(name)),
    ).toEqual([]);
  });

  it('of an adapter are hashdesk/chat, zod, node:, its own folder and its platform’s library', () => {
    const files = filesIn('adapters/*/**/*.ts');
    const allowed = (name: string, file: string) => {
      const folder = file.split('/').slice(0, 2).join('/');
      const libraries = platformLibraries[folder] ?? [];
      return (
        name === 'hashdesk/chat' ||
        isCommon(name) ||
        within(folder)(name) ||
        libraries.includes(packageOf(name))
      );
    };
    expect(forbidden(files, allowed)).toEqual([]);
  });

  it.each([
    ['keyv', 'src/storage/keyValue.ts'],
    ['node-cron', 'src/server/schedule.ts'],
    ['node:sqlite', 'src/storage/sqlite/sqlite.ts'],
    ['cockatiel', 'src/market/guard.ts'],
    ['pino', 'src/common/log.ts'],
    ['prom-client', 'src/admin/metrics.ts'],
    ['papaparse', 'src/sites/fleet/csv.ts'],
    ['@hono/node-server', 'src/server/webServer.ts'],
  ])('of %s are in %s only', (library, only) => {
    const importers = sources.filter((file) => importsOf(file).some((name) => packageOf(name) === library));
    expect(importers).toEqual([only]);
  });

  it('of the MCP library are in src/mcp, which loads it when an assistant comes', () => {
    const library = '@modelcontextprotocol/server';
    const values = (file: string) =>
      [...textOf(file).matchAll(/^import (?!type )[^']*'([^']+)'/gm)].map(([, name = '']) => name);
    const importers = sources.filter((file) => values(file).some((name) => packageOf(name) === library));
    expect(importers.filter((file) => !within('src/mcp')(file))).toEqual([]);
    const outside = sources.filter((file) => !within('src/mcp')(file));
    const doors = outside.flatMap(values).filter((name) => name.includes('/mcp/'));
    expect(doors).toEqual(['./mcp/endpoint.ts']);
    expect(values('src/mcp/endpoint.ts')).toEqual(['./caller.ts']);
    expect(values('src/mcp/caller.ts')).toEqual([]);
  });

  it('are of files that exist', () => {
    const missing = forbidden(sources, (name) => !isPath(name) || filesIn(name).length === 1);
    expect(missing).toEqual([]);
  });
});

describe('src', () => {
  it('names no platform but in remarks and in the ids of the operator', () => {
    const platforms = new RegExp(adapters.map(({ name }) => name).join('|'), 'i');
    const named = filesIn('src/**/*.ts').flatMap((file) =>
      codeOf(textOf(file))
        .filter((line) => platforms.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(named).toEqual(["src/access/rights.ts: export const OPERATOR_TENANT = 'console:local';"]);
  });
});

/** The lines of a file that are no remarks. */
const codeOf = (text: string): string[] =>
  text.split('\n').filter((line) => !/^\s*(?:\/\*|\*|\/\/)/.test(line));

describe('the process', () => {
  it.each([['process.env'], ['process.exit'], ['process.exitCode'], ['process.argv']])(
    'is touched by %s in src/main.ts, and in the scripts of a platform that are run by hand',
    (use) => {
      const pattern = new RegExp(`${use.replace('.', '\\.')}\\b`);
      const users = sources.filter((file) => pattern.test(textOf(file)));
      expect(users.filter((file) => file !== 'src/main.ts' && !scripts.includes(file))).toEqual([]);
    },
  );

  it.each([[/\bDate\.now\(\)/], [/\bnew Date\(\)/], [/\bMath\.random\(\)/]])(
    'hands in what %s would take',
    (pattern) => {
      const users = sources.filter((file) => pattern.test(textOf(file)));
      expect(users.filter((file) => file !== 'src/main.ts' && !scripts.includes(file))).toEqual([]);
    },
  );
});

/** Files that an npm script runs by themselves. */
const scripts = Object.values(
  (JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }).scripts,
).flatMap((line) => line.match(/(?:src|adapters)\/\S+\.ts/g) ?? []);

describe('indexes', () => {
  const listed = (file: string) =>
    [...textOf(file).matchAll(/'\.\/([^']+)'/g)].map(([, name = '']) => name).sort();

  it('of commands lists every file of its folder', () => {
    const held = filesIn('commands/*.ts').map((file) => basename(file));
    expect(listed('commands/index.ts')).toEqual(held.filter((name) => name !== 'index.ts'));
  });

  it('of adapters lists every folder', () => {
    const held = filesIn('adapters/*/index.ts').map((file) => `${basename(dirname(file))}/index.ts`);
    expect(listed('adapters/index.ts')).toEqual(held);
  });

  it('of adapters names each as its folder', () => {
    const held = filesIn('adapters/*/index.ts').map((file) => basename(dirname(file)));
    expect(adapters.map(({ name }) => name).sort()).toEqual(held);
  });

  it('of adapters loads no library of a platform before it is started', () => {
    const reached = new Set<string>();
    const walk = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      if (!file.startsWith('adapters/')) return;
      const found = textOf(file).matchAll(/(?:^|})(?!import type|export type)[^'\n]*?\bfrom '([^'\n]+)'/gm);
      for (const [, name = ''] of found)
        walk(name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : packageOf(name));
    };
    walk('adapters/index.ts');
    const libraries = [...reached].filter((name) => !name.startsWith('adapters/'));
    expect(libraries).toContain('hashdesk');
    expect(libraries.filter((name) => name !== 'hashdesk' && !isCommon(name))).toEqual([]);
  });

  it('of market sources lists every file of its folder', () => {
    const held = filesIn('src/market/sources/*.ts').map((file) => basename(file));
    expect(listed('src/market/sources/index.ts')).toEqual(held.filter((name) => name !== 'index.ts'));
  });

  it('of market sources lists nothing without a test of the same name', () => {
    const untested = listed('src/market/sources/index.ts').filter(
      (name) => filesIn(`test/market/sources/${name.replace('.ts', '.test.ts')}`).length === 0,
    );
    expect(untested).toEqual([]);
  });

  it('of adapters lists nothing whose test leaves the contract of all adapters out', () => {
    const names = adapters.map(({ name }) => name);
    const held = (name: string) =>
      filesIn(`test/adapters/${name}{.test.ts,/contract.test.ts}`).some((file) =>
        /\bchatAdapterContract\(/.test(textOf(file)),
      );
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => !held(name))).toEqual([]);
  });

  it('of adapters lists nothing with a variable that it checks and then never reads', () => {
    const unread = adapters.flatMap(({ name, variables }) => {
      const code = textOf(`adapters/${name}/index.ts`)
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
        .replace(/'[^'\n]*'/g, '');
      return Object.keys(variables).filter((it) => code.split(new RegExp(`\\b${it}\\b`)).length < 3);
    });
    expect(unread).toEqual([]);
  });

  it('of market sources lists nothing whose test leaves the contract of all sources out', () => {
    const tests = listed('src/market/sources/index.ts').map(
      (name) => `test/market/sources/${name.replace('.ts', '.test.ts')}`,
    );
    expect(tests.filter((file) => !/\bmarketSourceContract\(/.test(textOf(file)))).toEqual([]);
  });
});

describe('metrics', () => {
  const named = new Set(Object.keys(metrics));

  it('that the sources name are all in the table', () => {
    const used = sources.flatMap((file) =>
      [...textOf(file).matchAll(/[fF]igure\(\{[^}]*?\bmetric: '([^']+)'/g)].map(([, metric = '']) => ({
        file,
        metric,
      })),
    );
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter(({ metric }) => !named.has(metric))).toEqual([]);
  });

  it('of the README are all in the table', () => {
    const [, table = ''] = /^\| metric \|.*\n((?:\|.*\n)+)/m.exec(textOf('README.md')) ?? [];
    const shown = table
      .split('\n')
      .flatMap((row) => (row.split('|')[1] ?? '').match(/(?<=`)[a-z]\w+(?=`)/g) ?? []);
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter((name) => !named.has(name))).toEqual([]);
  });

  it('of the table end with their unit', () => {
    const unitless =
      /^(?:difficulty|blockHeight|pue|halvingHeight|nextRetargetHeight|grossToCritical|correlation[A-Z]\w+|\w*Dscr\w*)$|(?:BlocksLeft|Count|Answers|Errors)$/;
    const suffix =
      /(?:Usd|Percent|Points|Per\w*Day|PerMwh|PerS|PerTh|PerBtc|PerBlock|PerMonth|PerYear|PerGpu|Unix|Mw|Mwh|Kw|Btc|Hours|Days|DaysLeft|Months|Years|Seconds|Ms|W)$|Usd|Btc|^secondsPer/;
    const bare = Object.keys(metrics).filter((name) => !unitless.test(name) && !suffix.test(name));
    expect(bare).toEqual([]);
  });
});

describe('configuration', () => {
  it('has every variable in .env.example, and no other', () => {
    const read = variableNames(adapters);
    const shown = [...textOf('.env.example').matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(read.length).toBeGreaterThan(8);
    expect(new Set(read).size).toBe(read.length);
    expect(
      read.filter((name) => !shown.includes(name)),
      'read, but not in .env.example',
    ).toEqual([]);
    expect(
      shown.filter((name) => !read.includes(name!)),
      'in .env.example, but read by nothing',
    ).toEqual([]);
    expect(new Set(shown).size).toBe(shown.length);
  });

  it('checks no variable of its own that it then never reads', () => {
    const ofSources: string[] = sourceKinds.map(({ variable }) => variable);
    const own = variableNames([]).filter((name) => !ofSources.includes(name));
    const code = codeOf(textOf('src/config.ts')).join('\n');
    expect(own.length).toBeGreaterThan(4);
    expect(own.filter((name) => !new RegExp(`\\bvars\\.${name}\\b`).test(code))).toEqual([]);
  });
});

describe('README.md', () => {
  it('gives a reason for every dependency, and for nothing else', () => {
    const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };
    const rows = [...textOf('README.md').matchAll(/^\| `(@?[a-z][a-z0-9./-]*)` \| [^|]+ \|$/gm)];
    const explained = rows.map(([, name = '']) => name).filter((name) => !Object.hasOwn(metrics, name));
    expect(explained.sort()).toEqual(Object.keys(dependencies).sort());
  });
});

describe('files', () => {
  it('have at most 300 lines', () => {
    const long = sources.filter((file) => textOf(file).split('\n').length > 300);
    expect(long).toEqual([]);
  });

  it('lie at most three folders deep', () => {
    expect(sources.filter((file) => dirname(file).split('/').length > 3)).toEqual([]);
  });
});
