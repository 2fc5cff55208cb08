import type { Address, Bot, ChatAdapter } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { answerCases } from './adapterCases/answers.ts';
import { deliveryCases } from './adapterCases/deliveries.ts';
import { inputCases } from './adapterCases/inputs.ts';

/** An adapter at work against its platform, or a stand-in of it, with one person in one conversation. */
export interface Session {
  /** Started with the bot of the case. */
  adapter: ChatAdapter;
  /** The conversation that `say` speaks in and `send` may post to. */
  address: Address;
  /** The person asks; resolves once the platform has handed the question over. */
  say(text: string): Promise<void>;
  /**
   * Everything that the person can see so far, in order, as they read it: without escapes, with the contents
   * of files, the descriptions of images, the labels of buttons and the titles of forms.
   */
  shown(): string;
  /** The same for somebody else who can read the conversation. */
  bystander?(): string;
  /** What the platform would act on in what was shown: mentions, links, markup, control characters. */
  live(): string[];
  /** Ids that the platform has called by name. */
  called?(): string[];
  /** An id of a person that the platform can call by name. */
  someone?: string;
  /** What the platform did not take of what the adapter sent. */
  refused?(): unknown[];
  /** The platform hands over the last question again, with the same id. */
  redeliver?(): Promise<void>;
  /** The platform hands over a message of the bot itself that would be a question if a person wrote it. */
  echo?(): Promise<void>;
  /** The person presses the button with that label. */
  press?(label: string): Promise<void>;
  /** The person opens the form of that title, and sends it with these values by field. */
  fill?(title: string, values: Record<string, string>): Promise<void>;
  /** The person asks with that file. Resolves with the name by which it is to be read. */
  attach?(file: { name: string; text: string }): Promise<string>;
  /** The person replies to the last thing that the bot said, without calling it by name. */
  reply?(text: string): Promise<void>;
  /**
   * What the platform does with the next post: refuses it for a while, refuses it for good because the conversation
   * is closed, takes it and loses the answer.
   */
  fail?(how: 'limited' | 'closed' | 'lost'): void;
  /** What no error may show: tokens, signing secrets. */
  secrets?: readonly string[];
  /** Stops the adapter, if it still runs, and the stand-in. */
  close(): Promise<void>;
}

export type Open = (bot: Bot) => Promise<Session>;

/** One promise of an adapter, and how it is tried. */
export interface Case {
  name: string;
  promise: string;
  run(open: Open): Promise<void>;
}

const cases: readonly Case[] = [...answerCases, ...inputCases, ...deliveryCases];

/** How the suite drives one adapter. */
export interface Harness {
  name: string;
  start: Open;
  /** Cases that do not apply, each with the reason, in a sentence. */
  skips?: Record<string, string>;
  /** There is one person and no network: more does not apply there than on a platform. */
  isTerminal?: boolean;
}

const MOST_SKIPS = 3;
const MOST_SKIPS_OF_A_TERMINAL = 11;
const SHORTEST_REASON = 30;

/** What is wrong with the skips of a harness. */
export function lazySkips({ skips = {}, isTerminal = false }: Harness): string[] {
  const names = new Set(cases.map(({ name }) => name));
  const most = isTerminal ? MOST_SKIPS_OF_A_TERMINAL : MOST_SKIPS;
  const entries = Object.entries(skips);
  return [
    ...entries.filter(([name]) => !names.has(name)).map(([name]) => `There is no case ${name}.`),
    ...entries
      .filter(([, reason]) => reason.length < SHORTEST_REASON)
      .map(([name]) => `The reason to skip ${name} is no sentence.`),
    ...(entries.length > most ? [`${entries.length} cases are skipped, at most ${most} may be.`] : []),
  ];
}

/** Tries one promise, as the suite does. Rejects where the adapter breaks it. */
export async function tryCase({ start, promise }: Pick<Harness, 'start'> & { promise: string }) {
  const found = cases.find((it) => it.promise === promise);
  if (!found) throw new Error(`There is no case “${promise}”.`);
  await attempt(found, start);
}

async function attempt({ run }: Case, start: Open): Promise<void> {
  const opened: Session[] = [];
  try {
    await run(async (bot) => {
      const session = await start(bot);
      opened.push(session);
      return session;
    });
  } finally {
    for (const session of opened) await session.close();
  }
}

/** Runs every case that a chat adapter must pass. */
export function chatAdapterContract(harness: Harness): void {
  const { name, start, skips = {} } = harness;
  describe(`${name} as a chat adapter`, () => {
    it('skips no more of the suite than it says why', () => {
      expect(lazySkips(harness)).toEqual([]);
    });
    for (const one of cases) {
      const reason = skips[one.name];
      if (reason === undefined) it(one.promise, () => attempt(one, start));
      else it.skip(`${one.promise} (skipped: ${reason})`);
    }
  });
}
