import {
  answers,
  type Block,
  chartBlock,
  command,
  figure,
  memoize,
  parameters,
  type Reply,
  reply,
} from 'hashdesk';

const USUAL = '90d';

export default command({
  name: 'hashprice',
  summary: 'What a petahash earns a day now, its parts, how it moved, and the next retarget',
  parameters: {
    days: parameters.choice({
      description: 'How far back the picture goes',
      positional: true,
      values: ['30d', '90d', '365d'],
    }),
  },
  examples: ['hashprice', 'hashprice 365d'],
  async run({ days: typed }, context) {
    const { market, sites, asker } = context;
    const view = answers.viewMarket({ snapshot: await market.snapshot() });
    const days = Number.parseInt(typed ?? USUAL, 10);
    const isDrawn = plain(view)(days) !== undefined;
    const own = isDrawn && asker.rights.read ? await sites.list() : [];
    const levels = own.length === 0 ? [] : await answers.breakevenLevels({ sites: own, view, context });
    const said = answer(view);
    const chart = levels.length > 0 ? answers.hashpriceChart({ view, days, levels }) : plain(view)(days);
    const shown = [
      ...(chart || typed === undefined ? [] : [noHistory(typed)]),
      ...chartBlock(chart ?? answers.payoutMap(view)),
    ];
    const [first, ...rest] = said.blocks;
    return { ...said, blocks: [first!, ...shown, ...rest] };
  },
});

const noHistory = (days: string): Block => ({
  kind: 'note',
  tone: 'info',
  parts: [`There is no history of the last ${Number.parseInt(days, 10)} days to draw.`],
});

/** Without sites, too, it is the same for all: drawn and painted once. */
const plain = memoize((view: answers.MarketView) => {
  const drawn = new Map<number, ReturnType<typeof answers.hashpriceChart>>();
  return (days: number) => {
    if (!drawn.has(days)) drawn.set(days, answers.hashpriceChart({ view, days }));
    return drawn.get(days);
  };
});

/** The market alone decides: whoever asks at the same moment is told the same. */
const answer = memoize((view: answers.MarketView): Reply => {
  const { hashprice, from } = view;
  const of = answers.marketInputs(view);
  const parts = answers.hashpriceParts(view);
  return reply({
    title: answers.hashpriceHeadline(view),
    ...answers.marketFrame({ view }),
    blocks: [
      {
        kind: 'figures',
        figures: [
          of.hashprice,
          of.price,
          of.difficulty,
          figure({ metric: 'feeSharePercent', value: hashprice.feeShare * 100, from: from.fees }),
        ],
      },
      answers.retargetSentence(view),
      ...answers.newerFactsNote({ view }),
      ...answers.marketRemarks({ view }),
    ],
    details: [
      {
        kind: 'figures',
        figures: [
          of.hashpriceBtc,
          figure({
            metric: 'hashvalueSatsPerThDay',
            value: hashprice.satsPerThDay,
            from: from.hashpriceBtc,
          }),
          figure({ metric: 'hashpriceUsdPerEhDay', value: hashprice.usdPerEhDay, from: from.hashprice }),
          of.subsidy,
          of.fees,
          ...parts.figures,
          ...answers.networkHashrates(view),
        ],
      },
      answers.changesTable(view),
    ],
    explanation: [...answers.hashpriceSteps(view), parts.step, ...answers.retargetSteps(view)],
  });
});
