import { calendar, command, parameters, powerCard, reply, UserError } from 'hashdesk';

const feed = parameters.word({
  description: 'A URL that gives the price in $/MWh as JSON or CSV, or off',
  positional: true,
  aliases: ['from'],
  accepted: 'a URL such as https://example.com/price.json, or off',
  example: 'https://example.com/price.json',
});

export default command({
  name: 'power',
  summary: 'Report the power price at a site, by hand or from a URL, for the alerts that watch it',
  parameters: {
    site: parameters.siteName({ description: 'The site', positional: true, demo: true }),
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
  examples: ['power'],
  mayChange: true,
  async run({ site, price, until, url, field }, { power, sites, now, asker: { person } }) {
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
    if (site === undefined) return powerCard({ all: await power.reports(), now: now() });
    const stored = await sites.get(site);
    const { name, timeZone } = stored.site;
    if (stored.demo) throw new UserError(`${name} is a demo site and stays as it is.`);
    if (url === 'off') {
      const dropped = await power.drop(name);
      return reply({
        title: dropped
          ? `${name} counts with its own power price again`
          : `No power price is reported for ${name}`,
      });
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
    const all = (await power.reports()).filter((report) => report.name === name);
    return powerCard({ all, now: now() });
  },
});
