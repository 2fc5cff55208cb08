import {
  answers,
  type Block,
  type CommandContext,
  chartBlock,
  command,
  economics,
  figure,
  type Metric,
  type Part,
  parameters,
  quote,
  type Reply,
  reply,
  UserError,
} from 'hashdesk';

const { power: _, ...siteInputs } = answers.siteParameters;
const change = parameters.change;

const inputs = {
  site: parameters.siteName({
    description: 'The site to ask about, or demo',
    positional: true,
    demo: true,
    required: true,
  }),
  price: change({ description: 'BTC price', quantity: parameters.btcPrice, aliases: ['btc'] }),
  hashprice: change({
    description: 'Hashprice; price stays, difficulty follows',
    what: 'Hashprice',
    quantity: parameters.hashprice,
  }),
  power: change({
    description: 'Power price',
    quantity: parameters.powerPrice,
    aliases: ['powerPrice', 'energy'],
  }),
  difficulty: change({
    description: 'Difficulty',
    quantity: parameters.number,
    range: { min: 1, max: 1e18 },
    example: '+6%',
  }),
  hashrate: change({ description: 'Network hashrate', quantity: parameters.hashrate, aliases: ['network'] }),
  fees: change({
    description: 'Fees in BTC per block',
    what: 'Fees',
    quantity: parameters.number,
    range: { min: 0, max: 1000 },
    example: '0.05',
  }),
  ...siteInputs,
};

export default command({
  name: 'whatif',
  summary: 'A site with another price, hashprice, difficulty, power price or any other input',
  aliases: ['what-if'],
  parameters: inputs,
  examples: [
    'whatif demo price=90k hashprice=-20% power=60',
    'whatif demo difficulty=+6% fee=1%',
    'whatif demo uptime=85%',
  ],
  async run(asked, context) {
    const { site: _, ...changes } = asked;
    if (Object.values(changes).every((value) => value === undefined))
      return changeForm((await context.sites.get(asked.site)).site.name);
    const [stored, snapshot] = await Promise.all([context.sites.get(asked.site), context.market.snapshot()]);
    const view = answers.viewMarket({ snapshot });
    const question = answers.questionAbout(stored);
    const now = await planned({ question, view, context });
    // A price that is asked for stands for all of a tariff: it is held against all of it.
    const before = answers.siteCase({ question: asked.power ? answers.allIn(now) : now, view });
    const { inputs, hashprice } = scenario({ asked, before });
    const viewAfter = answers.viewAt({ view, hashprice });
    const changedQuestion = answers.changed({ question, inputs });
    const after = answers.siteCase({
      question: await planned({ question: changedQuestion, view, context }),
      view: viewAfter,
      subject: `${stored.site.name} with these changes`,
    });
    context.answers.workings({ kind: 'change', cases: [before, after], view });
    const rows = changeRows({ asked, before, after, view });
    if (rows.length === 0) {
      throw new UserError('Nothing was changed. Say what to change.', {
        suggestions: ['whatif demo price=90k', 'whatif demo hashprice=-20% power=60'],
      });
    }
    return reply({
      title: answers.siteHeadline({ of: after, also: changeOfMargin({ before, after, view }) }),
      tone: answers.toneOf(after),
      ...answers.marketFrame({ view }),
      blocks: [
        comparison({ before, rows: [marginRow({ before, after }), ...rows] }),
        { kind: 'text', parts: answers.verdict({ of: after, view: viewAfter }) },
        ...chartBlock(answers.marginMap({ of: after, label: 'then' })),
        ...answers.siteNotes({ question: after.question, view, of: after }),
      ],
      details: [
        { kind: 'text', parts: ['Margin moves by ', marginChange({ before, after }), '.'] },
        comparison({ before, title: 'What comes of it', rows: resultRows({ before, after }) }),
        ...answers.powerNote({ question: after.question }),
      ],
      explanation: answers.siteSteps({ of: after, view: viewAfter }),
    });
  },
});

