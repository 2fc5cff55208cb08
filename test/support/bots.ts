import type { Bot, Command, Incoming, Reply } from 'hashdesk';
import { command, parameters, reply } from 'hashdesk';

/** A Bot that answers as a test says, and remembers what it was asked. */
export interface ScriptedBot extends Bot {
  asked: Incoming[];
}

/** Commands of every shape that a platform registers: bare, with parameters, with subcommands. */
const scriptedCommands: Command[] = [
  command({
    name: 'hashprice',
    summary: 'Hashprice now',
    parameters: {},
    examples: ['hashprice'],
    run: () => reply({ title: 'Hashprice' }),
  }),
  command({
    name: 'profit',
    summary: 'What a site earns',
    parameters: {
      site: parameters.siteName({ description: 'A site', positional: true }),
      power: parameters.powerPrice({ description: 'Power price', positional: true }),
    },
    examples: ['profit demo'],
    run: () => reply({ title: 'Profit' }),
  }),
  command({
    name: 'site',
    summary: 'Sites',
    parameters: {},
    examples: ['site list'],
    subcommands: [
      command({
        name: 'list',
        summary: 'Lists the sites',
        parameters: {},
        examples: ['site list'],
        run: () => reply({ title: 'Sites' }),
      }),
      command({
        name: 'add',
        summary: 'Adds a site',
        parameters: {
          name: parameters.word({
            description: 'Its name',
            required: true,
            positional: true,
            example: 'Prairie',
          }),
        },
        examples: ['site add Prairie'],
        needs: 'change',
        run: () => reply({ title: 'Added' }),
      }),
    ],
    run: () => reply({ title: 'Sites' }),
  }),
];

/**
 * A Bot that answers whatever `answer` makes of a question. The same id twice is answered once, and a throwing
 * `answer` becomes an error reply, as the real one promises.
 */
export function scriptedBot(answer: (incoming: Incoming) => Reply | Promise<Reply>): ScriptedBot {
  const seen = new Set<string>();
  const asked: Incoming[] = [];
  return {
    asked,
    commands: scriptedCommands,
    async handle(incoming) {
      if (incoming.id !== undefined && seen.has(incoming.id)) return undefined;
      if (incoming.id !== undefined) seen.add(incoming.id);
      asked.push(incoming);
      try {
        return await answer(incoming);
      } catch (error) {
        return reply({ title: String(error), tone: 'error', visibility: 'private' });
      }
    },
    refuse: async () => undefined,
    complete: async ({ text }) =>
      scriptedCommands.map(({ name }) => name).filter((name) => name.startsWith(text)),
  };
}

/** The command line of a question, however the platform parsed it. */
export function lineOf({ ask }: Incoming): string {
  return 'text' in ask ? ask.text : [...ask.command, ...Object.values(ask.options)].join(' ');
}
