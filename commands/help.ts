import {
  type Action,
  type Block,
  type Command,
  command,
  nearest,
  type Parameter,
  parameters,
  quote,
  reply,
  UserError,
} from 'hashdesk';

export default command({
  name: 'help',
  summary: 'What to ask, one command with its arguments and examples, or all of them',
  parameters: {
    command: parameters.rest({
      description: 'The command to explain, such as profit or site add; all for every command',
      positional: true,
      example: 'site add',
    }),
  },
  examples: ['help', 'help all', 'help profit', 'help site add'],
  async run({ command: asked = '' }, { desk: { commands }, sites, asker: { rights } }) {
    const words = asked.trim().toLowerCase().split(/\s+/u);
    if (words.join(' ') === 'all') return overview(commands);
    const path = pathIn({ words, commands });
    if (path.length > 0) return oneCommand({ path, commands });
    const [own] = rights.read ? await sites.list() : [];
    return beginning(own?.site.name ?? 'demo');
  },
});

/** `help me`, `help with alerts`: words beside the name of a command. */
const ASIDES = new Set(['', 'me', 'us', 'please', 'with', 'on', 'about', 'for', 'using', 'the', 'a', 'an']);

/** The command that is named, and which of its own: `help me add a site`. Any other word is refused by name. */
function pathIn({ words, commands }: { words: readonly string[]; commands: readonly Command[] }): string[] {
  const isNamed = (word: string) => (it: Command) => it.name === word || it.aliases?.includes(word);
  const told = words.filter((word) => !ASIDES.has(word));
  const [first = ''] = told;
  const group = told.find((word) => commands.some(isNamed(word)));
  if (group === undefined || group === first) return told;
  const under = commands.find(isNamed(group))?.subcommands ?? [];
  return told.every((word) => word === group || under.some(isNamed(word)))
    ? [group, ...told.filter((word) => word !== group)]
    : told;
}

/** What works here at once, in questions and in commands. */
function beginning(site: string) {
  const plain = (command: string): Action => ({ label: command, command, style: 'plain' });
  return reply({
    title: `Ask in your own words: how much does ${site} make`,
    visibility: 'private',
    blocks: [
      {
        kind: 'text',
        parts: [
          `Or: what if btc goes to 120k at ${site} · when does ${site} lose money · tell me when hashprice is below 40`,
        ],
      },
      { kind: 'text', parts: ['Every command: help all. One of them: help profit.'] },
      {
        kind: 'actions',
        actions: [
          `profit ${/^[\p{L}\p{N}-]+$/u.test(site) ? site : quote(site)}`,
          'hashprice',
          'halving',
          'help all',
        ].map(plain),
      },
    ],
  });
}

function overview(commands: readonly Command[]) {
  return reply({
    title: `Hashdesk answers ${commands.length} commands`,
    visibility: 'private',
    blocks: [
      { kind: 'text', parts: ['Begin with: profit demo. For one command: help profit.'] },
      { kind: 'text', parts: [`Commands: ${commands.map(({ name }) => name).join(', ')}.`] },
    ],
    details: [
      table(
        ['Command', 'What it answers'],
        commands.map(({ name, summary }) => [name, summary]),
      ),
    ],
  });
}

function oneCommand({ path, commands }: { path: readonly string[]; commands: readonly Command[] }) {
  const found = find(path, commands);
  const under = found.subcommands ?? [];
  return reply({
    title: path.join(' '),
    visibility: 'private',
    blocks: [
      { kind: 'text', parts: [`${found.summary}.`] },
      { kind: 'text', parts: [`Examples: ${found.examples.join(' · ')}`] },
    ],
    details: [
      ...(under.length > 0
        ? [
            table(
              ['Command', 'What it does'],
              under.map((it) => [`${path.join(' ')} ${it.name}`, it.summary]),
            ),
          ]
        : []),
      ...argumentBlocks(Object.entries(found.parameters)),
    ],
  });
}

function find(path: readonly string[], commands: readonly Command[]): Command {
  const [word = '', ...deeper] = path;
  const found = commands.find((it) => it.name === word || it.aliases?.includes(word));
  if (found === undefined) {
    const names = commands.map(({ name }) => name);
    const near = nearest({ word, among: names });
    throw new UserError(`There is no command “${word}”.`, {
      suggestions: [...near.map((name) => `help ${name}`), 'help all'],
    });
  }
  return deeper.length > 0 && found.subcommands ? find(deeper, found.subcommands) : found;
}

function argumentBlocks(entries: [string, Parameter<unknown, boolean>][]): Block[] {
  if (entries.length === 0) return [];
  const rows = entries.map(([name, { description, positional, example, required }]) => [
    positional ? name : `${name}=`,
    `${description}${required ? ' (required)' : ''}`,
    example,
  ]);
  return [table(['Argument', 'Meaning', 'Example'], rows)];
}

function table(labels: string[], rows: string[][]): Block {
  return { kind: 'table', columns: labels.map((label) => ({ label, align: 'left' })), rows };
}
