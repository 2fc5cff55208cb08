import {
  type Block,
  type CommandContext,
  command,
  parameters,
  reply,
  rightNames,
  type Token,
  UserError,
} from 'hashdesk';

const name = parameters.newName({
  description: 'What it is called here, such as the assistant that it is for',
  positional: true,
  required: true,
  example: 'memos',
});

const scope = parameters.choice({
  description: 'read: see what a member sees; change: ask to change it as well',
  values: rightNames,
  positional: true,
  required: true,
});

const list = command({
  name: 'list',
  summary: 'The tokens of this team, without the tokens themselves',
  aliases: ['show'],
  parameters: {},
  examples: ['token list'],
  needs: 'change',
  run: (_, context) => answer('Assistants with a token', context),
});

const add = command({
  name: 'add',
  summary: 'Make a token for an assistant; it is shown once, to you alone',
  parameters: { scope, name },
  examples: ['token add read memos'],
  needs: 'change',
  async run({ scope, name }, { access, desk: { assistantsAt } }) {
    const text = await access.tokens.make({ scope, name });
    const where = assistantsAt ?? 'PUBLIC_URL/mcp, once the operator has set PUBLIC_URL';
    return reply({
      title: `The token of ${name}, shown this once: it may ${mayOf(scope)}`,
      visibility: 'private',
      secret: true,
      blocks: [
        { kind: 'text', parts: [text] },
        {
          kind: 'text',
          parts: [`For the assistant: address ${where}, header “Authorization: Bearer” and the token.`],
        },
        {
          kind: 'note',
          tone: 'warning',
          parts: [
            `Whoever has it reads this team's sites. What it sets up is told in this conversation. To end it: token revoke ${name}`,
          ],
        },
      ],
    });
  },
});

const revoke = command({
  name: 'revoke',
  summary: 'End a token: its assistant is refused from now on',
  aliases: ['remove'],
  parameters: { name },
  examples: ['token revoke memos'],
  needs: 'change',
  async run({ name }, context) {
    if (!(await context.access.tokens.revoke(name)))
      throw new UserError(`There is no token “${name}” here.`, { suggestions: ['token list'] });
    return answer(`The token of ${name} is of no use any more`, context);
  },
});

export default command({
  name: 'token',
  summary: 'Tokens with which assistants (MCP) ask and change things here: list, add, revoke; for admins',
  aliases: ['tokens', 'mcp'],
  parameters: {},
  subcommands: [list, add, revoke],
  examples: ['token list'],
  needs: 'change',
  forPeople: true,
  run: (_, context) => list.run({} as never, context),
});

async function answer(title: string, { access }: CommandContext) {
  const tokens = await access.tokens.list();
  return reply({ title, visibility: 'private', blocks: [table(tokens)] });
}

function table(tokens: readonly Token[]): Block {
  if (tokens.length === 0)
    return { kind: 'note', tone: 'info', parts: ['There is none. To make one: token add read memos'] };
  return {
    kind: 'table',
    columns: ['Name', 'May', 'Made by'].map((label) => ({ label, align: 'left' })),
    rows: tokens.map(({ name, scope, madeBy }) => [name, mayOf(scope), madeBy.name]),
  };
}

const mayOf = (scope: Token['scope']): string => (scope === 'change' ? 'read and change' : 'read');
