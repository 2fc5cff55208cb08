import {
  answers,
  type Block,
  type CommandContext,
  command,
  dayAheadCard,
  dayAheadInputs,
  givenFile,
  parameters,
  quote,
  reply,
  showDigest,
  showUrl,
  UserError,
  webhookCard,
  webhookSecret,
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
    ...dayAheadInputs.parameters,
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
      return dayAheadCard(await dayAhead.feeds());
    }
    const { site: own } = await ownSite(sites, site);
    if (url === 'off') {
      const typed = Object.keys(how).find((name) => how[name as keyof typeof how] !== undefined);
      if (typed !== undefined)
        throw new UserError(`To take the feed away, say off and nothing else: ${typed} was typed.`);
      const dropped = await dayAhead.dropFeed(own.name);
      const is = dropped ? 'are asked for no longer; what is kept stays' : 'come from no URL';
      return reply({ title: `Day-ahead prices of ${own.name} ${is}` });
    }
    const { format = 'generic' } = how;
    const options = dayAheadInputs.options({ how, timeZone: own.timeZone });
    const count = await dayAhead.setFeed({ name: own.name, url, format, options });
    return reply({
      title: `Day-ahead prices of ${own.name} come from ${showUrl(url)}: ${count} quarter hours were read`,
      tone: 'good',
      blocks: [dayAheadInputs.readAs({ format, options }), next(own.name)],
    });
  },
});

const prices = command({
  name: 'prices',
  summary: 'Take day-ahead prices of a site from an attached CSV or JSON file',
  parameters: {
    site: existing,
    ...dayAheadInputs.parameters,
    file: parameters.file({
      description: 'A CSV or JSON file, or its text',
      positional: true,
      example: 'prices.csv',
    }),
  },
  examples: ['dispatch prices rockdale start=start price=price unit=$/MWh prices.csv'],
  needs: 'change',
  async run({ site, file, ...how }, { dayAhead, sites, attachment }) {
    const { site: own } = await ownSite(sites, site);
    const given = await givenFile({ typed: file, attachment });
    if (given === undefined)
      throw new UserError(
        'Attach a CSV or JSON file with the prices: a column of their start, and one of the price.',
      );
    const { format = 'generic' } = how;
    const options = dayAheadInputs.options({ how, timeZone: own.timeZone });
    const { count, changed } = await dayAhead.keepText({ name: own.name, text: given.text, format, options });
    const is = changed === count ? 'all of them new' : `${changed} of them new or corrected`;
    return reply({
      title: `${count} quarter hours of day-ahead prices of ${own.name} were read, ${is}`,
      tone: 'good',
      blocks: [dayAheadInputs.readAs({ format, options }), next(own.name)],
    });
  },
});

const post = command({
  name: 'post',
  summary: 'Post here every evening what of a site runs when the next day, once its prices have come',
  parameters: {
    site: existing,
    time: parameters.timeOfDay({
      description: 'From which time on, by the clock of the site',
      positional: true,
    }),
    off: parameters.choice({ description: 'Post it no longer', values: ['off'], positional: true }),
  },
  examples: ['dispatch post rockdale 18:00'],
  needs: 'change',
  async run({ site, time, off }, { sites, digests }) {
    const { name } = (await ownSite(sites, site)).site;
    if ((time === undefined) === (off === undefined))
      throw new UserError(
        `Say one of them: a time of day such as 18:00, or off: dispatch post ${quote(name)} 18:00.`,
      );
    if (time === undefined) {
      const stopped = await digests.stopPlan(name);
      return reply({
        title: `The plan of ${name} is ${stopped ? 'posted here no longer' : 'not posted here'}`,
      });
    }
    const { number, settings } = await digests.postPlan({ site: name, minuteOfDay: time });
    const parts = [
      'It comes once it is known what power costs on the whole next day, by its tariff or day ahead, until midnight; at 23:45 it is what is known, or that nothing is. It is kept and scored: ',
      `dispatch scores ${quote(name)}.`,
    ];
    return reply({
      title: `Digest #${number} was added: ${showDigest(settings)}`,
      tone: 'good',
      blocks: [{ kind: 'text', parts: [parts.join('')] }],
    });
  },
});

