import { alerts, command, parameters, reply, UserError } from 'hashdesk';

export default command({
  name: 'power',
  summary: 'Report the power price at a site, by hand or from a URL, for the alerts that watch it',
  parameters: {
    site: parameters.siteName({ description: 'The site', positional: true, demo: true }),
    price: parameters.powerPrice({ description: 'The price now; it counts for a day', positional: true }),
    url: parameters.word({
      description: 'A URL that gives the price in $/MWh as JSON or CSV, or off',
      positional: true,
      aliases: ['from'],
      example: 'https://example.com/price.json',
    }),
    field: parameters.word({
      description: 'A path into the JSON, or a column of the CSV',
      example: 'data.0.price',
    }),
  },
  examples: ['power'],
  async run({ site, price, url, field }, { alerts: book, sites, now, asker: { person } }) {
    // What is neither a price nor a URL stands where the site should: its refusal names those that are near.
    if (site === undefined && url !== undefined && url !== 'off' && !url.includes('://'))
      await sites.get(url);
    if (site === undefined && (price !== undefined || url !== undefined))
      throw new UserError('Name the site whose power price it is: power rockdale 62. See site list.');
    if (price !== undefined && url !== undefined)
      throw new UserError('Give a price, a URL or off, one of them: power rockdale 62.');
    if (site === undefined) return alerts.powerCard({ all: await book.powerReports(), now: now() });
    const stored = await sites.get(site);
    const { name } = stored.site;
    if (stored.demo) throw new UserError(`${name} is a demo site and stays as it is.`);
    if (url === 'off') {
      const dropped = await book.dropPower(name);
      return reply({
        title: dropped
          ? `${name} counts with its own power price again`
          : `No power price is reported for ${name}`,
      });
    }
    if (price !== undefined)
      await book.setPower({
        name,
        priceUsdPerMwh: price,
        observedAt: now(),
        source: `set by ${person.name}`,
      });
    else if (url !== undefined)
      await book.setPower(await book.askPower({ name, url, ...(field !== undefined && { field }) }));
    const all = (await book.powerReports()).filter((report) => report.name === name);
    return alerts.powerCard({ all, now: now() });
  },
});
