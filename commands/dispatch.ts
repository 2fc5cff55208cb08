import {
  answers,
  type Block,
  type CommandContext,
  calendar,
  command,
  type DayAheadFeed,
  givenFile,
  parameters,
  quote,
  reply,
  showUrl,
  UserError,
} from 'hashdesk';

const MS_PER_HOUR = 3_600_000;
/** How far back plans are told. */
const SCORED_DAYS = 30;

const existing = parameters.siteName({
  description: 'The site',
  positional: true,
  demo: true,
  required: true,
});

/** How prices stand in what a URL gives, or in a file. */
const reading = {
  format: parameters.choice({
    description: 'Whose form the prices have',
    values: ['generic', 'ercot', 'energyCharts', 'entsoe'],
  }),
  price: parameters.word({ description: 'The column or path of the price', example: 'price' }),
  start: parameters.word({ description: 'Of the time at which a price begins', example: 'start' }),
  end: parameters.word({ description: 'Of the time at which a price ends', example: 'end' }),
  rows: parameters.word({ description: 'The path of the list within JSON', example: 'data.prices' }),
  unit: parameters.word({ description: 'What the price is in', example: '$/MWh' }),
  unitConfirmed: parameters.flag({ description: 'The unit is right, however odd the prices look' }),
  zone: parameters.timeZone({ description: 'Whose clock the times are of; the site’s unless given' }),
  decimal: parameters.choice({ description: 'The decimal sign', values: ['.', ','] }),
  point: parameters.word({ description: 'The settlement point, of ERCOT', example: 'HB_SOUTH' }),
  rate: parameters.word({
    description: 'What another currency is worth in USD, and of which day that is',
    example: 'EUR:1.08:2026-11-28',
  }),
};

type Reading = { [Name in Exclude<keyof typeof reading, 'unitConfirmed'>]?: string | undefined } & {
  unitConfirmed?: boolean | undefined;
};

const feed = command({
  name: 'feed',
  summary: 'Where the day-ahead prices of a site come from: a URL that is asked every half hour',
  parameters: {
    site: parameters.siteName({ description: 'The site', positional: true, demo: true }),
    url: parameters.word({
      description: 'The URL, or off',
      positional: true,
      example: 'https://example.com/prices.csv',
    }),
    ...reading,
  },
  examples: ['dispatch feed'],
  mayChange: true,
  async run({ site, url, ...how }, { dayAhead, sites }) {
    if (site === undefined && url !== undefined) await sites.get(url);
    if (site === undefined || url === undefined) {
      if (site !== undefined || Object.values(how).some((value) => value !== undefined))
        throw new UserError(
          'Say where its prices come from: dispatch feed rockdale https://example.com/prices.csv price=price start=start unit=$/MWh.',
        );
      return feedList(await dayAhead.feeds());
    }
    const own = await ownSite(sites, site);
    if (url === 'off') {
      const typed = Object.keys(how).find((name) => how[name as keyof Reading] !== undefined);
      if (typed !== undefined)
        throw new UserError(`To take the feed away, say off and nothing else: ${typed} was typed.`);
      const dropped = await dayAhead.dropFeed(own.name);
      const is = dropped ? 'are asked for no longer; what is kept stays' : 'come from no URL';
      return reply({ title: `Day-ahead prices of ${own.name} ${is}` });
    }
    const { format = 'generic' } = how;
    const options = optionsOf({ how, timeZone: own.timeZone });
    const count = await dayAhead.setFeed({ name: own.name, url, format, options });
    return reply({
      title: `Day-ahead prices of ${own.name} come from ${showUrl(url)}: ${count} quarter hours were read`,
      tone: 'good',
      blocks: [readAs({ format, options }), next(own.name)],
    });
  },
});

