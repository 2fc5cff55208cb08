import {
  answers,
  combined,
  command,
  type Figure,
  figure,
  type Metrics,
  reply,
  type Step,
  tableOf,
} from 'hashdesk';

/** What this command adds to the table of metrics. */
const metrics = {
  feesMeanBtcPerBlock: { label: 'Mean fees per block', unit: 'BTC', show: (v) => `${v.toFixed(5)} BTC` },
  feesSumBtc: { label: 'Sum of the mean fees of each day', unit: 'BTC', show: (v) => `${v.toFixed(5)} BTC` },
} satisfies Metrics;

const SPANS = [7, 30];
const DAY_MS = 86_400_000;

export default command({
  name: 'fees',
  leadsTo: 'hashprice',
  summary: 'Fees per block now, their share of the block reward, and their means of 7 and 30 days',
  parameters: {},
  metrics,
  examples: ['fees'],
  async run(_, { market }) {
    const view = answers.viewMarket({ snapshot: await market.snapshot() });
    const now = answers.marketInputs(view).fees;
    const share = figure({
      metric: 'feeSharePercent',
      value: view.hashprice.feeShare * 100,
      from: view.from.hashpriceBtc,
    });
    const means = SPANS.map((days) => meanOver({ view, days }));
    return reply({
      title: `The last 144 blocks paid ${now.text} each in fees, ${share.text} of their reward`,
      ...answers.marketFrame({ view }),
      blocks: [
        { kind: 'figures', figures: [now, share] },
        tableOf({
          title: 'Means of the whole days before today',
          columns: ['Days', 'Fees per block', 'Of reward'],
          rows: means.map(({ name, fees, share }) => [name, fees ?? 'none stored', share ?? 'none stored']),
        }),
        ...answers.marketRemarks({ view }),
      ],
      explanation: means.flatMap(({ steps }) => steps),
    });
  },
});

interface Mean {
  /** What the mean is over: `7 days`, or how many of them are known. */
  name: string;
  fees?: Figure;
  share?: Figure;
  steps: Step[];
}

/** The mean of the last whole days of history; what no day of it says is absent. */
function meanOver({ view, days }: { view: answers.MarketView; days: number }): Mean {
  const rows = wholeDays({ view, days });
  const name = rows.length < days ? `${rows.length} of ${days} days` : `${days} days`;
  if (rows.length === 0) return { name, steps: [] };
  const of = { subject: name, from: combined(rows) };
  const sumBtc = sum(rows.map(({ feesBtc }) => feesBtc));
  const meanBtc = sumBtc / rows.length;
  const fees = figure({ ...of, own: metrics, metric: 'feesMeanBtcPerBlock', value: meanBtc });
  const step: Step = {
    result: fees,
    formula: 'mean fees per block = sum of the mean fees of each whole day ÷ days',
    inputs: [figure({ ...of, own: metrics, metric: 'feesSumBtc', value: sumBtc })],
    arithmetic: `${exact(sumBtc)} ÷ ${rows.length} = ${exact(meanBtc)}`,
  };
  const paid = rows.filter(({ rewardBtc }) => rewardBtc !== undefined);
  if (paid.length === 0) return { name, fees, steps: [step] };
  const paidFeesBtc = sum(paid.map(({ feesBtc }) => feesBtc));
  const sharePercent = (paidFeesBtc / sum(paid.map(({ rewardBtc }) => rewardBtc!))) * 100;
  const share = figure({ ...of, from: combined(paid), metric: 'feeSharePercent', value: sharePercent });
  return { name, fees, share, steps: [step] };
}

/** The days before today whose fees are known, with the reward that their hashprice implies. */
function wholeDays({ view, days }: { view: answers.MarketView; days: number }) {
  const { history, now } = view.snapshot;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return history.flatMap(({ day, feesBtcPerBlock, hashpriceBtcPerPhDay, difficulty, source, observedAt }) => {
    const time = Date.parse(day);
    if (feesBtcPerBlock === undefined || time >= today || time < today - days * DAY_MS) return [];
    const known = hashpriceBtcPerPhDay !== undefined && difficulty !== undefined;
    // A block takes difficulty × 2³² hashes.
    const rewardBtc = known ? (hashpriceBtcPerPhDay * difficulty * 2 ** 32) / (86_400 * 1e15) : undefined;
    return [{ feesBtc: feesBtcPerBlock, rewardBtc, source, observedAt }];
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const exact = (value: number) => String(Number(value.toPrecision(8)));
