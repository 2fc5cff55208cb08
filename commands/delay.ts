import {
  answers,
  type Block,
  type CommandContext,
  command,
  economics,
  leaseParameters,
  type Part,
  parameters,
  reply,
  tableOf,
  textOf,
  UserError,
} from 'hashdesk';
import { ruled } from './pivot.ts';

export default command({
  name: 'delay',
  summary: 'What each month until a lease has power is worth, or an energised site against the grid queue',
  metrics: answers.leaseMetrics,
  parameters: {
    connection: parameters.choice({
      description: 'grid: an energised site against a connection in so many months',
      values: ['grid'],
      positional: true,
    }),
    months: leaseParameters.months({ description: 'How long it takes', positional: true, what: 'A delay' }),
    tenant: parameters.choice({
      description: 'What the tenant does meanwhile: waits unless given, or leaves',
      values: economics.lateTenants,
    }),
    ...answers.pivotParameters,
  },
  examples: [
    'delay demo 6 months',
    'delay demo 6 months tenant=leaves',
    'delay grid 36 months',
    'delay grid 3 years rent=$160',
  ],
  async run({ connection, months, tenant = 'waits', ...inputs }, context) {
    if (months === undefined)
      throw new UserError('How long is the delay? Say it in months.', {
        suggestions: ['delay demo 6 months', 'delay grid 36 months'],
      });
    const onGrid = connection ? await gridInputs({ inputs, context }) : inputs;
    const pivot = await answers.pivotAsked({ inputs: onGrid, context });
    const pen = answers.penFor(pivot);
    const { compute } = context.threads;
    const ruling = async () =>
      ruled({ pivot, compared: await compute('comparePivot', pivot.given), context });
    // Against the grid queue nothing is mined: the lease alone waits, and no verdict is asked for.
    const [value, of] = await Promise.all([
      compute('delayValue', { ...pivot.given, months, tenant }),
      connection ? undefined : ruling(),
    ]);
    const wait = `${months} ${months === 1 ? 'month' : 'months'}`;
    return reply({
      title: `${answers.siteNamed(pivot.question)}: ${textOf((connection ? premium : loss)({ pen, value, wait }))}`,
      ...answers.marketFrame({ view: pivot.view }),
      blocks: [
        {
          kind: 'text',
          parts: [
            ...(connection ? miningFirst({ pen, value, wait }) : otherwise({ pen, value })),
            ' ',
            ...answers.powerSentence({ question: pivot.question, now: pivot.view.snapshot.now }),
            ` ${answers.npvOnPath(pivot)}`,
          ],
        },
        ...(of?.verdict.tooCloseToCall ? [openBlock(of)] : []),
        shortTable({ pen, value }),
        ...answers.marketRemarks({ view: pivot.view }),
      ],
      details: [
        costTable({ pen, pivot, value }),
        {
          kind: 'text',
          parts: [
            tenant === 'waits' ? 'On the same terms whenever it begins: ' : 'On time: ',
            pen.assumed('rentUsdPerKwMonth'),
            `, ${pivot.given.leaseForm}, discounted at `,
            pen.assumed('colocationDiscountPercent'),
            ' (mining at ',
            pen.assumed('miningDiscountPercent'),
            '). The rent counts as signed. ',
            ...tenantWords({ pen, value }),
          ],
        },
        { kind: 'text', parts: meanwhileWords({ pen, pivot, value }) },
        ...answers.askedNote({ question: pivot.question, now: pivot.view.snapshot.now }),
        ...answers.powerNote({ question: pivot.question }),
        ...answers.defaultsNote({ question: pivot.question, now: pivot.view.snapshot.now }),
      ],
      explanation: answers.delaySteps({ pen, value }),
    });
  },
});

