import type { Interface } from 'node:readline';
import {
  type BlockOf,
  type Bot,
  type ChatAdapter,
  DeliveryError,
  type Incoming,
  UserError,
} from 'hashdesk/chat';
import { pagesOf } from './files.ts';
import { type Input, listen, openLines } from './lines.ts';
import { consoleIncoming } from './receive.ts';
import { createScreen, type Output } from './screen.ts';

/** What the console is made of. */
export interface ConsoleOptions {
  input: Input;
  output: Output;
  /** The current time in Unix milliseconds. */
  now: () => number;
  /** Where typed lines are kept between sessions; without it they are not kept. */
  historyFile?: string;
  /** Colour on a terminal, on by default. */
  colour?: boolean;
  readFile?: NonNullable<Incoming['attachment']>;
  /** Writes a page of an answer and says where; without it pages are named alone. */
  saveFile?: (file: BlockOf<'file'>) => Promise<string>;
  /** Runs `action` in `ms` milliseconds unless the returned function is called first. */
  later?: (action: () => void, ms: number) => () => void;
}

const PROGRESS_AFTER_MS = 500;

const NOBODY =
  'Nobody can ask Hashdesk anything: no chat platform is configured, and its input, which is no terminal, ended without a line. Set the variables of a platform (README, .env.example), or start it in a terminal.';

function setLater(action: () => void, ms: number): () => void {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
}

/** A chat in the terminal with one person. Piped input is answered line by line, then the chat ends. */
export function consoleAdapter(options: ConsoleOptions): ChatAdapter {
  const { input, output, historyFile, later = setLater } = options;
  const screen = createScreen({ output, now: options.now, colour: options.colour ?? true });
  const delivered = new Set<string>();
  let lines: Interface | undefined;
  let answering: Promise<void> = Promise.resolve();
  let asked = 0;
  const ended = Promise.withResolvers<void>();
  // Who starts a chat need not follow how it ends.
  ended.promise.catch(() => {});

  const prompt = (keepTyped = false) => {
    if (lines && input.isTTY && output.isTTY) lines.prompt(keepTyped);
  };

  async function answer(bot: Bot, text: string): Promise<void> {
    const readFile = options.readFile && { readFile: options.readFile };
    const progress: Incoming['progress'] = ({ title }) => screen.working(title);
    const stopProgress = later(() => screen.working('working…'), PROGRESS_AFTER_MS);
    const reply = await bot.handle(consoleIncoming({ text, progress, ...readFile }));
    stopProgress();
    screen.clear();
    if (reply) await screen.show(reply);
    if (reply && options.saveFile)
      for (const page of pagesOf(reply)) await screen.say(`${await options.saveFile(page)}\n`);
    prompt();
  }

  return {
    name: 'console',
    ended: ended.promise,
    async start(bot) {
      lines = openLines({ bot, input, output, historyFile });
      listen({
        lines,
        idle: prompt,
        say: (line) => void screen.say(line).catch(leave),
        // One after the other, in the order in which they were typed.
        ask: (text) => {
          asked += 1;
          answering = answering.then(() => answer(bot, text)).catch(leave);
        },
      });
      lines.on('close', () => {
        // Lines that came before the end are still answered.
        void answering.then(() => {
          if (lines && !input.isTTY && asked === 0) ended.reject(new UserError(NOBODY));
          else ended.resolve();
          lines = undefined;
        });
      });
      prompt();
    },
    async send(_, reply, { deliveryId, ensureOurs }) {
      if (!lines) throw new DeliveryError('The console is closed.', { retryable: false });
      if (delivered.has(deliveryId)) return { receipt: deliveryId };
      ensureOurs?.();
      screen.clear();
      await screen.show(reply);
      delivered.add(deliveryId);
      prompt(true);
      return { receipt: deliveryId };
    },
    async stop() {
      await answering;
      leave();
    },
  };

  /** A terminal that cannot be written to has gone. */
  function leave(): void {
    const open = lines;
    lines = undefined;
    open?.close();
  }
}
