import { answers, type Block, command, economics, reply } from 'hashdesk';

export default command({
  name: 'halving',
  summary: 'Blocks and days to the next halving, its date with a band, and what it does to each site',
  parameters: {},
  examples: ['halving'],
  async run(_, { market, asker: { rights }, sites }) {
    const view = answers.viewMarket({ snapshot: await market.snapshot() });
    const of = answers.halvingFigures(view);
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
            ' (80% band ',
            of.earliest,
            ' to ',
            of.latest,
            ').',
            ...answers.forecastRecord({ view, kind: 'block time', blocks: 0 }),
          ],
        },
        { kind: 'figures', figures: [of.daysLeft, of.height, of.subsidyNow, of.subsidyAfter] },
        effectTable({ view, questions: subjects.map(answers.questionAbout) }),
        ...answers.marketRemarks({ view }),
      ],
      explanation: answers.halvingSteps(view),
    });
  },
});

type View = ReturnType<typeof answers.viewMarket>;

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
