import { answers, type Block, command, economics, figure, reply, type Step } from 'hashdesk';

export default command({
  name: 'halving',
  summary: 'Blocks and days to the next halving, its date with a band, and what it does to each site',
  parameters: {},
  examples: ['halving'],
  async run(_, { market, rights, sites }) {
    const view = answers.viewMarket({ snapshot: await market() });
    const of = halvingFigures(view);
    const stored = rights.read ? await sites.list() : [];
    const subjects = stored.length > 0 ? stored : [await sites.get('demo')];
    return reply({
      title: 'Halving',
      ...answers.marketFrame({ view }),
      blocks: [
        {
          kind: 'text',
          parts: [
            'The next halving is ',
            of.blocksLeft,
            ' blocks away, about ',
            of.date,
            ' (',
            of.earliest,
            ' to ',
            of.latest,
            ').',
          ],
        },
        { kind: 'figures', figures: [of.daysLeft, of.height, of.subsidyNow, of.subsidyAfter] },
        effectTable({ view, questions: subjects.map(answers.questionAbout) }),
        ...answers.marketRemarks({ view }),
      ],
      explanation: halvingSteps(view),
    });
  },
});

type View = ReturnType<typeof answers.viewMarket>;

function halvingFigures({ halving, hashprice, from }: View) {
  const of = (metric: Parameters<typeof figure>[0]['metric'], value: number) =>
    figure({ metric, value, from: from.chain });
  const seconds = (time: number) => Math.round(time / 1000);
  return {
    blocksLeft: of('halvingBlocksLeft', halving.blocksLeft),
    daysLeft: of('halvingDaysLeft', halving.daysLeft),
    height: of('halvingHeight', halving.height),
    date: of('halvingTimeUnix', seconds(halving.time)),
    earliest: of('halvingEarliestUnix', seconds(halving.earliestTime)),
    latest: of('halvingLatestUnix', seconds(halving.latestTime)),
    subsidyNow: of('subsidyBtc', hashprice.subsidyBtc),
    subsidyAfter: of('subsidyAfterHalvingBtc', halving.subsidyBtcAfter),
  };
}

/** Margin now and with half the subsidy, price, fees and difficulty as they are. */
function effectTable({ view, questions }: { view: View; questions: answers.SiteQuestion[] }): Block {
  return {
    kind: 'table',
    title: 'What it does to each site, price, fees and difficulty unchanged',
    columns: [
      { label: 'Site', align: 'left' },
      { label: 'Margin now', align: 'right' },
      { label: 'After', align: 'right' },
      { label: 'Breakeven BTC after', align: 'right' },
    ],
    rows: questions.map((question) => {
      const now = answers.siteCase({ question, view });
      const after = answers.siteCase({
        question,
        view,
        hashprice: economics.afterHalving({ hashprice: view.hashprice }),
        subject: `${question.site.name} after the next halving`,
      });
      return [
        question.demo ? `${question.site.name} (demo)` : question.site.name,
        answers.siteFigure({ of: now, metric: 'marginUsdPerDay' }),
        answers.siteFigure({ of: after, metric: 'marginUsdPerDay' }),
        answers.siteFigure({ of: after, metric: 'breakevenBtcPriceUsd' }),
      ];
    }),
  };
}

function halvingSteps(view: View): Step[] {
  const of = halvingFigures(view);
  const { chain } = view.snapshot;
  const height = figure({ metric: 'blockHeight', value: chain.value.height, from: chain });
  const pace = answers.retargetFigures(view).pace;
  return [
    {
      result: of.blocksLeft,
      formula: 'blocks left = next multiple of 210,000 − block height',
      inputs: [height],
      arithmetic: `${of.height.text} − ${height.text} = ${of.blocksLeft.text}`,
    },
    {
      result: of.date,
      formula:
        'date = now + blocks left in this period × its pace + the blocks after it × the measured three-year spacing; the band is ±1% of the time left',
      inputs: [of.blocksLeft, pace],
      arithmetic: `${of.blocksLeft.text} blocks = ${of.daysLeft.text}, ${of.earliest.text} to ${of.latest.text}`,
    },
  ];
}
