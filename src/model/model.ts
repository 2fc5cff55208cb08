import { z } from 'zod';
import type { CommandSpec } from '../chat/adapter.ts';
import type { Log } from '../common/log.ts';
import { fetchJson } from '../net/http.ts';

/** A language model that the operator chose, asked what command a question may mean. */
export interface Model {
  /** What people are told that the line came from. */
  name: string;
  /** A line that nobody has checked; undefined where the model fails, hangs or says none. Never rejects. */
  lineFor(question: string, beside?: Beside): Promise<string | undefined>;
}

/** What a tenant lets it be told beside the question. */
export interface Beside {
  /** Names of sites. */
  sites?: readonly string[];
  /** The answer before: its command line, what it said, and its figures. */
  answer?: readonly string[];
}

/** Where a model is. */
export interface ModelPlace {
  /** An OpenAI-compatible address, to which `chat/completions` is appended: http://127.0.0.1:11434/v1 */
  url: string;
  name: string;
  /** Sent as a bearer token; a model of one's own may need none. */
  key?: string;
}

interface ModelParts extends ModelPlace {
  commands: readonly CommandSpec[];
  fetch: typeof globalThis.fetch;
  /** The current time in Unix milliseconds. */
  now: () => number;
  log: Log;
  /** How long a question waits for the model, in milliseconds. */
  timeoutMs?: number;
}

/** Nobody asks a question that is longer. */
const LONGEST_QUESTION = 500;
const LONGEST_LINE = 300;
const MOST_BYTES = 100_000;

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/** A model is told the question, the forms of the commands, and what stands beside: nothing where the tenant allowed nothing. */
export function openModel(parts: ModelParts): Model {
  const { url, name, key, commands, fetch, now, log, timeoutMs = 5_000 } = parts;
  const system = `${TASK}\n${formsOf(commands).join('\n')}`;
  return {
    name,
    async lineFor(question, beside = {}) {
      if (question.length > LONGEST_QUESTION) return undefined;
      try {
        const { choices } = await fetchJson({
          url: new URL('chat/completions', url.endsWith('/') ? url : `${url}/`),
          headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
          body: {
            model: name,
            messages: [
              { role: 'system', content: [system, ...linesOf(beside)].join('\n') },
              { role: 'user', content: question },
            ],
          },
          schema: answerSchema,
          maxBytes: MOST_BYTES,
          ...{ fetch, now, timeoutMs },
        });
        const line = choices[0]!.message.content.trim();
        return isLine(line) && !repeats(line, key) ? line : undefined;
      } catch (err) {
        log.warn({ err }, 'The model could not be asked');
        return undefined;
      }
    },
  };
}

const TASK =
  'Answer with the one command line of the list below that the question means, and nothing else; with none where no ' +
  'command answers it. Inputs are written name=value. Names of sites are those that stand in the question, or in a list of them below.';

const MOST_TOLD = 100;

/** As JSON, so that no name ends its line. */
const linesOf = ({ sites = [], answer = [] }: Beside): string[] =>
  Object.entries({ Sites: sites, 'The answer before': answer })
    .filter(([, told]) => told.length > 0)
    .map(([what, told]) => `${what}: ${JSON.stringify(told.slice(0, MOST_TOLD))}`);

/** Each command as it is typed, on a line of its own; those of the operator are nobody else's business. */
const formsOf = (commands: readonly CommandSpec[], path = ''): string[] =>
  commands
    .filter(({ needs }) => needs !== 'operator')
    .flatMap(({ name, summary, parameters, examples, subcommands = [] }) => {
      const typed = path + name;
      const inputs = Object.entries(parameters).map(([input, { example }]) => `${input}=${example}`);
      const form = `${typed}: ${summary}. Inputs: ${inputs.join(' ') || 'none'}. Examples: ${examples.join(' · ')}`;
      return [form, ...formsOf(subcommands, `${typed} `)];
    });

/** What cannot be seen, or turns what can be seen around, stands in no line. */
const isLine = (text: string): boolean =>
  text !== '' && text.length <= LONGEST_LINE && !/\p{C}|\p{Zl}|\p{Zp}/u.test(text);

/** A model knows its key, and may say it. */
const repeats = (line: string, key: string | undefined): boolean =>
  key !== undefined && line.toLowerCase().includes(key.toLowerCase());
