import { answers, command, figure, memoize, type Reply, reply } from 'hashdesk';

export default command({
  name: 'hashprice',
  summary: 'What a petahash earns a day now, its parts, how it moved, and the next retarget',
  parameters: {},
  examples: ['hashprice'],
  run: async (_, { market }) => answer(answers.viewMarket({ snapshot: await market.snapshot() })),
});

/** The market alone decides: whoever asks at the same moment is told the same. */
const answer = memoize((view: answers.MarketView): Reply => {
  const { hashprice, from } = view;
  const of = answers.marketInputs(view);
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
          ...answers.networkHashrates(view),
        ],
      },
      answers.changesTable(view),
    ],
    explanation: [...answers.hashpriceSteps(view), ...answers.retargetSteps(view)],
  });
});
