import { findCommand } from '../chat/read/parse.ts';
import type { Command } from '../command.ts';
import { type Reading, readQuestion } from '../words/index.ts';
import { commandOf, fullName } from './named.ts';
import type { ReadLine, Typed } from './typed.ts';

/** `help how do I set an alert`: help on the commands that the rest of it would become; undefined where that is none. */
export function helpOn(asked: Typed & { own: readonly string[]; now: number }): Reading | undefined {
  const { text, commands } = asked;
  if (commandOf({ ask: { text }, commands })?.name !== 'help') return undefined;
  const { rest } = findCommand(text, commands);
  for (const howTo of [text, `how do i ${rest}`]) {
    const read = readQuestion({ ...asked, text: howTo });
    if (read.line?.startsWith('help')) return read;
  }
  const { line, offered, ...about } = readQuestion({ ...asked, text: rest });
  const found = (line === undefined ? offered : [line]).flatMap(
    (text) => commandOf({ ask: { text }, commands }) ?? [],
  );
  const topics = new Set(found.map((command) => `help ${fullName(command, commands)}`));
  topics.delete('help help');
  const [topic, ...others] = topics;
  return line === undefined || topic === undefined || others.length > 0
    ? { ...about, offered: [...topics] }
    : { ...about, line: topic, offered: [] };
}

/** `explain that`, `more please`, `help how do I set an alert`: what stands behind the command may name neither an answer nor a command. */
export function takesAnyWord({ command, texts }: ReadLine, commands: readonly Command[]): boolean {
  if ('answer' in command.parameters) return texts.answer !== undefined;
  if (command.name !== 'help' || texts.command === undefined || texts.command === 'all') return false;
  const ask = { text: texts.command };
  return commandOf({ ask, commands }) === undefined || findCommand(ask.text, commands).rest !== '';
}
