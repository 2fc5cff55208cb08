import { answers, chartBlock, command, figure, reply } from 'hashdesk';

const SHOWN = 5;

export default command({
  name: 'difficulty',
  summary: 'Difficulty now, the last retargets, and the next one with its band and date',
  aliases: ['retarget'],
  parameters: {},
  examples: ['difficulty'],
  async run(_, { market }) {
    const view = answers.viewMarket({ snapshot: await market.snapshot() });
    const { chain } = view.snapshot;
    const of = answers.retargetFigures(view);
    return reply({
      title: `Difficulty is ${answers.marketInputs(view).difficulty.text}; ${of.change.text} expected about ${of.date.text}`,
      ...answers.marketFrame({ view }),
      blocks: [
        answers.retargetSentence(view),
        ...chartBlock(answers.difficultyChart(view)),
        {
          kind: 'figures',
          figures: [
            answers.marketInputs(view).difficulty,
            figure({ metric: 'blockHeight', value: chain.value.height, from: chain }),
            of.progress,
            of.pace,
          ],
        },
        ...answers.newerFactsNote({ view }),
        ...answers.marketRemarks({ view }),
      ],
      details: [
        { kind: 'figures', figures: [of.height, ...answers.networkHashrates(view)] },
        pastRetargets(view),
      ],
      explanation: answers.retargetSteps(view),
    });
  },
});

/** The last retargets, newest first; without history only the one that the chain itself tells. */
function pastRetargets({ snapshot }: ReturnType<typeof answers.viewMarket>) {
  const { chain, retargets } = snapshot;
  const { periodStartHeight, difficulty, previousRetargetPercent, periodStartTime } = chain.value;
  const known = {
    height: periodStartHeight,
    time: periodStartTime,
    difficulty,
    changePercent: previousRetargetPercent,
  };
  const earlier = retargets.filter(({ height }) => height < periodStartHeight).slice(0, SHOWN - 1);
  return {
    kind: 'table' as const,
    title: earlier.length > 0 ? 'Last retargets' : 'Last retarget (no history before it)',
    columns: [
      { label: 'Date', align: 'left' as const },
      { label: 'Block', align: 'right' as const },
      { label: 'Change', align: 'right' as const },
      { label: 'Difficulty', align: 'right' as const },
    ],
    rows: [known, ...earlier].map((it) => {
      const subject = `block ${it.height}`;
      return [
        new Date(it.time).toISOString().slice(0, 10),
        figure({ metric: 'blockHeight', value: it.height, subject, label: 'Block', from: chain }),
        figure({ metric: 'pastRetargetChangePercent', value: it.changePercent, subject, from: chain }),
        figure({ metric: 'difficulty', value: it.difficulty, subject, from: chain }),
      ];
    }),
  };
}
