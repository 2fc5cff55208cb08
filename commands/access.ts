import {
  type Block,
  type CommandContext,
  command,
  type Grant,
  type Grantee,
  parameters,
  type Right,
  reply,
  rightNames,
  UserError,
} from 'hashdesk';

const grantParameters = {
  right: parameters.choice({
    description: 'read: see the sites and what they earn; change: edit them as well',
    values: rightNames,
    positional: true,
    required: true,
  }),
  who: parameters.grantee({
    description: "A person, a role or a channel: a mention, or the platform's id",
    positional: true,
    required: true,
  }),
};

const show = command({
  name: 'show',
  summary: 'Who may see and who may change what is kept here',
  aliases: ['list'],
  parameters: {},
  examples: ['access show'],
  needs: 'change',
  run: (_, context) => answer('Who may do what here', context),
});

const allow = command({
  name: 'allow',
  summary: 'Let a person, a role or everyone in a channel read or change',
  parameters: grantParameters,
  examples: ['access allow read U0123ABCD'],
  needs: 'change',
  async run({ right, who }, context) {
    const isNew = await context.access.allow({ right, ...who });
    const title = `${nameOf(who)} ${isNew ? 'may now' : 'could already'} ${right}`;
    return answer(title, context);
  },
});

const revoke = command({
  name: 'revoke',
  summary: 'Take back what was allowed',
  parameters: grantParameters,
  examples: ['access revoke read U0123ABCD'],
  needs: 'change',
  async run({ right, who }, context) {
    const isGone = await context.access.revoke({ right, ...who });
    if (!isGone)
      throw new UserError(`${nameOf(who)} was not allowed to ${right} by name: there is nothing to revoke.`, {
        suggestions: ['access show'],
      });
    return answer(`${nameOf(who)} is no longer allowed to ${right}`, context);
  },
});

export default command({
  name: 'access',
  summary: 'Who may see and who may change what is kept here: show, allow, revoke; for admins',
  parameters: {},
  subcommands: [show, allow, revoke],
  examples: ['access show'],
  needs: 'change',
  forPeople: true,
  run: (_, context) => show.run({} as never, context),
});

async function answer(title: string, { access, asker: { person } }: CommandContext) {
  const grants = await access.list();
  const isIdle = person.roles === undefined && grants.some(({ kind }) => kind === 'role');
  const blocks = [rules, grantTable(grants), ...(isIdle ? [idleRoles] : [])];
  return reply({ title, visibility: 'private', blocks });
}

const idleRoles: Block = {
  kind: 'note',
  tone: 'warning',
  parts: [
    'The platform does not say who holds which role: until it does, a role here lets nobody in. The log says why.',
  ],
};

const rules: Block = {
  kind: 'text',
  parts: [
    'Admins may read and change everything, and decide who else may. Full members may read. Guests and people from outside may do neither, whoever names them. Where the platform does not tell who is a full member, only those named below may read.',
  ],
};

function grantTable(grants: readonly Grant[]): Block {
  if (grants.length === 0)
    return {
      kind: 'note',
      tone: 'info',
      parts: ['Nobody else is named. To name someone: access allow read'],
    };
  return {
    kind: 'table',
    title: 'Named here',
    columns: [
      { label: 'Who', align: 'left' },
      { label: 'May', align: 'left' },
    ],
    rows: grants.map((grant) => [nameOf(grant), mayOf(grant.right)]),
  };
}

const mayOf = (right: Right): string => (right === 'change' ? 'read and change' : 'read');

function nameOf({ kind, id }: Grantee): string {
  const words = {
    person: 'The person',
    role: 'Whoever has the role',
    channel: 'Everyone in the channel',
    any: 'The id',
  };
  return `${words[kind]} ${id}`;
}
