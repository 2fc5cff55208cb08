import { createInterface, type Interface } from 'node:readline';
import type { Bot } from 'hashdesk/chat';
import { loadHistory, saveHistory } from './history.ts';
import { address, operator } from './receive.ts';
import type { Output } from './screen.ts';

export type Input = NodeJS.ReadableStream & { isTTY?: boolean };

/** Line editing with history and completion; without a terminal, just the lines. */
export function openLines({
  bot,
  input,
  output,
  historyFile,
}: {
  bot: Bot;
  input: Input;
  output: Output;
  historyFile: string | undefined;
}): Interface {
  const terminal = input.isTTY === true && output.isTTY === true;
  const lines = createInterface({
    input,
    terminal,
    ...(terminal && { output, prompt: 'hashdesk> ' }),
    ...(terminal && historyFile !== undefined && { history: loadHistory(historyFile) }),
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, result: [string[], string]) => void) => {
      bot.complete({ address, person: operator, text: line }).then(
        (found) => done(null, [found, line]),
        () => done(null, [[], line]),
      );
    },
  });
  if (historyFile !== undefined) lines.on('history', (history) => saveHistory(historyFile, history));
  return lines;
}

/** Hands typed lines to `ask`; `exit`, `quit` and a second Ctrl-C on an empty line leave. */
export function listen({
  lines,
  ask,
  idle,
  say,
}: {
  lines: Interface;
  ask: (text: string) => void;
  /** Nothing was asked: the prompt comes again. */
  idle: () => void;
  say: (line: string) => void;
}): void {
  let leaving = false;
  lines.on('line', (line) => {
    leaving = false;
    const text = line.trim();
    if (/^(?:exit|quit)$/iu.test(text)) lines.close();
    else if (text === '') idle();
    else ask(text);
  });
  lines.on('SIGINT', () => {
    if (leaving && lines.line === '') return lines.close();
    leaving = lines.line === '';
    lines.write(null, { ctrl: true, name: 'e' });
    lines.write(null, { ctrl: true, name: 'u' });
    say(leaving ? '\nPress Ctrl-C again to leave.' : '^C');
    idle();
  });
}
