import {
  answers,
  type CommandContext,
  calendar,
  command,
  economics,
  givenFile,
  parameters,
  reply,
  UserError,
} from 'hashdesk';

/** A tariff that is the only one of a site holds for bills of the past as well. */
const ALWAYS_SINCE = '2000-01-01';

const site = parameters.siteName({ description: 'The site', positional: true, demo: true, required: true });

export default command({
  name: 'tariff',
  leadsTo: 'profit',
  summary: 'What power costs at a site, charge by charge: from a file, or from its common inputs',
  aliases: ['tariffs'],
  mayChange: true,
  parameters: {
    site,
    ...answers.tariffParameters,
    since: parameters.word({
      description: 'The day from which on it holds; without it, it is the only tariff',
      example: '2026-07-15',
    }),
    json: parameters.flag({ description: 'With the tariff as a file, to change and read back' }),
    file: parameters.file({
      description: 'A file (URDB JSON, CSV), its text pasted, or off',
      positional: true,
      example: 'rate.csv',
    }),
  },
  examples: ['tariff rockdale', 'tariff rockdale energy=$45/MWh demand=$4/kW-month ratchet=80%'],
  async run({ site, since, json, file, ...inputs }, context) {
    const { tariffs, sites, now, asker } = context;
    const stored = await sites.get(site);
    const { name } = stored.site;
    const isTyped = answers.hasTariffInputs(inputs);
    const isOff = file?.trim().toLowerCase() === 'off';
    if (isTyped && file !== undefined)
      throw new UserError('Give a file, or the inputs of a tariff, one of them.', { parameter: 'file' });
    if (isOff && (since ?? json) !== undefined)
      throw new UserError('off takes all tariffs of a site away: say it alone.');
    const source =
      isTyped || isOff ? undefined : await givenFile({ typed: file, attachment: context.attachment });
    if (stored.demo && (isTyped || isOff || source !== undefined))
      throw new UserError(`${name} is a demo site and stays as it is.`);
    if (isOff) {
      const dropped = await tariffs.drop(name);
      return reply({
        title: dropped > 0 ? `${name} has no tariff any more` : `${name} has no tariff`,
        blocks: [
          {
            kind: 'text',
            parts: [
              'There is no bill without one; run or stop goes by market prices, and all else by the site’s own power price.',
            ],
          },
        ],
      });
    }
    const present = stored.demo ? [] : await tariffs.tariffs(name);
    if (!isTyped && source === undefined) {
      if (since !== undefined)
        throw new UserError('since is for a tariff that is set: give its inputs, or a file.');
      return present.length > 0
        ? shown({ stored, present, context, json })
        : answers.noTariffAnswer({ site: stored.site, now: now() });
    }
    const day = sinceOf({ since, present, name });
    const today = calendar.localDay({ time: now(), timeZone: stored.site.timeZone });
    const year = Number(today.slice(0, 4));
    const { tariff, notes } = source
      ? await context.readText('tariff', source)
      : { tariff: answers.describedTariff({ inputs, year }), notes: [] };
    const from = source?.name ?? `typed by ${asker.person.name}`;
    await tariffs.set({ site: name, since: day, tariff, source: from });
    return shown({
      stored,
      present: await tariffs.tariffs(name),
      context,
      done: `The tariff of ${name} is kept`,
      notes,
      json,
    });
  },
});

/** Without a day a tariff takes the place of the only one there is. */
function sinceOf(asked: {
  since: string | undefined;
  present: readonly { since: string }[];
  name: string;
}): string {
  const { since, present, name } = asked;
  if (since === undefined) {
    if (present.length < 2) return present[0]?.since ?? ALWAYS_SINCE;
    const days = present.map((one) => one.since).join(', ');
    throw new UserError(
      `${name} has tariffs since ${days}: say since=${present.at(-1)!.since}, or another day.`,
      {
        parameter: 'since',
      },
    );
  }
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(since) ? Date.parse(since) : Number.NaN;
  const isReal =
    new Date(time).toString() !== 'Invalid Date' && new Date(time).toISOString().startsWith(since);
  if (isReal && economics.isMonth(since.slice(0, 7))) return since;
  throw new UserError(`A day is written 2026-07-15, read “${since.slice(0, 40)}”.`, { parameter: 'since' });
}

type StoredSite = Awaited<ReturnType<CommandContext['sites']['get']>>;

function shown(asked: {
  stored: StoredSite;
  present: Awaited<ReturnType<CommandContext['tariffs']['tariffs']>>;
  context: CommandContext;
  json: boolean | undefined;
  done?: string;
  notes?: readonly string[];
}) {
  const { stored, present, context, ...rest } = asked;
  return answers.tariffCard({
    compute: context.threads.compute,
    site: stored.site,
    tariffs: present,
    now: context.now(),
    ...rest,
  });
}
