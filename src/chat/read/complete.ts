import { machineLabel, machines } from '../../economics/index.ts';
import type { CommandSpec } from '../adapter.ts';
import type { Lookup, Parameter } from '../parameter.ts';
import { normalise } from './nearest.ts';

const MOST = 25;
const MOST_WORDS = 4;
const models = machines.map((machine) => machineLabel({ machine }));

/** Lines that complete what has been typed, best first: commands, sites, machine models, names of inputs. */
export function completeLine({
  commands,
  text,
  lookup,
}: {
  commands: readonly CommandSpec[];
  text: string;
  lookup: Lookup;
}): string[] {
  const typed = text.slice(0, 1_000);
  const [prefix = ''] = /^\s*\/?/u.exec(typed) ?? [];
  const [word = ''] = /^\S*/u.exec(typed.slice(prefix.length)) ?? [];
  const rest = typed.slice(prefix.length + word.length);
  if (rest === '')
    return matching(
      commands.map(({ name }) => name),
      word,
    ).map((name) => prefix + name);
  const command = commands.find(({ name, aliases = [] }) =>
    [name, ...aliases].some((known) => normalise(known) === normalise(word)),
  );
  return command ? completeRest({ command, commands, head: prefix + word, rest, lookup }) : [];
}

function completeRest(asked: {
  command: CommandSpec;
  commands: readonly CommandSpec[];
  head: string;
  rest: string;
  lookup: Lookup;
}): string[] {
  const { command, commands, head, rest, lookup } = asked;
  const { subcommands } = command;
  if (subcommands) {
    const lines = completeLine({ commands: subcommands, text: rest.trimStart(), lookup });
    return lines.map((line) => `${head} ${line}`);
  }
  const line = head + rest;
  const assigned = /^.*\s([\p{L}][\p{L}\p{N}_-]*)=/su.exec(rest);
  const parameter = command.parameters[assigned?.[1] ?? ''];
  return assigned && parameter
    ? completeWords({
        line,
        from: head.length + assigned[0].length,
        candidates: valuesOf({ parameter, commands, lookup }),
      })
    : completeWords({ line, from: head.length, candidates: candidatesOf({ command, commands, lookup }) });
}

/** Completes the longest run of last words that begins a candidate, so that names of several words are found. */
function completeWords({
  line,
  from,
  candidates,
}: {
  line: string;
  from: number;
  candidates: readonly string[];
}): string[] {
  const starts = [...line.matchAll(/(?<=[\s=])\S|$/gu)].map(({ index }) => index);
  for (const start of starts.filter((start) => start >= from).slice(-MOST_WORDS)) {
    const found = matching(candidates, line.slice(start));
    if (found.length > 0 && (start < line.length || /[\s=]$/u.test(line))) {
      return found.map((candidate) => line.slice(0, start) + candidate);
    }
  }
  return [];
}

function candidatesOf({
  command,
  commands,
  lookup,
}: {
  command: CommandSpec;
  commands: readonly CommandSpec[];
  lookup: Lookup;
}): string[] {
  const positional = Object.values(command.parameters).filter(({ positional }) => positional);
  const values = (wanted: (parameter: Parameter<unknown, boolean>) => boolean) =>
    positional.filter(wanted).flatMap((parameter) => valuesOf({ parameter, commands, lookup }));
  // The models are many: after what is the tenant's own.
  return [
    ...values(({ completes }) => completes !== 'machine'),
    ...Object.keys(command.parameters).map((name) => `${name}=`),
    ...values(({ completes }) => completes === 'machine'),
  ];
}

function valuesOf({
  parameter,
  commands,
  lookup,
}: {
  parameter: Parameter<unknown, boolean>;
  commands: readonly CommandSpec[];
  lookup: Lookup;
}): readonly string[] {
  switch (parameter.completes) {
    case 'site':
      return lookup.sites;
    case 'machine':
      return models;
    case 'command':
      return commands.map(({ name }) => name);
    default:
      return parameter.choices ?? [];
  }
}

function matching(candidates: readonly string[], typed: string): string[] {
  const wanted = normalise(typed);
  return [...new Set(candidates)].filter((name) => normalise(name).startsWith(wanted)).slice(0, MOST);
}
