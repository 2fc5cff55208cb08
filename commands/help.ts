import {
  type Block,
  type Command,
  command,
  nearest,
  type Parameter,
  parameters,
  reply,
  UserError,
} from 'hashdesk';

export default command({
  name: 'help',
  summary: 'All commands, or one of them with its arguments and examples',
  parameters: {
    command: parameters.rest({
      description: 'The command to explain, such as profit or site add',
      positional: true,
      example: 'site add',
    }),
  },
  examples: ['help', 'help profit', 'help site add'],
  run({ command: asked }, { desk: { commands } }) {
    return asked === undefined ? overview(commands) : oneCommand({ asked, commands });
  },
});

function overview(commands: readonly Command[]) {
  return reply({
    title: 'Hashdesk: miner economics in the chat',
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

function oneCommand({ asked, commands }: { asked: string; commands: readonly Command[] }) {
  const path = asked.trim().toLowerCase().split(/\s+/);
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
    throw new UserError(`There is no command “${word}”. Commands: ${names.join(', ')}.`, {
      suggestions: near.map((name) => `help ${name}`),
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
