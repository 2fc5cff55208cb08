import { answers, type CommandContext, calendar, command, parameters, UserError } from 'hashdesk';

const MS_PER_HOUR = 3_600_000;
const gridLoad = (description: string) =>
  parameters.megawatts({
    description,
    what: 'The load of a grid',
    range: { min: 1, max: 1e7, unit: 'MW' },
    bare: true,
    example: '82,400 MW',
  });

const site = parameters.siteName({ description: 'The site', positional: true, demo: true, required: true });

export default command({
  name: 'peaks',
  leadsTo: 'profit',
  summary: 'Whether the grid may peak, what missing that costs a site next year, and when avoiding it pays',
  parameters: {
    site,
    day: parameters.calendarDay({
      description: 'Of which day a load is; today’s forecast, and what came yesterday, unless given',
      positional: true,
    }),
    forecast: gridLoad('The highest load that is forecast for the grid'),
    high: gridLoad('The month’s high before that day; the highest that is known unless given'),
    came: gridLoad('The highest load that came, once the day is over'),
    tries: parameters.count({
      description: 'Stops for each peak that is met; 4 unless given',
      what: 'The stops for a peak',
      range: { min: 1, max: 100 },
    }),
    hours: parameters.duration({
      description: 'How long a stop lasts; 2.5 hours unless given',
      what: 'A stop',
      range: { min: MS_PER_HOUR / 4, max: 24 * MS_PER_HOUR },
    }),
  },
  examples: ['peaks rockdale', 'peaks rockdale forecast="82,400 MW" high="78,000 MW"'],
  mayChange: true,
  async run({ site, day, forecast, high, came, tries, hours }, context) {
    const [stored, snapshot] = await Promise.all([context.sites.get(site), context.market.snapshot()]);
    if (stored.demo)
      throw new UserError(`${stored.site.name} is a demo site and has no tariff: add a site of your own.`, {
        suggestions: ['site add rockdale 100 MW s21xp at $45/MWh'],
      });
    const done = await kept({ site: stored.site, day, forecast, high, came, context });
    const tariffs = await context.tariffs.tariffs(stored.site.name);
    const today = calendar.localDay({ time: context.now(), timeZone: stored.site.timeZone });
    const view = answers.viewMarket({ snapshot });
    const questions = await answers.atPlanPrice({
      questions: [answers.questionAbout(stored)],
      view,
      context,
    });
    const of = answers.siteCase({ question: questions[0]!, view });
    const { triesPerPeak, hoursPerTry } = answers.USUAL_STOPS;
    const stops = {
      triesPerPeak: tries ?? triesPerPeak,
      hoursPerTry: hours === undefined ? hoursPerTry : hours / MS_PER_HOUR,
    };
    return answers.peaksAnswer({
      ...{ of, view, today },
      days: await context.peaks.days(stored.site),
      worth: answers.peakWorth({ of, tariffs, day: today, stops }),
      ...(done !== undefined && { done }),
    });
  },
});

/** Keeps the load that was typed; what is said of it, and of which day it is. Undefined where none was. */
async function kept(asked: {
  site: { name: string; timeZone: string };
  day: string | undefined;
  forecast: number | undefined;
  high: number | undefined;
  came: number | undefined;
  context: CommandContext;
}): Promise<{ title: string; day: string } | undefined> {
  const { site, forecast, high, came, context } = asked;
  if (forecast !== undefined && came !== undefined)
    throw new UserError(
      'A forecast is kept before its day is over, and what came after it: give one of them.',
    );
  if (high !== undefined && forecast === undefined)
    throw new UserError(
      'The month’s high is kept beside a forecast: forecast="82,400 MW" high="78,000 MW".',
      {
        parameter: 'high',
      },
    );
  if (forecast === undefined && came === undefined) {
    if (asked.day !== undefined)
      throw new UserError(`Say which load is of ${asked.day}: forecast="82,400 MW", or came="81,900 MW".`, {
        parameter: 'day',
      });
    return undefined;
  }
  const today = calendar.localDay({ time: context.now(), timeZone: site.timeZone });
  const named: Record<string, number> = { yesterday: -1, today: 0, tomorrow: 1 };
  const word = asked.day ?? (came === undefined ? 'today' : 'yesterday');
  const day = word in named ? calendar.dayAfter(today, named[word]) : word;
  if (came !== undefined) await context.peaks.came({ site, day, cameMw: came });
  else await context.peaks.forecast({ site, day, forecastMw: forecast!, highMw: high });
  return { title: `${came === undefined ? 'The forecast for' : 'What came on'} ${day} is kept`, day };
}
