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

/** The inputs of that name or alias, without regard to case and hyphens: those that share one are told apart by unit. */
export function findInputs(command: CommandSpec, name: string): Input[] {
  const wanted = normalise(name);
  return inputsOf(command).filter(({ name, parameter }) =>
    [name, ...parameter.aliases].some((known) => normalise(known) === wanted),
  );
}