/** At the price to plan with, by the load that the site has then. */
async function planned(asked: {
  question: answers.SiteQuestion;
  view: answers.MarketView;
  context: CommandContext;
}): Promise<answers.SiteQuestion> {
  const { question, ...rest } = asked;
  const [at] = await answers.atPlanPrice({ questions: [question], ...rest });
  return at!;
}

const marginChange = ({ before, after }: { before: Case; after: Case }) =>
  figure({
    metric: 'marginChangeUsdPerDay',
    value: after.economics.marginUsdPerDay - before.economics.marginUsdPerDay,
    subject: after.subject,
    from: after.from,
  });

/**
 * `; $50,372/day less than now`, or than planned. Of a site that is kept at which price of power, unless that is what
 * changes and has a row.
 */
function changeOfMargin({ view, ...cases }: { before: Case; after: Case; view: answers.MarketView }): Part[] {
  const { text, value } = marginChange(cases);
  const { question } = cases.before;
  const isInRow = cases.after.question.changed.includes('powerPriceUsdPerMwh') && answers.isPlanned(question);
  return [
    `; ${text.replace(/^[+−]/u, '')}`,
    ` ${value < 0 ? 'less' : 'more'} than ${asItIs(cases.before).toLowerCase()}`,
    ...(question.priced && !isInRow ? answers.powerPlanned({ question, now: view.snapshot.now }) : []),
  ];
}

/** That it is on the costs given stands in the title. */
function marginRow(cases: { before: Case; after: Case }): Row {
  const [, ...cells] = resultRow({ ...cases, metric: 'marginUsdPerDay' });
  return ['Margin', ...cells];
}

/** What people change most; the rest can be typed. As many fields as a small dialog holds. */
function changeForm(site: string): Reply {
  const names = ['price', 'hashprice', 'power', 'difficulty', 'uptime'] as const;
  const fields = names.map((name) => {
    const { description, example } = inputs[name];
    return { name, label: description, hint: `For example ${example}`, required: false, multiline: false };
  });
  const command = `whatif ${quote(site)}`;
  return reply({
    title: `What if, at ${site}?`,
    visibility: 'private',
    blocks: [{ kind: 'form', title: 'What if', command, fields }],
  });
}

type Case = answers.SiteCase;
type Asked = Parameters<typeof answers.withInputs>[0]['inputs'] extends infer I
  ? Omit<I, 'power'> &
      Record<
        'price' | 'hashprice' | 'power' | 'difficulty' | 'hashrate' | 'fees',
        parameters.Change | undefined
      >
  : never;

/** The value that a change makes of the present one. */
const changed = (change: parameters.Change | undefined, present: number): number =>
  change === undefined ? present : 'to' in change ? change.to : present * change.byFactor;

/** Market first, then a hashprice named directly: `-20%` is taken off what the other changes make of it. */
function scenario({ asked, before }: { asked: Asked; before: Case }) {
  const now = before.hashprice;
  const { power, ...others } = asked;
  const market = economics.hashprice({
    subsidyBtc: now.subsidyBtc,
    feesBtcPerBlock: changed(asked.fees, now.feesBtcPerBlock),
    priceUsd: changed(asked.price, now.priceUsd),
    difficulty: changedDifficulty({ asked, present: now.difficulty }),
  });
  return {
    inputs: { ...others, power: power && changed(power, answers.powerPriceOf(before.question)) },
    hashprice:
      asked.hashprice === undefined
        ? market
        : economics.withHashprice({
            hashprice: market,
            usdPerPhDay: changed(asked.hashprice, market.usdPerPhDay),
          }),
  };
}

/** Network hashrate moves difficulty in proportion; naming both leaves no meaning for either. */
function changedDifficulty({ asked, present }: { asked: Asked; present: number }): number {
  if (asked.hashrate === undefined) return changed(asked.difficulty, present);
  if (asked.difficulty !== undefined)
    throw new UserError('Difficulty and network hashrate say the same thing: give one of them.');
  const ehPerS = economics.networkHashrateFromDifficulty({ difficulty: present });
  return (present * changed(asked.hashrate, ehPerS * 1e6)) / (ehPerS * 1e6);
}

type Read = [Metric, (of: Case) => number];