const prices = command({
  name: 'prices',
  summary: 'Take day-ahead prices of a site from an attached CSV or JSON file',
  parameters: {
    site: existing,
    ...reading,
    file: parameters.rest({
      description: 'A CSV or JSON file, or its text',
      positional: true,
      example: 'prices.csv',
    }),
  },
  examples: ['dispatch prices rockdale start=start price=price unit=$/MWh prices.csv'],
  needs: 'change',
  async run({ site, file, ...how }, { dayAhead, sites, attachment }) {
    const own = await ownSite(sites, site);
    const given = await givenFile({ typed: file, attachment });
    if (given === undefined)
      throw new UserError(
        'Attach a CSV or JSON file with the prices: a column of their start, and one of the price.',
      );
    const { format = 'generic' } = how;
    const options = optionsOf({ how, timeZone: own.timeZone });
    const { slots, changed } = await dayAhead.keepText({ name: own.name, text: given.text, format, options });
    const is = changed === slots.length ? 'all of them new' : `${changed} of them new or corrected`;
    return reply({
      title: `${slots.length} quarter hours of day-ahead prices of ${own.name} were read, ${is}`,
      tone: 'good',
      blocks: [readAs({ format, options }), next(own.name)],
    });
  },
});

const scores = command({
  name: 'scores',
  summary: 'How the plans of a site did that were posted in the last 30 days',
  parameters: { site: existing },
  examples: ['dispatch scores rockdale'],
  async run({ site }, { sites, plans, now }) {
    const { name, timeZone } = await ownSite(sites, site);
    const since = now() - SCORED_DAYS * 24 * MS_PER_HOUR;
    const kept = await plans.of({ name, since });
    return answers.scoresAnswer({ site: { name, timeZone }, ...kept, days: SCORED_DAYS });
  },
});

export default command({
  name: 'dispatch',
  summary: 'Which machines of a site run in which hours of a day, decided on day-ahead prices',
  metrics: answers.dispatchMetrics,
  parameters: {
    site: existing,
    day: parameters.calendarDay({
      description: 'The day; without it tomorrow, once its prices are known',
      positional: true,
    }),
    off: parameters.duration({
      description: 'Least time that a class is off',
      what: 'The least time off',
      range: { min: 60_000, max: 24 * MS_PER_HOUR, unit: 'ms' },
    }),
    restart: parameters.usd({
      description: 'What a restart costs per MW',
      what: 'A restart',
      range: { min: 0, max: 1e6, unit: 'USD per MW' },
      example: '$40',
    }),
    ramp: parameters.duration({
      description: 'Time from a start until full load',
      what: 'The ramp',
      range: { min: 60_000, max: 4 * MS_PER_HOUR, unit: 'ms' },
    }),
    csv: parameters.flag({ description: 'The plan as a file too' }),
  },
  subcommands: [feed, prices, scores],
  examples: ['dispatch rockdale', 'dispatch rockdale tomorrow off=2h restart=$40 csv=yes'],
  async run({ site, day, off, restart, ramp, csv = false }, context) {
    const [stored, snapshot] = await Promise.all([context.sites.get(site), context.market.snapshot()]);
    if (stored.demo)
      throw new UserError(
        `${stored.site.name} is a demo site and has no day-ahead prices: add a site of your own.`,
        { suggestions: ['site add rockdale 100 MW s21xp at $45/MWh'] },
      );
    const view = answers.viewMarket({ snapshot });
    const of = answers.siteCase({ question: answers.questionAbout(stored), view });
    const known = await knownDay({ site: of.question.site, day, context });
    const rules = {
      ...(off !== undefined && { minimumOffHours: off / MS_PER_HOUR }),
      ...(restart !== undefined && { restartUsdPerMw: restart }),
      ...(ramp !== undefined && { rampHours: ramp / MS_PER_HOUR }),
    };
    return answers.dispatchAnswer({ day: { of, ...known, rules }, view, csv });
  },
});

type Days = Pick<CommandContext, 'now' | 'dayAhead'>;

