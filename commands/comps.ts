import { answers, command, economics, leaseParameters, parameters, reply, UserError } from 'hashdesk';

const parties = {
  landlord: parameters.newName({
    description: 'Who lets',
    positional: true,
    required: true,
    example: '"West Texas"',
  }),
  lessee: parameters.newName({
    description: 'Who rents',
    positional: true,
    required: true,
    aliases: ['tenant'],
    example: 'Acme',
  }),
};
const addInputs = {
  ...parties,
  megawatts: leaseParameters.leaseMegawatts({
    description: 'What is let, critical or gross',
    positional: true,
    required: true,
  }),
  term: leaseParameters.years({ description: 'Initial term', positional: true, required: true }),
  value: parameters.usd({
    description: 'Rent over the initial term',
    positional: true,
    required: true,
    range: { min: 1e5, max: 1e12 },
    what: 'A contract',
    example: '$3.7B',
  }),
  structure: parameters.choice({
    description: 'What is let',
    values: economics.structures,
    positional: true,
  }),
  escalator: leaseParameters.escalator({ description: 'Yearly rise of the rent' }),
  retrofit: parameters.flag({ description: 'Buildings that were there are converted' }),
  signed: parameters.month({ description: 'Month of signing', positional: true }),
  note: parameters.word({ description: 'A remark, in quotes', example: '"options for 100 MW more"' }),
};

const add = command({
  name: 'add',
  summary: 'Keep a deal of your own, seen by nobody outside this workspace',
  parameters: addInputs,
  examples: ['comps add "West Texas" Acme 100 MW critical 15y $2.4B lease 2026-01'],
  needs: 'change',
  async run(asked, context) {
    const { landlord, lessee, megawatts, term, value, structure = 'lease', signed, note } = asked;
    const { escalator, retrofit } = asked;
    const date = signed ?? economics.monthOfTime({ time: context.now() });
    const deal = {
      date,
      landlord,
      lessee,
      site: 'private',
      structure,
      status: 'signed' as const,
      ...(megawatts.basis === 'critical'
        ? { criticalMw: megawatts.megawatts }
        : { grossMw: megawatts.megawatts }),
      termYears: term,
      contractUsdM: value / 1e6,
      ...(escalator === undefined ? {} : { escalatorPercentPerYear: escalator }),
      ...(retrofit ? { retrofit } : {}),
      ...(note === undefined ? {} : { note }),
      source: 'entered by hand',
      own: true as const,
    };
    checkRent(deal);
    await context.assumptions.addDeal(deal);
    const rent = answers.firstYearRent(deal);
    return reply({
      title: `${landlord} – ${lessee} was added${rent ? `: ${rent.text} in year 1` : ''}`,
      blocks: [answers.dealTable({ deals: [deal] })],
    });
  },
});

/** UserError where total, megawatts and term that were typed make a rent that nobody pays. */
function checkRent(deal: economics.Deal): void {
  const usd = economics.dealRent(deal)?.averageUsdPerKwMonth;
  const { min, max } = economics.dealRentRange(deal);
  if (usd === undefined || (usd >= min && usd <= max)) return;
  const rent = usd.toLocaleString('en-US', { maximumFractionDigits: 2 });
  throw new UserError(
    `Total, megawatts and term make an average rent of $${rent}/kW-month per critical kW; accepted are $${min} to $${max}. Is one of them mistyped?`,
  );
}

const remove = command({
  name: 'remove',
  summary: 'Remove a deal of your own',
  parameters: parties,
  examples: ['comps remove "West Texas" Acme'],
  needs: 'change',
  async run({ landlord, lessee }, { assumptions }) {
    if (await assumptions.removeDeals({ landlord, lessee }))
      return reply({ title: `${landlord} – ${lessee} was removed` });
    throw new UserError(`There is no deal of your own of ${landlord} with ${lessee}.`, {
      suggestions: ['comps'],
    });
  },
});

const replay = command({
  name: 'replay',
  leadsTo: 'comps',
  summary:
    'The public signed deals at the market of their day: what the desk would have said, beside the landlord',
  parameters: {
    deal: parameters.word({
      description: 'A company or a site; one deal is shown in full',
      positional: true,
      example: '"River Bend"',
    }),
  },
  examples: ['comps replay', 'comps replay Rockdale', 'comps replay "River Bend"'],
  async run({ deal: words }, { threads }) {
    const found = answers.signedDeals({ words });
    const replayed = await Promise.all(
      found.map(async (deal) => ({
        deal,
        past: answers.pastOf(deal),
        replay: await threads.compute('replayDeal', answers.replayAsked(deal)),
      })),
    );
    return answers.replayAnswer({ replayed });
  },
});

export default command({
  name: 'comps',
  summary: 'AI leases that miners signed: rent of year 1 and average per kW-month, medians per structure',
  aliases: ['deals'],
  metrics: answers.leaseMetrics,
  parameters: {
    since: parameters.month({ description: 'Signed in this month or later' }),
    structure: parameters.choice({
      description: 'What is let',
      values: economics.structures,
      positional: true,
    }),
    year: parameters.calendarYear({ description: 'Signed in this year', positional: true }),
    filter: parameters.word({
      description: 'A company or a site',
      positional: true,
      example: 'CoreWeave',
    }),
  },
  examples: ['comps', 'comps 2025', 'comps CoreWeave', 'comps modified gross', 'comps since 2025-09'],
  subcommands: [replay, add, remove],
  async run({ structure, filter, year, since }, { assumptions }) {
    if (year !== undefined && filter !== undefined && /^20\d\d$/.test(filter.trim()))
      throw new UserError(
        `I read two years, ${year} and ${filter.trim()}: give one, or all since the earlier.`,
        {
          suggestions: [`comps ${year}`, `comps since ${[year, filter.trim()].sort()[0]}-01`],
        },
      );
    const all = [...economics.deals, ...(await assumptions.deals())].sort((a, b) =>
      a.date < b.date ? -1 : 1,
    );
    const deals = economics.selectDeals({ deals: all, structure, words: filter, year, since });
    const about = [structure, filter, year, since && `since ${since}`].filter((word) => word !== undefined);
    if (deals.length === 0)
      throw new UserError(`No deal is known of ${about.join(', ')}.`, {
        suggestions: ['comps', 'comps lease'],
      });
    return reply({
      title: answers.dealsHeadline({ deals, about: about.length > 0 ? ` (${about.join(', ')})` : '' }),
      blocks: [answers.rentTable({ deals })],
      details: [...answers.medianTable({ deals }), answers.dealTable({ deals })],
    });
  },
});
