import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The ladder of `src`: each room with the rooms that its files may import, types included. A room is the longest name
 * here that a file's folder begins with; it may always import itself.
 */
const ladder: Record<string, readonly string[]> = {
  common: [],
  economics: [],
  charts: [],
  pictures: ['access', 'charts', 'chat', 'common', 'storage'],
  net: ['common'],
  storage: ['common'],
  compute: [
    'common',
    'credits',
    'economics',
    'net',
    'power/providers',
    'sites',
    'tariffs/file',
    'tariffs/intervals',
  ],
  chat: ['charts', 'common', 'storage'],
  'chat/read': ['chat', 'common', 'economics'],
  'chat/parameters': ['chat', 'chat/read', 'common', 'economics'],
  'chat/leaseParameters': ['chat', 'chat/parameters', 'chat/read', 'common', 'economics'],
  'chat/show': ['charts', 'chat', 'chat/read', 'economics'],
  model: ['access', 'chat', 'common', 'net', 'storage'],
  words: ['chat', 'chat/parameters', 'chat/read', 'common', 'economics'],
  access: ['chat', 'common', 'storage'],
  market: ['chat', 'common', 'economics', 'net', 'storage'],
  sites: ['access', 'chat', 'chat/parameters', 'chat/read', 'common', 'economics', 'storage'],
  assumptions: ['access', 'common', 'economics', 'sites', 'storage'],
  power: [
    'access',
    'chat',
    'chat/parameters',
    'chat/read',
    'chat/show',
    'common',
    'compute',
    'economics',
    'net',
    'power/providers',
    'sites',
    'storage',
  ],
  plans: [
    'access',
    'chat',
    'chat/read',
    'common',
    'delivery',
    'economics',
    'net',
    'power',
    'sites',
    'storage',
  ],
  'power/providers': ['common', 'economics', 'net', 'sites'],
  'tariffs/file': ['chat/read', 'common', 'economics', 'sites', 'tariffs'],
  'tariffs/intervals': ['chat/read', 'common', 'economics', 'sites', 'tariffs'],
  tariffs: ['access', 'chat/read', 'common', 'economics', 'sites', 'storage'],
  credits: ['access', 'chat/read', 'common', 'economics', 'sites', 'storage'],
  peaks: ['access', 'common', 'economics', 'sites', 'storage'],
  delivery: ['access', 'chat', 'chat/show', 'common', 'storage'],
  'answers/market': ['charts', 'chat', 'chat/read', 'chat/show', 'common', 'economics', 'market'],
  'answers/siteCharts': ['answers/market', 'charts', 'chat', 'chat/show'],
  'answers/site': [
    'access',
    'answers/market',
    'answers/siteCharts',
    'charts',
    'chat',
    'chat/parameters',
    'chat/read',
    'chat/show',
    'common',
    'economics',
    'power',
    'sites',
  ],
  'answers/pricing': [
    'answers/bill',
    'answers/market',
    'answers/site',
    'charts',
    'chat',
    'chat/show',
    'common',
    'compute',
    'economics',
    'power',
    'sites',
    'tariffs',
  ],
  'answers/dispatch': [
    'answers/bill',
    'answers/market',
    'answers/pricing',
    'answers/site',
    'chat',
    'chat/read',
    'chat/show',
    'common',
    'compute',
    'economics',
    'peaks',
    'plans',
    'power',
    'sites',
    'tariffs',
  ],
  'answers/assumed': ['chat/read', 'common', 'economics'],
  'answers/leaseCharts': ['charts', 'chat', 'chat/show', 'economics'],
  'answers/lease': [
    'answers/assumed',
    'answers/leaseCharts',
    'answers/market',
    'answers/pricing',
    'answers/site',
    'assumptions',
    'charts',
    'chat',
    'chat/leaseParameters',
    'chat/parameters',
    'chat/read',
    'chat/show',
    'common',
    'economics',
    'market',
  ],
  'answers/bill': [
    'answers/market',
    'chat',
    'chat/parameters',
    'chat/read',
    'chat/show',
    'common',
    'compute',
    'credits',
    'economics',
    'market',
    'power',
    'tariffs',
    'tariffs/intervals',
  ],
  'answers/deals': ['answers/site', 'chat', 'chat/show', 'common', 'economics', 'market'],
  answers: [
    'answers/assumed',
    'answers/bill',
    'answers/deals',
    'answers/dispatch',
    'answers/lease',
    'answers/leaseCharts',
    'answers/market',
    'answers/pricing',
    'answers/site',
    'answers/siteCharts',
  ],
  'alerts/rules': ['chat', 'chat/parameters', 'chat/read', 'chat/show', 'common', 'economics'],
  'alerts/reading': [
    'alerts/rules',
    'answers/bill',
    'answers/market',
    'common',
    'compute',
    'economics',
    'market',
    'power',
    'sites',
    'storage',
    'tariffs',
  ],
  'alerts/cards': [
    'alerts/reading',
    'alerts/rules',
    'answers/market',
    'charts',
    'chat',
    'chat/parameters',
    'chat/read',
    'chat/show',
    'common',
    'market',
  ],
  'alerts/engine': [
    'access',
    'alerts/cards',
    'alerts/reading',
    'alerts/rules',
    'chat',
    'chat/parameters',
    'common',
    'compute',
    'delivery',
    'market',
    'sites',
    'storage',
  ],
  alerts: [
    'access',
    'alerts/cards',
    'alerts/engine',
    'alerts/reading',
    'alerts/rules',
    'chat',
    'chat/read',
    'common',
    'compute',
    'delivery',
    'economics',
    'market',
    'power',
    'sites',
    'storage',
  ],
  digest: [
    'access',
    'alerts',
    'answers',
    'chat',
    'chat/parameters',
    'chat/read',
    'chat/show',
    'common',
    'compute',
    'delivery',
    'economics',
    'market',
    'plans',
    'power',
    'sites',
    'storage',
    'tariffs',
  ],
  builtIn: ['economics', 'market'],
  sheet: ['common', 'economics', 'market', 'tariffs'],
  workbook: ['answers', 'answers/lease', 'answers/market', 'answers/site', 'chat', 'chat/show', 'economics'],
  server: ['chat', 'chat/read', 'common', 'storage'],
  admin: ['chat', 'common', 'market', 'server'],
  mcp: ['access', 'chat', 'chat/read', 'chat/show', 'common'],
  web: ['chat', 'common', 'economics', 'market', 'server', 'sheet'],
};

