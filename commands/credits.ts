import {
  type Action,
  answers,
  type CommandContext,
  calendar,
  command,
  creditKinds,
  economics,
  givenFile,
  parameters,
  quote,
  UserError,
} from 'hashdesk';

const site = parameters.siteName({ description: 'The site', positional: true, demo: true, required: true });

const number = parameters.count({
  description: 'Its number in the list of its month',
  what: 'A number',
  positional: true,
  required: true,
  example: '1',
});

const remove = command({
  name: 'remove',
  summary: 'Take a credit away; what it was stays beside that',
  parameters: {
    site,
    number,
  },
  examples: ['credits remove rockdale 1'],
  needs: 'change',
  async run({ site, number }, context) {
    const own = await ownSite(context, site);
    const credit = await context.credits.remove({ site: own.name, number });
    const command = answers.creditLine({ site: own.name, credit });
    const undo: Action = { label: 'Put back', command, style: 'plain' };
    const done = { title: `#${number} was removed`, undo };
    return shown({ site: own, month: credit.month, context, done });
  },
});

const read = command({
  name: 'import',
  summary: 'Add credits from a CSV with the columns month, kind, usd and mwh',
  parameters: {
    site,
    file: parameters.file({
      description: 'A CSV file, or its text pasted',
      positional: true,
      example: 'credits.csv',
    }),
  },
  examples: ['credits import rockdale credits.csv'],
  needs: 'change',
  adds: true,
  async run({ site, file }, context) {
    const own = await ownSite(context, site);
    const source = await givenFile({ typed: file, attachment: context.attachment });
    if (source === undefined)
      throw new UserError(`Name the file, or attach it: credits import ${quote(own.name)} credits.csv`, {
        parameter: 'file',
      });
    const entries = await context.readText('credits', source);
    const running = runningMonth(own, context);
    const early = entries.find(({ month }) => month > running);
    if (early) throw notBegun(early.month);
    await context.credits.keepAll({ site: own.name, entries });
    const month = entries
      .map((entry) => entry.month)
      .sort()
      .at(-1)!;
    const title = `${entries.length} credits were added from ${source.name}`;
    return shown({ site: own, month, context, done: { title } });
  },
});

/** The month that it is at the site. */
const runningMonth = ({ timeZone }: { timeZone: string }, { now }: CommandContext): string =>
  calendar.localDay({ time: now(), timeZone }).slice(0, 7);

const notBegun = (month: string): UserError =>
  new UserError(`${month} has not begun: a credit is of a month that has.`);

export default command({
  name: 'credits',
  leadsTo: 'profit',
  summary: 'What a site was paid for power that it did not use, and what power costs net of that',
  parameters: {
    site,
    month: parameters.month({ description: 'The month; without it the last whole one', positional: true }),
    kind: parameters.choice({ description: 'What was paid for', values: creditKinds, positional: true }),
    usd: parameters.usd({
      description: 'What was paid; below 0 where it was taken back',
      what: 'A credit',
      range: { min: -1e9, max: 1e9 },
      positional: true,
      example: '$12,000',
    }),
    energy: parameters.megawattHours({ description: 'Energy that was not used for it', positional: true }),
    corrects: parameters.count({
      description: 'The number of the credit that this corrects',
      what: 'A number',
      example: '1',
    }),
  },
  subcommands: [remove, read],
  examples: ['credits rockdale', 'credits rockdale 2026-02 demand-response $12,000 120 MWh'],
  mayChange: true,
  adds: true,
  async run({ site, month, kind, usd, energy, corrects }, context) {
    const own = await ownSite(context, site);
    const running = runningMonth(own, context);
    const asked = month ?? economics.addMonths({ month: running, months: -1 });
    const isEntry = (kind ?? usd ?? energy ?? corrects) !== undefined;
    if (!isEntry) return shown({ site: own, month: asked, context });
    if (kind === undefined || usd === undefined || month === undefined)
      throw new UserError(
        `A credit has a month, what it was paid for (${creditKinds.join(', ')}) and an amount: credits ${quote(own.name)} ${asked} ${kind ?? creditKinds[0]} $12,000.`,
      );
    if (month > running) throw notBegun(month);
    const entry = { month, kind, usd, ...(energy !== undefined && { mwh: energy }) };
    const { number } = await context.credits.keep({ site: own.name, entry, corrects });
    const title = `#${number} was ${corrects === undefined ? 'added' : 'corrected'}`;
    const command = `credits remove ${quote(own.name)} ${number}`;
    const done = { title, undo: { label: 'Remove', command, style: 'danger' as const } };
    return shown({ site: own, month, context, done });
  },
});

async function ownSite({ sites }: CommandContext, name: string) {
  const stored = await sites.get(name);
  if (!stored.demo) return stored.site;
  throw new UserError(`${stored.site.name} is a demo site and has no credits: add a site of your own.`, {
    suggestions: ['site add rockdale 100 MW s21xp at $45/MWh'],
  });
}

type Done = NonNullable<Parameters<typeof answers.creditsAnswer>[0]['done']>;

async function shown({ done, ...month }: Parameters<typeof answers.netPower>[0] & { done?: Done }) {
  const of = await answers.netPower(month);
  return answers.creditsAnswer({ of, now: month.context.now(), ...(done && { done }) });
}
