import {
  type CommandContext,
  calendar,
  command,
  parameters,
  powerCard,
  powerDayCard,
  powerMetrics,
  reply,
  UserError,
} from 'hashdesk';

const feed = parameters.word({
  description: 'A URL that gives the price in $/MWh as JSON or CSV, or off',
  positional: true,
  aliases: ['from'],
  accepted: 'a URL such as https://example.com/price.json, or off',
  example: 'https://example.com/price.json',
});

export default command({
  name: 'power',
  leadsTo: 'profit',
  summary: 'Report the power price at a site, by hand or from a URL, or see what it was on a day',
  parameters: {
    site: parameters.siteName({ description: 'The site', positional: true, demo: true }),
    day: parameters.calendarDay({
      description: 'What power cost on that day, and what of it was corrected',
      positional: true,
    }),
    price: parameters.powerPrice({ description: 'The price now; it counts for a day', positional: true }),
    until: parameters.timeOfDay({ description: "Until when the price counts, on the site's own clock" }),
    url: {
      ...feed,
      // Any other word is no feed, and may be a site that was misspelt.
      read: (text, lookup) =>
        /^["“]?(?:off(?![\p{L}\p{N}])|[a-z][a-z0-9+.-]*:\/\/)/iu.test(text)
          ? feed.read(text, lookup)
          : undefined,
    },
    field: parameters.word({
      description: 'A path into the JSON, or a column of the CSV',
      example: 'data.0.price',
    }),
  },
  metrics: powerMetrics,
  examples: ['power'],
  mayChange: true,
  async run({ site, day, price, until, url, field }, context) {
    const { power, sites, now, asker } = context;
    const { person } = asker;
    if (day !== undefined) return ofDay({ site, day, typed: { price, until, url, field }, context });
    if (site === undefined && (price !== undefined || url !== undefined))
      throw new UserError('Name the site whose power price it is: power rockdale 62. See site list.');
    if (price !== undefined && url !== undefined)
      throw new UserError('Give a price, a URL or off, one of them: power rockdale 62.');
    if (until !== undefined && price === undefined)
      throw new UserError('Say which price counts until then: power rockdale 62 until=18:00.');
    if (field !== undefined && (url === undefined || url === 'off'))
      throw new UserError(
        'A field is read from a URL: power rockdale https://example.com/price.json field=price',
      );
    if (site === undefined) return card(context);
    const stored = await sites.get(site);
    const { name, timeZone } = stored.site;
    if (stored.demo) throw new UserError(`${name} is a demo site and stays as it is.`);
    if (url === 'off') {
      const dropped = await power.drop(name);
      if (!dropped) return reply({ title: `No power price is reported for ${name}` });
      const hasTariff = (await context.tariffs.tariffs(name)).length > 0;
      return reply({ title: `${name} counts with its ${hasTariff ? 'tariff' : 'own power price'} again` });
    }
    if (price !== undefined)
      await power.set({
        name,
        priceUsdPerMwh: price,
        observedAt: now(),
        source: `set by ${person.name}`,
        ...(until !== undefined && {
          until: calendar.nextMoment({ after: now(), minuteOfDay: until, timeZone }),
        }),
      });
    else if (url !== undefined)
      await power.set(await power.ask({ name, url, ...(field !== undefined && { field }) }));
    return card(context, name);
  },
});

/** What is reported at all sites, or at one. */
async function card({ power, sites, now }: CommandContext, name?: string) {
  const timeZones = new Map((await sites.list()).map(({ site }) => [site.name, site.timeZone]));
  const all = (await power.reports()).filter((report) => name === undefined || report.name === name);
  return powerCard({ all, now: now(), timeZones });
}

const MS_PER_HOUR = 3_600_000;

/** A day of a site that has begun, with the versions of its prices. */
async function ofDay(asked: {
  site: string | undefined;
  day: string;
  typed: Record<string, unknown>;
  context: CommandContext;
}) {
  const { site, typed, context } = asked;
  const { now, power, sites } = context;
  const other = Object.keys(typed).find((name) => typed[name] !== undefined);
  if (other !== undefined)
    throw new UserError(
      `A day is asked about alone, and ${other} was typed beside it: power rockdale yesterday.`,
    );
  if (site === undefined)
    throw new UserError('Name the site whose day it is: power rockdale yesterday. See site list.');
  const { name, timeZone } = (await sites.get(site)).site;
  const today = calendar.localDay({ time: now(), timeZone });
  const named: Record<string, number> = { yesterday: -1, today: 0, tomorrow: 1 };
  const day = asked.day in named ? calendar.dayAfter(today, named[asked.day]) : asked.day;
  if (day > today)
    throw new UserError(
      `${day} has not begun at ${name}: what day-ahead prices say of it is told by dispatch.`,
    );
  const { from, to } = calendar.boundsOf({ day, timeZone });
  // What has just been said has held for no time yet, and is part of the day.
  const end = Math.min(to, now() + 1);
  const [live, dayAhead] = await Promise.all([
    power.versions({ name, market: 'live', from, to: end }),
    power.versions({ name, market: 'dayAhead', from, to }),
  ]);
  return powerDayCard({
    name,
    timeZone,
    day,
    hours: (end - from) / MS_PER_HOUR,
    isOver: end === to,
    live,
    dayAhead,
  });
}
