import {
  answers,
  type CommandContext,
  calendar,
  command,
  economics,
  givenFile,
  METER_UNITS,
  type MeterUnit,
  parameters,
  quote,
  reply,
  UserError,
} from 'hashdesk';

const site = parameters.siteName({ description: 'The site', positional: true, demo: true, required: true });

const meter = command({
  name: 'meter',
  summary: 'Read what a site’s meter recorded, from a CSV of 15, 30 or 60 minutes',
  parameters: {
    site,
    unit: parameters.choice({
      description: 'What the load is in, where its title does not say',
      values: Object.keys(METER_UNITS) as MeterUnit[],
    }),
    times: parameters.choice({
      description: 'Whether times begin or end the intervals, where the file does not say',
      values: ['start', 'end'],
    }),
    file: parameters.file({
      description: 'A file, its text pasted, or off',
      positional: true,
      example: 'september.csv',
    }),
  },
  examples: ['bill meter rockdale september.csv'],
  needs: 'change',
  async run({ site, unit, times, file: typed }, context) {
    const stored = await context.sites.get(site);
    const { name, timeZone } = stored.site;
    if (stored.demo) throw new UserError(`${name} is a demo site and stays as it is.`);
    if (typed?.trim().toLowerCase() === 'off') return off({ name, hints: [unit, times], context });
    const source = await givenFile({ typed, attachment: context.attachment });
    if (source === undefined)
      throw new UserError(`Name the file, or attach it: bill meter ${quote(name)} september.csv`, {
        parameter: 'file',
      });
    const hints = { unit, times, siteKw: answers.siteDrawKw(stored.site) };
    const file = await context.readText('meter', { ...source, timeZone, hints });
    const replaced = await context.tariffs.keepMetered({ site: name, months: file.months });
    return answers.meterAnswer({
      ...{ site: stored.site, file, replaced },
      source: source.name,
      now: context.now(),
    });
  },
});

async function off(asked: { name: string; hints: unknown[]; context: CommandContext }) {
  const { name, hints, context } = asked;
  if (hints.some((hint) => hint !== undefined))
    throw new UserError('unit and times are for a file that is read: say off alone.');
  const dropped = await context.tariffs.dropMetered(name);
  return reply({
    title:
      dropped > 0
        ? `The meter readings of ${name} were taken away, months: ${dropped}`
        : `No meter readings of ${name} are kept`,
  });
}

export default command({
  name: 'bill',
  leadsTo: 'profit',
  summary: 'What a month of power costs a site, line by line, from its meter or its own model',
  parameters: {
    site,
    month: parameters.month({
      description: 'The month by the site’s clock; without it the last whole one',
      positional: true,
    }),
    whatif: parameters.billChange({
      description: 'With 12 coincident peaks (12cp), or with a stop in some (stop 4 peaks)',
      positional: true,
    }),
    index: parameters.powerPrice({ description: 'The index price of what a block leaves, at all hours' }),
    powerFactor: parameters.number({
      description: 'Power factor of the load',
      range: { min: 0.5, max: 1, unit: '' },
      what: 'A power factor',
      example: '0.92',
    }),
  },
  metrics: answers.billMetrics,
  subcommands: [meter],
  examples: ['bill rockdale', 'bill rockdale 2025-09'],
  async run({ site, month, whatif, index: indexUsdPerMwh, powerFactor }, context) {
    const stored = await context.sites.get(site);
    const now = context.now();
    const running = calendar.localDay({ time: now, timeZone: stored.site.timeZone }).slice(0, 7);
    const asked = month ?? economics.addMonths({ month: running, months: -1 });
    const known = stored.demo
      ? undefined
      : await answers.billQuestion({ site: stored.site, month: asked, context });
    if (known === undefined) throw noTariff(stored);
    const question = { ...known, indexUsdPerMwh, powerFactor };
    answers.refuseUnused(question);
    const { compute } = context.threads;
    const computed = await answers.computeBill({ question, compute });
    if (whatif === undefined) return answers.billAnswer({ question, computed, now });
    const changed = await answers.changedBill({ question, compute, before: computed.bill, change: whatif });
    return answers.changedBillAnswer({ question, computed, change: whatif, changed, now });
  },
});

function noTariff({ site: { name }, demo }: Awaited<ReturnType<CommandContext['sites']['get']>>): UserError {
  const then = demo
    ? 'A demo site stays as it is: add a site of your own.'
    : `Give it one: tariff ${quote(name)} energy=$45/MWh demand=$4/kW-month`;
  return new UserError(`${name} has no tariff, so that there is no bill. ${then}`);
}
