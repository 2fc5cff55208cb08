import {
  answers,
  type Block,
  type CommandContext,
  command,
  type economics,
  type Part,
  parameters,
  reply,
  tableOf,
  UserError,
} from 'hashdesk';

export default command({
  name: 'delay',
  summary: 'What each month until a lease has power is worth, or an energised site against the grid queue',
  parameters: {
    connection: parameters.choice({
      description: 'grid: an energised site against a connection in so many months',
      values: ['grid'],
      positional: true,
    }),
    months: parameters.months({ description: 'How long it takes', positional: true, what: 'A delay' }),
    ...answers.pivotParameters,
  },
  examples: ['delay demo 6 months', 'delay grid 36 months', 'delay grid 3 years rent=$160'],
  async run({ connection, months, ...inputs }, context) {
    if (months === undefined)
      throw new UserError('How long is the delay? Say it in months.', {
        suggestions: ['delay demo 6 months', 'delay grid 36 months'],
      });
    const onGrid = connection ? await gridInputs({ inputs, context }) : inputs;
    const pivot = await answers.pivotAsked({ inputs: onGrid, context });
    const pen = answers.penFor(pivot);
    const value = await context.threads.compute('delayValue', { ...pivot.given, months });
    const wait = `${months} ${months === 1 ? 'month' : 'months'}`;
    return reply({
      title: connection
        ? `An energised site against a grid connection in ${wait}`
        : answers.titleOf({ question: pivot.question, topic: `a delay of ${wait}` }),
      ...answers.marketFrame({ view: pivot.view }),
      blocks: [
        { kind: 'text', parts: connection ? premium({ pen, value, wait }) : loss({ pen, value, wait }) },
        costTable({ pen, value }),
        {
          kind: 'text',
          parts: [
            'On the same terms whenever it begins: ',
            pen.assumed('rentUsdPerKwMonth'),
            `, ${pivot.given.leaseForm}, discounted at `,
            pen.assumed('colocationDiscountPercent'),
            ' (mining at ',
            pen.assumed('miningDiscountPercent'),
            '). The rent counts as signed, and the tenant waits. Mining on these megawatts for as long is worth ',
            pen.of({ metric: 'miningMeanwhileUsd', value: value.miningMeanwhileUsd }),
            ' today, where they have power and machines.',
          ],
        },
        ...answers.marketRemarks({ view: pivot.view }),
        ...answers.askedNote({ question: pivot.question, now: pivot.view.snapshot.now }),
        ...answers.defaultsNote({ question: pivot.question, now: pivot.view.snapshot.now }),
      ],
      explanation: answers.delaySteps({ pen, value }),
    });
  },
});

const GRID_MW = 100;

/** The tenant's own site; where it has none a round number of megawatts, where it has several it is asked. */
async function gridInputs<I extends GridInputs>(asked: { inputs: I; context: CommandContext }): Promise<I> {
  const { inputs, context } = asked;
  if ((inputs.site ?? inputs.fleet ?? inputs.megawatts) !== undefined) return inputs;
  const stored = context.asker.rights.read ? await context.sites.list() : [];
  const [only, ...others] = stored.map(({ site }) => site.name);
  if (only === undefined) return { ...inputs, megawatts: GRID_MW };
  if (others.length === 0) return { ...inputs, site: only };
  throw new UserError('Which site has power, where another waits for the grid? Name it, or give megawatts.', {
    suggestions: [only, ...others].slice(0, 3).map((name) => `delay grid 36 months ${name}`),
  });
}

interface GridInputs {
  site?: string | undefined;
  fleet?: unknown;
  megawatts?: number | undefined;
}

interface Shown {
  pen: answers.Pen;
  value: economics.DelayValue;
  wait: string;
}

function premium({ pen, value, wait }: Shown): Part[] {
  const { net, grossMw } = value;
  const early = net.lostUsd > 0;
  const perMw = Math.abs(net.lostUsd) / grossMw;
  return [
    'Net of mining until the lease begins, power today is worth ',
    pen.of({ metric: 'delayLossUsdPerGrossMw', value: perMw, subject: early ? 'power today' : 'waiting' }),
    early ? ' more' : ' less',
    ` of NPV than power in ${wait}, for a lease of `,
    pen.of({ metric: 'leasableMw', value: grossMw }),
    '.',
    ...(early ? [] : [' The lease on these terms is better later: see the best month in pivot.']),
  ];
}

function loss({ pen, value, wait }: Shown): Part[] {
  const { net, grossMw } = value;
  const subject = net.lostUsd > 0 ? 'net of mining' : 'gain net of mining';
  return [
    `Net of mining until then, ${wait} later for a lease of `,
    pen.of({ metric: 'leasableMw', value: grossMw }),
    net.lostUsd > 0 ? ' costs ' : ' gains ',
    pen.of({ metric: 'delayLossUsdPerMonth', value: Math.abs(net.lostUsdPerMonth), subject }),
    ' of NPV on average. The lease alone loses ',
    pen.of({ metric: 'delayLossUsdPerMonth', value: value.waiting.lostUsdPerMonth, subject: 'waiting' }),
    ' if everything waits, and ',
    pen.of({ metric: 'delayLossUsdPerMonth', value: value.idle.lostUsdPerMonth, subject: 'idle' }),
    ` if the halls are built on time and stand empty for ${wait}.`,
  ];
}

function costTable({ pen, value }: Omit<Shown, 'wait'>): Block {
  const row = (
    label: string,
    subject: string,
    { npvUsd, lostUsd, lostUsdPerMonth }: economics.DelayCost,
  ): Part[] => [
    label,
    pen.of({ metric: 'npvUsd', value: npvUsd, subject }),
    pen.of({ metric: 'delayLossUsd', value: lostUsd, subject }),
    pen.of({ metric: 'delayLossUsdPerMonth', value: lostUsdPerMonth, subject }),
    pen.of({ metric: 'delayLossUsdPerGrossMw', value: lostUsd / value.grossMw, subject }),
  ];
  const onTime = pen.of({ metric: 'npvUsd', value: value.npvUsd, subject: 'on time' });
  return tableOf({
    title: 'NPV of the lease alone, and of the whole site; lost below 0 is gained',
    columns: ['', 'NPV', 'Lost', 'Per month', 'Per gross MW'],
    rows: [
      ['On time', onTime, '—', '—', '—'],
      row('Everything waits', 'waiting', value.waiting),
      row('Built, then idle', 'idle', value.idle),
      row('Net: whole site, mining until then', 'whole site', value.net),
    ],
  });
}
