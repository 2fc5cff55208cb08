import {
  type Block,
  btcMetrics,
  command,
  type Figure,
  moneyAt,
  parameters,
  pricesIn,
  type Reply,
  reply,
  type Step,
  showMinute,
  tableOf,
  UserError,
} from 'hashdesk';

export default command({
  name: 'explain',
  summary: 'The formula, the inputs with their source and age, and the arithmetic of an answer',
  aliases: ['why'],
  parameters: {
    answer: parameters.word({
      description: 'Which answer, by its id; without it the last one',
      positional: true,
      example: 'k3fQ9xZa',
    }),
    currency: parameters.choice({
      description: 'Its money alone: in usd, or in btc at the price that it was computed at',
      values: ['usd', 'btc'],
    }),
  },
  metrics: btcMetrics,
  examples: ['explain', 'explain currency=btc'],
  async run({ answer, currency }, { answers }) {
    const explained = await answers.recall(answer);
    if (explained === undefined) {
      throw new UserError(
        answer === undefined
          ? 'There is no answer of the last half hour to explain. Ask something first.'
          : `There is no answer “${answer}” any more: the latest answers are kept, for a day. Ask again, then explain.`,
        { suggestions: ['hashprice', 'profit demo'] },
      );
    }
    if (currency !== undefined) return moneyIn(currency, explained);
    if (explained.explanation.length === 0) return withoutSteps(explained);
    const results = explained.explanation.map(({ result }) => result);
    return reply({
      ...(explained.notice === undefined ? {} : { notice: explained.notice }),
      title: `Explained: ${explained.title.replace(/^Explained: /u, '')}`,
      visibility: explained.visibility,
      blocks: [
        tableOf({
          title: 'Step by step; the formula of each is behind it',
          columns: ['Result', 'Value'],
          rows: explained.explanation.map(({ result }) => [
            nameOf({ input: result, among: results }),
            result,
          ]),
        }),
      ],
      details: explained.explanation.flatMap((step, index) =>
        stepBlocks({ step, earlier: explained.explanation.slice(0, index) }),
      ),
      sources: explained.sources,
      explanation: explained.explanation,
    });
  },
});

/** Of what is listed, kept or read from a source no steps are kept: what stands behind it is all that can be shown. */
const withoutSteps = (of: Reply): Reply =>
  reply({
    ...(of.notice !== undefined && { notice: of.notice }),
    title: `No arithmetic is kept of “${titleOf(of)}”`,
    visibility: of.visibility,
    blocks: [
      {
        kind: 'text',
        parts: ['What it shows has no steps to explain; where its figures come from stands with them.'],
      },
    ],
    ...(of.details && { details: of.details }),
    sources: of.sources,
  });

/** Of an answer that was not kept only its line is known. */
const titleOf = ({ title, readAs = '' }: Reply): string => title || readAs;

/** The money of an answer, in BTC at the one price that it was computed at; what that price says nothing of, by name. */
function moneyIn(currency: 'usd' | 'btc', of: Reply): Reply {
  const { notice, visibility, sources, explanation } = of;
  const [price, ...others] = pricesIn(explanation);
  const { shown, left } = price ? moneyAt({ steps: explanation, price }) : { shown: [], left: [] };
  if (price === undefined || shown.length === 0)
    throw new UserError(
      `The arithmetic of that answer holds no money by the day, which is what can be said in BTC: ${titleOf(of)}.`,
      { suggestions: ['profit demo', 'hashprice'] },
    );
  if (others.length > 0)
    throw new UserError(
      `That answer holds several prices of BTC: ${[price, ...others].map(({ text }) => text).join(', ')}. Ask for one of them, then in btc.`,
    );
  const figures = shown.map((one) => one[currency]);
  const [main, ...behind] = byWeight(figures);
  return reply({
    ...(notice !== undefined && { notice }),
    title: `${[main!.label, main!.subject].filter(Boolean).join(', ')}: ${main!.text}`,
    visibility,
    blocks: [
      {
        kind: 'text',
        parts: [
          'At ',
          price,
          ` a BTC, the price of that answer (${price.source}, ${showMinute(price.asOf)}).${leftOut(left)}`,
        ],
      },
      { kind: 'figures', figures: behind.slice(0, MOST_AT_FIRST) },
    ],
    details: [
      tableOf({
        title: 'Money of that answer',
        columns: ['Result', currency.toUpperCase()],
        rows: figures.map((one) => [nameOf({ input: one, among: figures }), one]),
      }),
    ],
    sources,
    explanation,
  });
}

const MOST_AT_FIRST = 3;
const FIRST = ['margin', 'revenue', 'cashCost', 'hashprice'];

/** What a person asks about first, and then the rest as it was computed. */
function byWeight(figures: readonly Figure[]): Figure[] {
  const weight = ({ metric }: Figure) => FIRST.findIndex((name) => metric.startsWith(name));
  const first = figures
    .filter((one) => weight(one) >= 0)
    .toSorted((one, other) => weight(one) - weight(other));
  return [...first, ...figures.filter((one) => weight(one) < 0)];
}

/** Prices of power and of BTC itself, and sums over years, are no amounts at one price. */
function leftOut(left: readonly Figure[]): string {
  const names = [...new Set(left.map(({ label }) => label))];
  return names.length === 0 ? '' : ` Not said in BTC, being no amounts: ${names.join('; ')}.`;
}

/** A result of an earlier step is not explained by its sources again. */
function stepBlocks({ step, earlier }: { step: Step; earlier: readonly Step[] }): Block[] {
  const { result, formula, inputs, arithmetic } = step;
  const computed = (input: Step['result']) =>
    earlier.some((it) => it.result.metric === input.metric && it.result.subject === input.subject);
  return [
    { kind: 'text', parts: [`${result.label}: `, result] },
    {
      kind: 'table',
      columns: [
        { label: 'Input', align: 'left' },
        { label: 'Value', align: 'right' },
        { label: 'Source', align: 'left' },
      ],
      rows: inputs.map((input) => [
        nameOf({ input, among: inputs }),
        input,
        computed(input) ? 'computed above' : input.source,
      ]),
    },
    { kind: 'note', tone: 'info', parts: [`${formula}\n${arithmetic}`] },
  ];
}

/** The subject tells inputs of the same name apart: machines of one model and of another. */
function nameOf({ input, among }: { input: Step['result']; among: Step['inputs'] }): string {
  const { label, subject } = input;
  const alone = among.every((it) => it.label !== label || it.subject === subject);
  return subject === undefined || alone ? label : `${label}, ${subject}`;
}
