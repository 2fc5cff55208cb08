import { memoize } from '../../common/memoize.ts';
import type { CommandSpec } from '../adapter.ts';
import type { Parameter } from '../parameter.ts';
import { normalise } from './nearest.ts';

/** A parameter of a command with its name. */
export interface Input {
  name: string;
  parameter: Parameter<unknown, boolean>;
}

/** The inputs of a command in the order of their declaration. */
export const inputsOf: (command: CommandSpec) => readonly Input[] = memoize(({ parameters }) =>
  Object.entries(parameters).map(([name, parameter]) => ({ name, parameter })),
);

/** Kept per command, because a line asks once for each of its words. */
const byLooseName = memoize((command: CommandSpec) => {
  const named = inputsOf(command).flatMap((input) => {
    const names = new Set([input.name, ...input.parameter.aliases].map(normalise));
    return [...names].map((name) => ({ name, input }));
  });
  return Map.groupBy(named, ({ name }) => name);
});

/** The inputs of that name or alias, without regard to case and hyphens: those that share one are told apart by unit. */
export function findInputs(command: CommandSpec, name: string): Input[] {
  return (byLooseName(command).get(normalise(name)) ?? []).map(({ input }) => input);
}