/** A lease that is worth more later is no verdict for it. */
const openBlock = (of: answers.Ruling): Block => ({
  kind: 'text',
  parts: ['Whether to lease at all is ', ...answers.verdictParts(of), '.'],
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

/** A site without power does nothing until it comes: the lease alone waits. */
function premium({ pen, value, wait }: Shown): Part[] {
  const { waiting, grossMw } = value;
  const perMw = (usd: number, subject: string) =>
    pen.of({ metric: 'delayLossUsdPerGrossMw', value: Math.abs(usd) / grossMw, subject });
  const early = waiting.lostUsd > 0;
  return [
    'power today is worth ',
    perMw(waiting.lostUsd, early ? 'power today' : 'power later'),
    early ? ' more' : ' less',
    ` of NPV than in ${wait}, for a lease of `,
    pen.of({ metric: 'leasableMw', value: grossMw }),
    ' on a site that is idle until then',
  ];
}

function miningFirst({ pen, value, wait }: Shown): Part[] {
  const { net, grossMw } = value;
  const perMw = (usd: number, subject: string) =>
    pen.of({ metric: 'delayLossUsdPerGrossMw', value: Math.abs(usd) / grossMw, subject });
  return [
    `The energised site could also mine and begin its lease in ${wait}: that `,
    net.lostUsd > 0 ? 'costs ' : 'gains ',
    perMw(net.lostUsd, net.lostUsd > 0 ? 'mining first' : 'gain of mining first'),
    ' against leasing now.',
  ];
}

function loss({ pen, value, wait }: Shown): Part[] {
  const { net, grossMw } = value;
  const perMonth = (usd: number, subject: string) =>
    pen.of({ metric: 'delayLossUsdPerMonth', value: Math.abs(usd), subject });
  return [
    'beginning a lease of ',
    pen.of({ metric: 'leasableMw', value: grossMw }),
    ` ${wait} later ${net.lostUsd > 0 ? 'costs' : 'gains'} `,
    perMonth(net.lostUsdPerMonth, net.lostUsd > 0 ? 'net of mining' : 'gain net of mining'),
    ' of NPV on average, net of mining until then',
  ];
}

function otherwise({ pen, value }: Omit<Shown, 'wait'>): Part[] {
  const { waiting, idle } = value;
  const perMonth = (usd: number, subject: string) =>
    pen.of({ metric: 'delayLossUsdPerMonth', value: Math.abs(usd), subject });
  const verb = (usd: number) => (usd > 0 ? 'loses ' : 'gains ');
  return [
    'The lease alone ',
    verb(waiting.lostUsd),
    perMonth(waiting.lostUsdPerMonth, 'waiting'),
    ' if everything waits, and ',
    verb(idle.lostUsd),
    perMonth(idle.lostUsdPerMonth, 'idle'),
    ' if built on time and left empty.',
  ];
}

function tenantWords({ pen, value }: Omit<Shown, 'wait'>): Part[] {
  if (value.tenant === 'waits') return ['The tenant waits: ask with tenant=leaves for one that does not.'];
  return [
    'The tenant leaves: once the halls are ready the next one is looked for, ',
    pen.assumed('reletMonths'),
    ' empty, at a cost of ',
    pen.assumed('reletCostUsdMPerCriticalMw'),
    ', then let at the market’s rent, ',
    pen.assumed('reletRentPercent'),
    ' against it.',
  ];
}

interface Counted extends Omit<Shown, 'wait'> {
  pivot: answers.PivotQuestion;
}

/** The mining until then beside the net, which holds more than that mining. */
function meanwhileWords({ pen, pivot, value }: Counted): Part[] {
  const { miningMeanwhileUsd, waiting, net } = value;
  const lessMiningUsd = waiting.lostUsd - miningMeanwhileUsd;
  const restUsd = net.lostUsd - lessMiningUsd;
  const lost = (usd: number, subject: string) => pen.of({ metric: 'delayLossUsd', value: usd, subject });
  return [
    'Mining on these megawatts for as long is worth ',
    pen.of({ metric: 'miningMeanwhileUsd', value: miningMeanwhileUsd }),
    ` today, where they have power and machines: before tax, on ${answers.pathName(pivot)}. “Everything waits” less this mining is `,
    lost(lessMiningUsd, 'waiting, less mining'),
    ...(Math.abs(restUsd) < 1
      ? [', which is the net.']
      : [
          '. The net is ',
          lost(Math.abs(restUsd), 'rest of the net'),
          restUsd > 0 ? ' more' : ' less',
          `: ${restWords(pivot)}.`,
        ]),
  ];
}

/** What else is in the net. */
function restWords({ given: { assumptions } }: answers.PivotQuestion): string {
  const { demolitionAfterMonths, taxPercent } = assumptions;
  return [
    ...(demolitionAfterMonths > 0
      ? ['each plan mines until demolition, so waiting adds later months of mining']
      : []),
    'machines are bought and sold at other times',
    ...(taxPercent > 0 ? ['the mining is taxed'] : []),
  ].join('; ');
}

function shortTable({ pen, value }: Omit<Shown, 'wait'>): Block {
  const row = (label: string, subject: string, { lostUsd }: economics.DelayValue['net']): Part[] => [
    label,
    pen.of({ metric: 'delayLossUsd', value: lostUsd, subject }),
  ];
  return tableOf({
    title: 'NPV lost; a minus is a gain',
    columns: ['', 'Lost'],
    rows: [
      row('Everything waits', 'waiting', value.waiting),
      row('Built, then idle', 'idle', value.idle),
      row('Net, mining until then', 'whole site', value.net),
    ],
  });
}

function costTable({ pen, pivot, value }: Counted): Block {
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
    title: `NPV of the lease alone, and of the whole site, ${answers.taxWords(pivot)}; lost below 0 is gained`,
    columns: ['', 'NPV', 'Lost', 'Per month', 'Per gross MW'],
    rows: [
      ['On time', onTime, '—', '—', '—'],
      row('Everything waits', 'waiting', value.waiting),
      row('Built, then idle', 'idle', value.idle),
      row('Net: whole site, mining until then', 'whole site', value.net),
    ],
  });
}
