import { clearLine, cursorTo } from 'node:readline';
import { DeliveryError, type Reply, renderPlain, reply } from 'hashdesk/chat';

export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** What a session writes on: answers, and on a terminal one passing line of progress. */
export interface Screen {
  show(reply: Reply): Promise<void>;
  say(line: string): Promise<void>;
  /** Replaces the passing line, where there is a terminal. */
  working(line: string): void;
  /** Takes the passing line, or a half-typed one, away. */
  clear(): void;
}

export function createScreen({
  output,
  now,
  colour,
}: {
  output: Output;
  now: () => number;
  colour: boolean;
}): Screen {
  const terminal = output.isTTY === true;
  // A terminal that does not know its size says 0.
  const columns = () => output.columns || 80;
  const say = (line: string) =>
    new Promise<void>((resolve, reject) => {
      output.write(`${line}\n`, (error) =>
        error
          ? reject(new DeliveryError('The terminal is gone.', { retryable: false, cause: error }))
          : resolve(),
      );
    });
  const clear = () => {
    if (!terminal) return;
    clearLine(output, 0);
    cursorTo(output, 0);
  };
  return {
    say,
    clear,
    show(reply) {
      return say(`${renderPlain({ reply, now: now(), width: columns(), colour: colour && terminal })}\n`);
    },
    working(line) {
      if (!terminal) return;
      clear();
      // Through the renderer, because what a command says is not to be trusted with the terminal.
      const [first = ''] = renderPlain({
        reply: reply({ title: line }),
        now: now(),
        width: columns() - 1,
      }).split('\n', 1);
      output.write(first);
    },
  };
}
