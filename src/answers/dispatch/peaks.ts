import { quote } from '../../chat/read/quote.ts';
import {
  type Block,
  type Figure,
  type Part,
  type Reply,
  reply,
  type Step,
  textOf,
} from '../../chat/reply.ts';
import { combined, figure } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { ODDS_AFTER_DAYS, peakOdds, type ScoredDay } from '../../economics/index.ts';
import { type GridDay, highBefore } from '../../peaks/index.ts';
import { marketRemarks } from '../market/frame.ts';
import type { MarketView } from '../market/view.ts';
import type { SiteCase } from '../site/question.ts';
import { dispatchMetrics } from './metrics.ts';
import { type PeakWorth, peakMonths } from './peakWorth.ts';

/** What the peaks of a site's grid are asked about. */
interface Asked {
  of: SiteCase;
  /** All that is known of the grid's days, the earliest first. */
  days: readonly GridDay[];
  /** The day that it is at the site. */
  today: string;
  worth: PeakWorth | undefined;
  view: MarketView;
  /** What was just kept, in words, and of which day it is. */
  done?: { title: string; day: string };
}

type Own = keyof typeof dispatchMetrics;

/** Whether the grid may peak, how well such days were foretold, and what missing one costs next year. */
export function peaksAnswer(asked: Asked): Reply {
  const { of, days, today, worth, view, done } = asked;
  const forecast = days.filter(({ day, forecastMw }) => day >= today && forecastMw !== undefined);
  const next = forecast.find(({ day }) => day === done?.day) ?? forecast[0];
  const pen = penOf(asked);
  return reply({
    title: `${done === undefined ? '' : `${done.title}; `}${textOf(headline({ asked, next, pen }))}`,
    readsSites: true,
    blocks: [
      ...(worth ? [worthText({ worth, pen })] : []),
      { kind: 'text', parts: scoreWords({ days, next, pen }) },
      worth
        ? note(
            'This values what a peak of this year adds to next year’s charges, at this year’s rate with riders and taxes; bill is cash: that rate on the peaks charged now.',
          )
        : note(
            `Its tariff has no charge by coincident peaks, so that what a missed one costs is not known. Give it: tariff ${quote(of.question.site.name)} coincident=65 coincidentMw="92 MW"`,
          ),
      ...marketRemarks({ view }),
    ],
    details: [
      ...(worth
        ? [worthFigures({ worth, pen }), monthsText({ worth, timeZone: of.question.site.timeZone })]
        : []),
      ...daysTable({ days, pen }),
    ],
    // What was kept is not kept again: a day is another one tomorrow.
    explanation: worth && done === undefined ? worthSteps({ worth, pen }) : [],
  });
}

type Pen = (metric: Own, value: number, subject?: string) => Figure;

/** Loads are whose who typed them, worth is of tariff and site, and what is given up of the market too. */
function penOf({ of, days, worth }: Asked): Pen {
  const typed = days.map(({ enteredBy, enteredAt }) => ({ source: enteredBy, observedAt: enteredAt }));
  const ofLoads = typed.length > 0 ? combined(typed) : of.from;
  return (metric, value, subject) => {
    const from = metric === 'givenUpUsdPerMwh' ? of.from : OF_LOADS.includes(metric) ? ofLoads : worth!.from;
    const name = [of.subject, ...(subject === undefined ? [] : [subject])].join(', ');
    return figure({ own: dispatchMetrics, metric, value, subject: name, from });
  };
}

const OF_LOADS: readonly Own[] = ['gridLoadMw', 'shareOfMonthHighPercent', 'scoredDays', 'newHighPercent'];

const note = (words: string): Block => ({ kind: 'note', tone: 'info', parts: [words] });

/** `rockdale: 82,400 MW forecast for 2026-07-14, 105.6% of the month’s high so far; a missed peak costs $1.5m next year` */
function headline(of: { asked: Asked; next: GridDay | undefined; pen: Pen }): Part[] {
  const { asked, next, pen } = of;
  const { worth, today } = asked;
  const costs: Part[] = worth
    ? ['; one missed peak costs ', pen('missedPeakUsd', worth.missedUsd), ' next year']
    : [];
  if (next === undefined)
    return [`${asked.of.subject}: no load of the grid is forecast for ${today}`, ...costs];
  return [
    `${asked.of.subject}: `,
    pen('gridLoadMw', next.forecastMw!, `forecast for ${next.day}`),
    ` forecast for ${next.day}, `,
    pen('shareOfMonthHighPercent', (next.forecastMw! / next.highMw!) * 100, next.day),
    ' of the month’s high so far',
    ...costs,
  ];
}

/** What a stopped MWh is taken to cost. */
const COSTS: Record<PeakWorth['costsBy'], string> = {
  tariff: 'the volumetric price of its tariff',
  reports: 'the mean of its reported power prices',
  own: 'its own power price',
  question: 'the power price that was said',
};

function worthText({ worth, pen }: { worth: PeakWorth; pen: Pen }): Block {
  const { worthUsdPerMwh, givenUpUsdPerMwh, costsBy } = worth;
  const pays = givenUpUsdPerMwh < worthUsdPerMwh ? 'pays in months whose peaks count' : 'does not pay';
  return {
    kind: 'text',
    parts: [
      'Avoiding pays where a stopped MWh gives up less than ',
      pen('worthAvoidingUsdPerMwh', worthUsdPerMwh),
      `, at ${stopWords(worth)}; the site gives up `,
      pen('givenUpUsdPerMwh', givenUpUsdPerMwh),
      ` at today’s hashprice and ${COSTS[costsBy]}, so it ${pays}.`,
    ],
  };
}

