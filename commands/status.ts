import {
  type Block,
  type CommandContext,
  command,
  figure,
  type Metric,
  type Part,
  queueBlocks,
  reply,
} from 'hashdesk';

export default command({
  name: 'status',
  summary: 'Each market source: last answer, latency and errors; the sites; the version',
  parameters: {},
  examples: ['status'],
  async run(_, context) {
    const { now, market, desk, deliveries } = context;
    const { operations } = desk;
    const snapshot = await market.snapshot();
    const sources = market.status();
    const at = now();
    const states = sources.map((source) => ({ source, state: stateOf({ source, now: at }) }));
    const queue = await deliveries.queue();
    return reply({
      title: `Hashdesk ${desk.version}`,
      ...(snapshot.notice === undefined ? {} : { notice: snapshot.notice }),
      blocks: [
        ...(await healthNotes(context.desk)),
        sourceTable({ states, addresses: false }),
        {
          kind: 'text',
          parts: operations ? await wholeDesk({ operations, now: at }) : await ownTenant(context, at),
        },
        ...(queue ? queueBlocks({ queue, now: at }) : []),
      ],
      // What a source said when it failed may name the operator's machines.
      ...(operations && {
        details: [sourceTable({ states, addresses: true }), ...errorNotes(sources)],
      }),
    });
  },
});

/** In a chat, which part is ill: the words are the operator's, who mends it. */
async function healthNotes({ ill, operations }: CommandContext['desk']): Promise<Block[]> {
  const found = await ill();
  if (found === undefined) return [];
  if (found.length === 0) return [{ kind: 'note', tone: 'info', parts: ['All is well.'] }];
  if (operations) return found.map(({ words }) => ({ kind: 'note', tone: 'warning', parts: [words] }));
  const parts = [...new Set(found.map(({ part }) => part))].join(', ');
  return [
    { kind: 'note', tone: 'warning', parts: [`Not all is well (${parts}): the operator's log says why.`] },
  ];
}

type Sources = ReturnType<CommandContext['market']['status']>;

function countOf(counted: { metric: Metric; value: number; now: number }): Part {
  const { metric, value, now } = counted;
  return figure({ metric, value, from: { source: 'store', observedAt: now } });
}

async function ownTenant({ asker: { rights }, sites }: CommandContext, now: number): Promise<Part[]> {
  if (!rights.read) return ['The sites here are for those who may read them.'];
  const value = (await sites.list()).length;
  return ['Sites: ', countOf({ metric: 'siteCount', value, now }), '.'];
}

async function wholeDesk({
  operations,
  now,
}: {
  operations: NonNullable<CommandContext['desk']['operations']>;
  now: number;
}): Promise<Part[]> {
  const { tenants, sites } = await operations.totals();
  const { count, bytes } = await operations.keptAnswers();
  const chats = operations.adapters().map(({ name, state }) => `${name}: ${state}`);
  return [
    `Store: ${operations.store}. Sites: `,
    countOf({ metric: 'siteCount', value: sites, now }),
    '. Tenants with sites: ',
    countOf({ metric: 'tenantCount', value: tenants, now }),
    '. Answers kept: ',
    countOf({ metric: 'keptAnswerCount', value: count, now }),
    ' (',
    `${(bytes / 1e6).toFixed(1)} MB). ${chats.length > 0 ? `Chats: ${chats.join(', ')}.` : ''}`.trimEnd(),
  ];
}

function sourceTable({
  states,
  addresses,
}: {
  states: { source: Sources[number]; state: Part[] }[];
  addresses: boolean;
}): Block {
  const head = addresses ? ['Source', 'Address'] : ['Source'];
  return {
    kind: 'table',
    columns: [
      ...head.map((label) => ({ label, align: 'left' as const })),
      ...['Last answer', 'Latency', 'Errors'].map((label) => ({ label, align: 'right' as const })),
    ],
    rows: states.map(({ source, state }) => [source.name, ...(addresses ? [source.url] : []), ...state]),
  };
}

function stateOf({ source, now }: { source: Sources[number]; now: number }): Part[] {
  const { name, lastAnswerAt, latencyMs, errors } = source;
  const show = (metric: Metric, label: string, value: number | undefined): Part =>
    value === undefined
      ? 'none yet'
      : figure({ metric, value, subject: name, label, from: { source: name, observedAt: now } });
  const age = lastAnswerAt === undefined ? undefined : Math.max(0, Math.round((now - lastAnswerAt) / 1000));
  return [
    show('sourceAgeSeconds', 'Age', age),
    show('sourceLatencyMs', 'Latency', latencyMs === undefined ? undefined : Math.round(latencyMs)),
    show('sourceErrors', 'Errors', errors),
  ];
}

function errorNotes(sources: Sources): Block[] {
  const failing = sources.filter((it) => it.lastError !== undefined);
  return failing.map(({ name, lastError }) => ({
    kind: 'note',
    tone: 'warning',
    parts: [`${name}: ${lastError}`],
  }));
}
