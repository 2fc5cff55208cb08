import type { Lookup } from '../chat/parameter.ts';
import { type CommandArguments, findCommand, readArguments } from '../chat/read/parse.ts';
import type { Command } from '../command.ts';

/** A command with its arguments, as one line says it. */
export interface ReadLine extends CommandArguments {
  command: Command;
  line: string;
  /** It was asked in people's own words: what they are shown of how it was read. */
  inWords?: string;
}

export interface Typed {
  text: string;
  commands: readonly Command[];
  lookup: Lookup;
}

/** Reads a line as the commands are typed. Throws UserError where it is none. */
function readLine({ text, commands, lookup }: Typed): ReadLine {
  const { command, rest } = findCommand(text, commands);
  return { command, line: text.trim(), ...readArguments({ command, text: rest, lookup }) };
}

/** Reads a typed line, or makes something else of its refusal. */
export function readOr<T>(otherwise: (error: unknown) => T, typed: Typed): ReadLine | T {
  try {
    return readLine(typed);
  } catch (error) {
    return otherwise(error);
  }
}