/** The prices of the day that is asked for; without one, of tomorrow once they are known, else of today. */
async function knownDay(asked: {
  site: { name: string; timeZone: string };
  day: string | undefined;
  context: Days;
}) {
  const { site, context } = asked;
  const { now, dayAhead } = context;
  const today = calendar.localDay({ time: now(), timeZone: site.timeZone });
  const named: Record<string, number> = { yesterday: -1, today: 0, tomorrow: 1 };
  const dayOf = (day: string) => (day in named ? calendar.dayAfter(today, named[day]) : day);
  const days = asked.day === undefined ? ['tomorrow', 'today'] : [asked.day];
  for (const day of days.map(dayOf)) {
    const bounds = calendar.boundsOf({ day, timeZone: site.timeZone });
    const found = await dayAhead.prices({ name: site.name, market: 'dayAhead', ...bounds });
    if (found.every(({ start, end }) => start < bounds.from || end > bounds.to)) continue;
    const live = await dayAhead.prices({ name: site.name, market: 'live', ...bounds });
    return { day, ...bounds, dayAhead: found, live };
  }
  throw new UserError(
    `No day-ahead prices of ${site.name} are known for ${days.map(dayOf).join(' or ')}. Say where they come from with dispatch feed ${quote(site.name)} https://…, or attach a file to dispatch prices ${quote(site.name)}.`,
  );
}

async function ownSite(sites: CommandContext['sites'], name: string) {
  const stored = await sites.get(name);
  if (stored.demo) throw new UserError(`${stored.site.name} is a demo site and stays as it is.`);
  return stored.site;
}

/** As a provider takes them; what was not typed is not among them. */
function optionsOf({ how, timeZone }: { how: Reading; timeZone: string }): Record<string, unknown> {
  const { format = 'generic', zone, point, rate, ...rest } = how;
  const typed = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...typed,
    ...(format === 'generic' && { unit: '$/MWh', price: 'price', timeZone: zone ?? timeZone, ...typed }),
    ...(format !== 'generic' && zone !== undefined && { timeZone: zone }),
    ...(point !== undefined && { settlementPoint: point }),
    ...(rate !== undefined && { rate: rateOf(rate) }),
  };
}

function rateOf(text: string) {
  const [, from, value, date] =
    /^([A-Z]{3})[ :](\d+(?:\.\d+)?)[ :](\d{4}-\d{2}-\d{2})$/u.exec(text.trim()) ?? [];
  if (date === undefined)
    throw new UserError(
      'A rate is a currency, what it is worth in USD, and a date: rate=EUR:1.08:2026-11-28.',
      {
        parameter: 'rate',
      },
    );
  return { from: from!, to: 'USD', value: Number(value), date };
}

/** How they were read, what nobody typed included: whoever looks for an hour or a cent sees where it went. */
function readAs({ format, options }: { format: string; options: Record<string, unknown> }): Block {
  const named = Object.entries(options).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? Object.values(value!).join(' ') : value}`,
  );
  return { kind: 'text', parts: [`Read as ${[format, ...named].join(', ')}.`] };
}

const next = (name: string): Block => ({
  kind: 'actions',
  actions: [{ label: 'Run or stop', command: `dispatch ${quote(name)}`, style: 'plain' }],
});

function feedList(feeds: readonly DayAheadFeed[]) {
  if (feeds.length === 0)
    return reply({
      title: 'No day-ahead prices come from a URL',
      blocks: [
        {
          kind: 'text',
          parts: [
            'Set one: dispatch feed rockdale https://example.com/prices.csv price=price start=start unit=$/MWh.',
          ],
        },
      ],
    });
  return reply({
    title: 'Day-ahead prices come from',
    blocks: [
      {
        kind: 'table',
        columns: ['Site', 'Form', 'From'].map((label) => ({ label, align: 'left' as const })),
        rows: feeds.map(({ name, format, url }) => [name, format, showUrl(url)]),
      },
      ...feeds.flatMap(({ name, error }): Block[] =>
        error === undefined ? [] : [{ kind: 'note', tone: 'warning', parts: [`${name}: ${error}`] }],
      ),
    ],
  });
}
