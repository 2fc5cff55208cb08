import {
  answers,
  type Block,
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
    const pivot = await answers.pivotAsked({ inputs: connection ? onGrid(inputs) : inputs, context });
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
            '. Mining on these megawatts for as long is worth ',
            pen.of({ metric: 'miningMeanwhileUsd', value: value.miningMeanwhileUsd }),
            ', where they have power and machines.',
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

/** The queue is compared for a round number of megawatts where no site is named. */
function onGrid<I extends { site?: string | undefined; fleet?: unknown; megawatts?: number | undefined }>(
  inputs: I,
): I {
  const named = inputs.site ?? inputs.fleet ?? inputs.megawatts;
  return named === undefined ? { ...inputs, megawatts: GRID_MW } : inputs;
}

interface Shown {
  pen: answers.Pen;
  value: economics.DelayValue;
  wait: string;
}

function premium({ pen, value, wait }: Shown): Part[] {
  const { waiting, grossMw } = value;
  return [
    'Power today is worth ',
    pen.of({ metric: 'delayLossUsdPerGrossMw', value: waiting.lostUsd / grossMw, subject: 'waiting' }),
    ` more than power in ${wait}: `,
    pen.of({ metric: 'delayLossUsdPerMonth', value: waiting.lostUsdPerMonth, subject: 'waiting' }),
    ' of waiting for ',
    pen.of({ metric: 'leasableMw', value: grossMw }),
    '.',
  ];
}

function loss({ pen, value, wait }: Shown): Part[] {
  return [
    'Each month until a lease of ',
    pen.of({ metric: 'leasableMw', value: value.grossMw }),
    ' has power costs ',
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
    title: 'The lease alone',
    columns: ['', 'NPV', 'Lost', 'Per month', 'Per gross MW'],
    rows: [
      ['On time', onTime, '—', '—', '—'],
      row('Everything waits', 'waiting', value.waiting),
      row('Built, then idle', 'idle', value.idle),
    ],
  });
}