const webhook = command({
  name: 'webhook',
  summary: 'Send the plans of a site, as they are posted, to a URL as signed JSON; for admins',
  parameters: {
    site: existing,
    url: parameters.word({
      description: 'The URL, or off; without it how the last request went',
      positional: true,
      example: 'https://example.com/plans',
    }),
  },
  examples: ['dispatch webhook rockdale https://example.com/plans'],
  needs: 'change',
  forPeople: true,
  async run({ site, url }, { sites, plans }) {
    const { name, timeZone } = (await ownSite(sites, site)).site;
    if (url === undefined) return webhookCard({ name, timeZone, hook: await plans.webhook.of(name) });
    if (url === 'off') {
      const is = (await plans.webhook.drop(name)) ? 'sent nowhere any more' : 'sent nowhere';
      return reply({ title: `The plans of ${name} are ${is}`, visibility: 'private' });
    }
    return webhookSecret({ name, url, secret: await plans.webhook.set({ name, url }) });
  },
});

const scores = command({
  name: 'scores',
  leadsTo: 'profit',
  summary: 'How the plans of a site did that were posted in the last 30 days',
  parameters: { site: existing },
  examples: ['dispatch scores rockdale'],
  async run({ site }, { sites, plans, tariffs, now }) {
    const { name, timeZone } = (await ownSite(sites, site)).site;
    const since = now() - SCORED_DAYS * 24 * MS_PER_HOUR;
    const kept = await plans.of({ name, since });
    return answers.scoresAnswer({
      site: { name, timeZone },
      ...kept,
      days: SCORED_DAYS,
      tariffs: (await tariffs.ofSites([name])).get(name),
    });
  },
});

export default command({
  name: 'dispatch',
  leadsTo: 'profit',
  summary: 'Which machines of a site run in which hours of a day, by its tariff or on day-ahead prices',
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
    mode: parameters.powerModes({ description: 'Another mode of a machine: its name, hashrate and power' }),
    block: parameters.powerBlock({
      description: 'Power bought ahead; what is not used is sold back at the index',
    }),
    reserve: parameters.reserveSale({ description: 'Load that is sold as reserve, and is not shed' }),
    csv: parameters.flag({ description: 'The plan as a file too' }),
  },
  subcommands: [feed, prices, post, scores, webhook],
  examples: ['dispatch rockdale', 'dispatch rockdale tomorrow off=2h restart=$40 csv=yes'],
  async run({ site, day, off, restart, ramp, mode, block, reserve, csv = false }, context) {
    if (mode !== undefined && (off ?? restart ?? ramp) !== undefined)
      throw new UserError(
        'A mode is decided as if a change cost nothing: ask without off, restart and ramp.',
        {
          parameter: 'mode',
        },
      );
    const [stored, snapshot] = await Promise.all([context.sites.get(site), context.market.snapshot()]);
    if (stored.demo)
      throw new UserError(
        `${stored.site.name} is a demo site and has no day-ahead prices: add a site of your own.`,
        { suggestions: ['site add rockdale 100 MW s21xp at $45/MWh'] },
      );
    const view = answers.viewMarket({ snapshot });
    const of = answers.siteCase({ question: answers.questionAbout(stored), view });
    const { name } = of.question.site;
    const tariffs = (await context.tariffs.ofSites([name])).get(name);
    const known = await answers.knownDay({ site: of.question.site, day, tariffs, context });
    if (block !== undefined && (known.tariff ?? known.notUsed) !== undefined) throw blockBeside(name);
    const rules = {
      ...(off !== undefined && { minimumOffHours: off / MS_PER_HOUR }),
      ...(restart !== undefined && { restartUsdPerMw: restart, paidAtEnd: true }),
      ...(ramp !== undefined && { rampHours: ramp / MS_PER_HOUR }),
    };
    const asked = { ...(mode && { modes: mode }), contracts: { block, reserve } };
    const [planned] = await answers.atPlanPrice({ questions: [of.question], view, context });
    const worth = answers.peakWorth({
      of: answers.siteCase({ question: planned!, view }),
      ...{
        tariffs: tariffs === 'damaged' ? [] : (tariffs ?? []),
        day: known.day,
        stops: answers.USUAL_STOPS,
      },
    });
    return answers.dispatchAnswer({ day: { of, ...known, rules, ...asked }, view, csv, worth });
  },
});

/** What is bought ahead is a charge of the tariff, and the volumetric price follows from that. */
const blockBeside = (name: string): UserError =>
  new UserError(
    `block= was typed, and ${name} has a tariff: a block belongs into the tariff, as the charge of the kind block in its JSON. See it with tariff ${quote(name)} json=yes, and ask without block=.`,
    { parameter: 'block' },
  );

async function ownSite(sites: CommandContext['sites'], name: string) {
  const stored = await sites.get(name);
  if (stored.demo) throw new UserError(`${stored.site.name} is a demo site and stays as it is.`);
  return stored;
}

const next = (name: string): Block => ({
  kind: 'actions',
  actions: [{ label: 'Run or stop', command: `dispatch ${quote(name)}`, style: 'plain' }],
});
