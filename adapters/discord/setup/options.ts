import type { CommandSpec } from 'hashdesk/chat';

/** The name of a parameter whose value is a file: people attach one instead of typing. */
export const FILE_PARAMETER = 'file';
/** Every command takes it: the answer is for the asker alone. */
export const PRIVATE_OPTION = 'private';

/** A parameter's name in Discord's alphabet, which has no capitals: `powerPrice` becomes `power_price`. */
export function optionName(parameter: string): string {
  return parameter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The parameter of a command that an option stands for. A flag such as `private` keeps its name. */
export function parameterName({
  commands,
  path,
  option,
}: {
  commands: readonly CommandSpec[];
  path: string[];
  option: string;
}) {
  const parameters = Object.keys(commandAt(commands, path)?.parameters ?? {});
  return parameters.find((name) => optionName(name) === option) ?? option;
}

function commandAt(commands: readonly CommandSpec[], [name, ...rest]: string[]): CommandSpec | undefined {
  const found = commands.find((it) => it.name === name);
  return rest.length === 0 ? found : commandAt(found?.subcommands ?? [], rest);
}