/** A peak of another month costs nothing. */
function monthsText({ worth, timeZone }: { worth: PeakWorth; timeZone: string }): Block {
  const months = peakMonths(worth, timeZone);
  const words =
    months.length > 0
      ? `The peaks in its tariff are of months ${months.join(', ')}: what they are worth is said of such months.`
      : 'Its tariff does not say of which months peaks count; of 4CP it is those of June to September.';
  return { kind: 'text', parts: [words] };
}

const stopWords = ({ stops }: PeakWorth): string =>
  `${stops.triesPerPeak} stops of ${stops.hoursPerTry} h for each peak`;

/** Held against the high that was known when the forecast was kept, and what came against that of the day before. */
const scored = (days: readonly GridDay[]): ScoredDay[] =>
  days.flatMap(({ day, forecastMw, highMw, cameMw }) =>
    forecastMw === undefined || highMw === undefined || cameMw === undefined
      ? []
      : [{ shareOfMonthHigh: forecastMw / highMw, setHigh: cameMw > highBefore({ days, day })! }],
  );

/** How days forecast alike came out; called odds only once enough were scored. */
function scoreWords(of: { days: readonly GridDay[]; next: GridDay | undefined; pen: Pen }): Part[] {
  const { next, pen } = of;
  const days = scored(of.days);
  const count = pen('scoredDays', days.length);
  if (next === undefined) return ['Scored so far: ', count, ', forecast and what came.'];
  const { odds, alikeDays, setHighDays } = peakOdds({
    days,
    shareOfMonthHigh: next.forecastMw! / next.highMw!,
  });
  const alike =
    alikeDays === 0
      ? 'No day forecast about as high is scored yet'
      : `${setHighDays} of ${alikeDays} days forecast about as high set the month’s high`;
  return odds === undefined
    ? [
        `${alike}; scored so far: `,
        count,
        days.length < ODDS_AFTER_DAYS ? `, and no odds before ${ODDS_AFTER_DAYS}.` : '.',
      ]
    : [
        'Odds of a new high of the month: ',
        pen('newHighPercent', odds * 100),
        `. ${alike}; scored so far: `,
        count,
        '.',
      ];
}

function worthFigures({ worth, pen }: { worth: PeakWorth; pen: Pen }): Block {
  return {
    kind: 'figures',
    figures: [
      pen('missedPeakUsd', worth.missedUsd),
      pen('meanLoadMw', worth.meanLoadMw),
      ...worth.charges.map(({ name, rateUsdPerMwYear }) =>
        pen('peakRateUsdPerMwYear', rateUsdPerMwYear, name),
      ),
    ],
  };
}

/** As many days as are read at one look. */
const SHOWN_DAYS = 14;

function daysTable({ days, pen }: { days: readonly GridDay[]; pen: Pen }): Block[] {
  if (days.length === 0) return [];
  const load = (value: number | undefined, subject: string): Part =>
    value === undefined ? 'not known' : pen('gridLoadMw', value, subject);
  return [
    tableOf({
      title: 'The highest load of the grid, by the day at the site',
      columns: ['Day', 'High before', 'Forecast', 'Came'],
      rows: days
        .slice(-SHOWN_DAYS)
        .reverse()
        .map(({ day, highMw, forecastMw, cameMw }) => [
          day,
          load(highMw, `high before ${day}`),
          load(forecastMw, `forecast for ${day}`),
          load(cameMw, `came on ${day}`),
        ]),
    }),
  ];
}

function worthSteps({ worth, pen }: { worth: PeakWorth; pen: Pen }): Step[] {
  const { charges, stops, meanLoadMw, missedUsd, worthUsdPerMwh } = worth;
  const rates = charges.map(({ name, rateUsdPerMwYear }) =>
    pen('peakRateUsdPerMwYear', rateUsdPerMwYear, name),
  );
  const perPeak = charges
    .map(({ rateUsdPerMwYear, peaks }) => `${exact(rateUsdPerMwYear)} ÷ ${peaks}`)
    .join(' + ');
  const { triesPerPeak, hoursPerTry } = stops;
  return [
    {
      result: pen('missedPeakUsd', missedUsd),
      formula:
        'a missed peak = rate per MW and year, with riders and taxes, ÷ peaks × mean load, added up over the charges',
      inputs: [...rates, pen('meanLoadMw', meanLoadMw)],
      arithmetic: `(${perPeak}) × ${exact(meanLoadMw)} = ${exact(missedUsd)}`,
    },
    {
      result: pen('worthAvoidingUsdPerMwh', worthUsdPerMwh),
      formula:
        'worth avoiding below = rate per MW and year, with riders and taxes, ÷ peaks ÷ (stops for each peak × hours of a stop)',
      inputs: rates,
      arithmetic: `(${perPeak}) ÷ (${triesPerPeak} × ${hoursPerTry}) = ${exact(worthUsdPerMwh)}`,
    },
  ];
}

/** What a plan on prices leaves out where its site is charged by coincident peaks. */
export function peakNote({ of, worth }: { of: SiteCase; worth: PeakWorth }): Block {
  const own = (metric: Own, value: number) =>
    figure({ own: dispatchMetrics, metric, value, subject: of.subject, from: worth.from });
  return {
    kind: 'note',
    tone: 'info',
    parts: [
      'Coincident peaks are not in it: one missed adds ',
      own('missedPeakUsd', worth.missedUsd),
      ' to next year’s charges; a stop for it pays while a MWh gives up less than ',
      own('worthAvoidingUsdPerMwh', worth.worthUsdPerMwh),
      ` (${stopWords(worth)}). See peaks ${quote(of.question.site.name)}`,
    ],
  };
}
