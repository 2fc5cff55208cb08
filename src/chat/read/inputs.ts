import type { CommandSpec } from '../adapter.ts';
import type { Parameter } from '../parameter.ts';
import { normalise } from './nearest.ts';

/** A parameter of a command with its name. */
export interface Input {
  name: string;
  parameter: Parameter<unknown, boolean>;
}

export function inputsOf({ parameters }: CommandSpec): Input[] {
  return Object.entries(parameters).map(([name, parameter]) => ({ name, parameter }));
}

/** The input of that name or alias, without regard to case and hyphens. */
export function findInput(command: CommandSpec, name: string): Input | undefined {
  const wanted = normalise(name);
  return inputsOf(command).find(({ name, parameter }) =>
    [name, ...parameter.aliases].some((known) => normalise(known) === wanted),
  );
}