/** The front of the house: what puts the rooms together, each file by itself, and what it may not import. */
const front: Record<string, readonly string[]> = {
  'main.ts': [],
  'config.ts': [],
  'desk.ts': ['main.ts', 'index.ts'],
  operate: ['main.ts', 'index.ts', 'desk.ts'],
  'minute.ts': ['main.ts', 'index.ts', 'desk.ts'],
  'index.ts': ['main.ts'],
  'chat.ts': ['main.ts', 'index.ts', 'desk.ts', 'command.ts'],
  'command.ts': ['main.ts', 'index.ts', 'desk.ts'],
  bot: ['main.ts', 'index.ts', 'desk.ts'],
};

const root = join(import.meta.dirname, '../src');
const files = globSync('**/*.ts', { cwd: root }).sort();
const rooms = [...Object.keys(ladder), ...Object.keys(front)].sort((a, b) => b.length - a.length);

const roomOf = (file: string): string =>
  rooms.find((room) => file === room || file.startsWith(`${room}/`)) ?? `(no room) ${file}`;

/** The files of `src` that a file imports: values, types, by statement or by call. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/(?:(?:^|})[^'\n]*?\bfrom |\bimport(?: |\())'(\.[^'\n]+)'/gm);
  return [...found]
    .map(([, name = '']) => relative(root, join(root, dirname(file), name)))
    .filter((name) => !name.startsWith('..'));
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));

describe('the ladder', () => {
  it('has a room for every file', () => {
    expect(files.map(roomOf).filter((room) => room.startsWith('(no room)'))).toEqual([]);
  });

  it('has no room that no file is in', () => {
    const used = new Set(files.map(roomOf));
    expect(rooms.filter((room) => !used.has(room))).toEqual([]);
  });

  it.each(Object.keys(ladder))('lets %s import the rooms below it alone', (room) => {
    const allowed = [room, ...(ladder[room] ?? [])];
    const wrong = files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) => (imports.get(file) ?? []).map((name) => [file, name] as const))
      .filter(([, name]) => !allowed.includes(roomOf(name)))
      .map(([file, name]) => `${file} → ${name}`);
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(front))('keeps %s from what puts it together', (part, above) => {
    const wrong = files
      .filter((file) => roomOf(file) === part)
      .flatMap((file) => imports.get(file) ?? [])
      .filter((name) => above.includes(roomOf(name)));
    expect(wrong).toEqual([]);
  });

  it('has no circle of rooms', () => {
    const climbs = (room: string, path: readonly string[]): string[] => {
      if (path.includes(room)) return [[...path, room].join(' → ')];
      return (ladder[room] ?? []).flatMap((below) => climbs(below, [...path, room]));
    };
    expect(Object.keys(ladder).flatMap((room) => climbs(room, []))).toEqual([]);
  });

  it('has no circle of files, types included', () => {
    expect(circles()).toEqual([]);
  });

  it('keeps folders small: 22 files in each but lists of like things, 8 loose ones in src', () => {
    const lists = ['market/sources'];
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const large = [...counts].filter(([folder, count]) => count > (folder === '.' ? 8 : 22));
    expect(large.filter(([folder]) => !lists.includes(folder))).toEqual([]);
  });

  it('keeps the folders beside src as small', () => {
    const beside = ['adapters', 'bench', 'gallery', 'ops', 'package', 'sheet', 'test'];
    const found = globSync(`{${beside}}/**/*.{ts,tsx,mjs,css,json,yml}`, { cwd: join(root, '..') });
    const counts = new Map<string, number>();
    for (const file of found) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts.keys()]).toEqual(
      expect.arrayContaining(['adapters/slack', 'test/support', 'sheet/view']),
    );
    expect([...counts].filter(([, count]) => count > 22)).toEqual([]);
  });
});

/** Every file that can reach itself, with the way. */
function circles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return found;
}
