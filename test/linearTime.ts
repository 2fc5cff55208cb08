import { globSync, readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import { parseSync } from 'vite';

/**
 * Says of every regular expression that reads what others wrote whether a text can make it take more than linear time:
 * the literals of the sources, and those that modules make of strings when they are loaded. Exit code 1 where one can.
 */

const SOURCES = '{src,commands,adapters}/**/*.ts';
const found = new Map<string, { source: string; flags: string; where: string }>();

const find = (source: string, flags: string, where: string) =>
  found.set(`/${source}/${flags}`, { source, flags, where });

function findLiterals(node: unknown, file: string): void {
  if (typeof node !== 'object' || node === null) return;
  if ('regex' in node && node.regex) {
    const { pattern, flags } = node.regex as { pattern: string; flags: string };
    find(pattern, flags, file);
  }
  for (const child of Object.values(node)) findLiterals(child, file);
}

for (const file of globSync(SOURCES)) {
  const { program, errors } = parseSync(file, readFileSync(file, 'utf8'));
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]!.message}`);
  findLiterals(program, file);
}

globalThis.RegExp = new Proxy(RegExp, {
  construct(native, given, target) {
    const made: RegExp = Reflect.construct(native, given, target);
    find(made.source, made.flags, 'made when a module was loaded');
    return made;
  },
});
for (const entry of ['../src/desk.ts', '../commands/index.ts', '../adapters/index.ts']) await import(entry);

const slow = [...found.values()].flatMap(({ source, flags, where }) => {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } });
  const kinds = reports.map(({ type, exponential }) => (exponential ? `${type}, exponential` : type));
  return kinds.length > 0 ? [`${where}: /${source}/${flags} (${kinds.join('; ')})`] : [];
});
for (const line of slow) process.stderr.write(`${line}\n`);
process.stdout.write(
  `${found.size} regular expressions, ${slow.length} that may take more than linear time\n`,
);
process.exit(slow.length > 0 ? 1 : 0);
