import { answers, type Block, chartBlock, command, economics, parameters, reply, tableOf } from 'hashdesk';

export default command({
  name: 'halving',
  summary: 'Blocks and days to the next halving, its date with a band, and what it does to each site',
  parameters: {
    site: parameters.siteName({
      description: 'The site to look at; without it all of yours, or the demo site',
      positional: true,
      demo: true,
    }),
  },
  examples: ['halving', 'halving demo'],
  async run({ site }, context) {
    const { market, asker, sites } = context;
    const view = answers.viewMarket({ snapshot: await market.snapshot() });
    const of = answers.halvingFigures(view);
    const stored = site === undefined && asker.rights.read ? await sites.list() : [];
    const subjects = stored.length > 0 ? stored : [await sites.get(site ?? 'demo')];
    const asked = subjects.map(answers.questionAbout);
    const questions = await answers.atPlanPrice({ questions: asked, view, context });
    const cases = casesOf({ view, questions });
    context.answers.workings({
      kind: 'halving',
      view,
      cases: cases.flatMap(({ now, after }) => [now, after]),
    });
    return reply({
      title: `The next halving is ${of.blocksLeft.text} blocks away, about ${of.date.text}`,
      ...answers.marketFrame({ view }),
      blocks: [
        {
          kind: 'text',
          parts: [
            'In ',
            of.daysLeft,
            ': 80% band ',
            of.earliest,
            ' to ',
            of.latest,
            '.',
            ...answers.forecastRecord({ view, kind: 'block time', blocks: 0 }),
          ],
        },
        effectTable(cases),
        ...chartBlock(
          answers.halvingChart({
            view,
            levels: cases.map(({ name, now }) => ({ ...answers.breakevenLevel(now), label: name })),
            isWhole: cases.every(({ now }) => answers.costsNotGiven(now).length === 0),
          }),
        ),
        ...powerWords({ questions, now: view.snapshot.now }),
        ...answers.marketRemarks({ view }),
      ],
      details: [
        { kind: 'figures', figures: [of.blocksLeft, of.date, of.height, of.subsidyNow, of.subsidyAfter] },
        breakevenTable(cases),
        ...answers.powerNotes({ questions }),
      ],
      explanation: answers.halvingSteps(view),
    });
  },
});

/** What power is planned at; of several sites the amounts are behind it. */
function powerWords({ questions, now }: { questions: answers.SiteQuestion[]; now: number }): Block[] {
  const [only, ...others] = questions;
  return only === undefined || others.length > 0
    ? answers.powerBases({ questions })
    : [{ kind: 'text', parts: answers.powerSentence({ question: only, now }) }];
}

type View = ReturnType<typeof answers.viewMarket>;

type Cases = ReturnType<typeof casesOf>;

/** Margin now and with half the subsidy, price, fees and difficulty as they are. */
function effectTable(cases: Cases): Block {
  return tableOf({
    title: 'Margin of each site before and after, all else unchanged',
    columns: ['Site', 'Before', 'After'],
    rows: cases.map(({ name, now, after }) => [
      name,
      answers.siteFigure({ of: now, metric: 'marginUsdPerDay' }),
      answers.siteFigure({ of: after, metric: 'marginUsdPerDay' }),
    ]),
  });
}

function breakevenTable(cases: Cases): Block {
  const prices = [...new Set(cases.map(({ after }) => answers.powerName(after.question)))];
  return tableOf({
    title: 'Where each site breaks even after it, all else unchanged',
    columns: [
      'Site',
      'BTC price',
      prices.map((name, at) => (at > 0 ? name.toLowerCase() : name)).join(' or '),
    ],
    rows: cases.map(({ name, after }) => [
      name,
      answers.siteFigure({ of: after, metric: 'breakevenBtcPriceUsd' }),
      answers.siteFigure({ of: after, metric: 'breakevenPowerPriceUsdPerMwh' }),
    ]),
  });
}

function casesOf({ view, questions }: { view: View; questions: answers.SiteQuestion[] }) {
  return questions.map((question) => ({
    name: question.demo ? `${question.site.name} (demo)` : question.site.name,
    now: answers.siteCase({ question, view }),
    after: answers.siteCase({
      question,
      view,
      hashprice: economics.afterHalving({ hashprice: view.hashprice }),
      subject: `${question.site.name} after the next halving`,
    }),
  }));
}
