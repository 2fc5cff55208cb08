import {
  type CommandContext,
  command,
  parameters,
  queueBlocks,
  type Reply,
  reply,
  UserError,
} from 'hashdesk';

const which = {
  which: parameters.word({
    description: 'The id of a message, from status, or all',
    positional: true,
    required: true,
    example: 'all',
  }),
};

const retry = command({
  name: 'retry',
  summary: 'Try again to deliver a message that was given up, or all of them',
  parameters: which,
  examples: ['outbox retry all'],
  needs: 'change',
  async run({ which }, { deliveries }) {
    const tried = await deliveries.retry(idOf(which));
    return outcome(tried, 'will be tried again');
  },
});

const drop = command({
  name: 'drop',
  summary: 'Drop a message that was given up, or all of them',
  parameters: which,
  examples: ['outbox drop all'],
  needs: 'change',
  async run({ which }, { deliveries }) {
    const dropped = await deliveries.drop(idOf(which));
    return outcome(dropped, 'dropped');
  },
});

export default command({
  name: 'outbox',
  summary: 'Alerts and digests that are not delivered yet, or could not be',
  parameters: {},
  examples: ['outbox'],
  subcommands: [retry, drop],
  run: (_, context) => show(context),
});

async function show({ deliveries, now }: CommandContext): Promise<Reply> {
  const queue = await deliveries.queue();
  if (!queue) throw new UserError('What is to be delivered here is for those who may read.');
  const blocks = queueBlocks({ queue, now: now() });
  if (blocks.length === 0) return reply({ title: 'Every message is delivered', tone: 'good' });
  return reply({ title: 'Messages not delivered', blocks });
}

function idOf(text: string): number | 'all' {
  if (text.toLowerCase() === 'all') return 'all';
  const id = Number(text.replace(/^#/, ''));
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new UserError(`“${text}” is no message: give the id that status shows, such as 12, or all.`, {
    suggestions: ['outbox'],
  });
}

function outcome(messages: number, what: string): Reply {
  if (messages === 0) return reply({ title: 'No message was given up here.' });
  return reply({
    title: messages === 1 ? `1 message ${what}` : `${messages} messages ${what}`,
    tone: 'good',
  });
}