const HASHPRICE: Read = ['hashpriceUsdPerPhDay', ({ hashprice }) => hashprice.usdPerPhDay];
const OF_HASHPRICE: Read[] = [
  ['btcPriceUsd', ({ hashprice }) => hashprice.priceUsd],
  ['difficulty', ({ hashprice }) => hashprice.difficulty],
  ['feesBtcPerBlock', ({ hashprice }) => hashprice.feesBtcPerBlock],
];

type Row = Extract<Block, { kind: 'table' }>['rows'][number];

/** All that differs: the market, what was asked for before what follows from it; then the site's own inputs, then the fleet. */
function changeRows(cases: { asked: Asked; before: Case; after: Case; view: answers.MarketView }): Row[] {
  const { asked, before, after, view } = cases;
  const now = view.snapshot.now;
  const ordered = asked.hashprice ? [HASHPRICE, ...OF_HASHPRICE] : [...OF_HASHPRICE, HASHPRICE];
  const market = ordered
    .filter(([, read]) => read(before) !== read(after))
    .map(([metric, read]): Row => {
      const cells = [before, after].map((of) =>
        figure({ metric, value: read(of), subject: of.subject, from: of.from }),
      );
      // Room for the numbers on a phone.
      return [metric === 'btcPriceUsd' ? 'BTC' : cells[0]!.label, ...cells];
    });
  const site = answers.siteInputNames.flatMap((input): Row[] => {
    const [one, other] = [before, after].map(({ question }) => answers.inputValue({ question, input }));
    // A tariff's bill of another load comes to the same price but for the last digits.
    if (one === other || Math.abs(one! - other!) <= 1e-12 * Math.abs(one!)) return [];
    const [was, is] = [before, after].map(({ question, subject }) =>
      answers.inputFigure({ question, subject, input, now }),
    );
    const label = input === 'powerPriceUsdPerMwh' ? answers.powerName(before.question) : (is ?? was)!.label;
    return [[label, was ?? 'not given', is ?? 'not given']];
  });
  const fleet = before.question.site.fleet === after.question.site.fleet ? [] : [fleetRow({ before, after })];
  return [...market, ...site, ...wordRows({ before, after }), ...fleet];
}

/** The inputs that are words. */
function wordRows({ before, after }: { before: Case; after: Case }): Row[] {
  const [was, is] = [before.question.site, after.question.site];
  const rows: Row[] = [
    ['Pool scheme', was.poolScheme, is.poolScheme],
    ['Time zone', was.timeZone, is.timeZone],
  ];
  return rows.filter(([, one, other]) => one !== other);
}

function fleetRow({ before, after }: { before: Case; after: Case }): Row {
  const cells = [before, after].map((of) => answers.siteFigure({ of, metric: 'powerDrawMw' }));
  return ['Fleet, drawing', ...cells];
}

const RESULTS = [
  'revenueUsdPerDay',
  'powerCostUsdPerDay',
  'marginUsdPerDay',
  'marginPercent',
  'headroomPercent',
  'breakevenPowerPriceUsdPerMwh',
  'breakevenHashpriceUsdPerPhDay',
  'breakevenBtcPriceUsd',
] as const;

const resultRows = ({ before, after }: { before: Case; after: Case }): Row[] =>
  RESULTS.map((metric) => resultRow({ before, after, metric }));

function resultRow(asked: { before: Case; after: Case; metric: (typeof RESULTS)[number] }): Row {
  const cells = [asked.before, asked.after].map((of) => answers.siteFigure({ of, metric: asked.metric }));
  return [cells[0]!.label, ...cells];
}

/** What is held against: a price of years is what the site is planned with, and none of now. */
const asItIs = ({ question }: Case): string => (answers.isPlanned(question) ? 'Planned' : 'Now');

function comparison({ before, title, rows }: { before: Case; title?: string; rows: Row[] }): Block {
  return {
    kind: 'table',
    ...(title !== undefined && { title }),
    columns: [
      { label: '', align: 'left' },
      { label: asItIs(before), align: 'right' },
      { label: 'What if', align: 'right' },
    ],
    rows,
  };
}
