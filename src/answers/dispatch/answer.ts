import {
  type Block,
  type Figure,
  type Part,
  type Reply,
  reply,
  type Step,
  textOf,
} from '../../chat/reply.ts';
import { combined, figure, type Provenance } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { showMoment } from '../../common/localTime.ts';
import type { InformationLevel } from '../../economics/index.ts';
import { dayVersions } from '../../power/index.ts';
import { marketFrame, marketRemarks } from '../market/frame.ts';
import { hashpriceSteps } from '../market/hashpriceSteps.ts';
import type { MarketView } from '../market/view.ts';
import { type Contracted, contractBlocks, contracted, contractSteps } from './contracts.ts';
import { planFile } from './csv.ts';
import { type DecidedClass, type DispatchDay, decide, hoursOf, isWhole, offRuns } from './decided.ts';
import { andReported, inForceText } from './inForce.ts';
import { isReported, onMarket } from './meterDay.ts';
import { dispatchMetrics } from './metrics.ts';
import { peakNote } from './peaks.ts';
import type { PeakWorth } from './peakWorth.ts';
import { basis, dearestParts, meterSteps, pricedBy, tariffBlocks, terms } from './pricedBy.ts';
import { savedParts } from './savedParts.ts';
import { tariffNote } from './tariffNote.ts';

const MS_PER_HOUR = 3_600_000;

/** A day's plan as it is told. */
interface Told {
  asked: DispatchDay;
  classes: DecidedClass[];
  /** Under its contracts, if it has any. */
  contracts: Contracted | undefined;
  from: Provenance;
}

type Own = keyof typeof dispatchMetrics;

const own = (asked: {
  metric: Own;
  value: number;
  subject: string;
  from: Provenance;
  label?: string;
}): Figure => figure({ own: dispatchMetrics, ...asked });

function tell(day: DispatchDay): Told {
  const { tariff, dayAhead, held = [] } = day;
  const sold = onMarket(day) ? dayAhead.slice(-1) : [];
  const from = combined([
    day.of.from,
    ...(tariff ? [{ source: tariff.source, observedAt: tariff.setAt }] : []),
    ...[...sold, ...held].map(({ source, recordedAt: observedAt }) => ({
      source,
      observedAt,
    })),
  ]);
  const classes = decide(day);
  return { asked: day, classes, contracts: contracted({ ...day, classes }), from };
}

/** Which class of a site runs in which hours of a day, decided on what power costs then, and what came of it where that is known. */
export function dispatchAnswer(asked: {
  day: DispatchDay;
  view: MarketView;
  csv: boolean;
  /** Of a site that is charged by coincident peaks. */
  worth?: PeakWorth | undefined;
}): Reply {
  const { day, view, csv, worth } = asked;
  const told = tell(day);
  const { classes, contracts, from } = told;
  const held = contracts?.contracts.reserve && contracts.site;
  const agreed = contracts && { of: contracts, classes, subject: day.of.subject, from, isPaid: isPaid(day) };
  return reply({
    title: textOf(planParts(told)),
    tone: classes.some(({ score }) => score.onShare < 1) ? 'warning' : 'good',
    ...marketFrame({ view }),
    blocks: [
      ...inForceText({ day, from }),
      ...offText(told),
      ...(agreed ? contractBlocks(agreed) : []),
      classTable(told),
      ...(worth ? [peakNote({ of: day.of, worth })] : []),
      basis({ day, from }),
      ...tariffNote(day),
      ...(csv ? [planFile({ day, classes, loadMwByClass: held?.loadMwByClass })] : []),
      ...marketRemarks({ view }),
    ],
    details: [...cameBlocks(told), ...tariffBlocks({ day, from }), terms(day)],
    explanation: [
      ...hashpriceSteps(view),
      ...meterSteps({ day, from }),
      ...(isPaid(day) ? classes.map((one) => savedStep(told, one)) : []),
      ...(agreed && isPaid(day) ? contractSteps(agreed) : []),
    ],
  });
}

/**
 * What of a site runs when on a day, as a digest tells it: a tariff without an index says much the same every day, and is told
 * of where something stops.
 */
export function planNote(day: DispatchDay): Block[] {
  const told = tell(day);
  if (!onMarket(day) && told.classes.every(({ score }) => score.onShare === 1)) return [];
  return [
    { kind: 'text', parts: [...planParts(told), '.'] },
    ...inForceText({ day, from: told.from }),
    ...offText(told),
    ...tariffNote(day),
  ];
}

const ofClass = (told: Told, of: { metric: Own; value: number; one: DecidedClass }): Figure =>
  own({ metric: of.metric, value: of.value, subject: subjectOf(told, of.one.label), from: told.from });

const saved = (told: Told, one: DecidedClass): Figure =>
  ofClass(told, { metric: 'savedUsd', value: one.score.savedUsdPerMw * one.meanLoadMw, one });

const strike = (told: Told, one: DecidedClass): Figure =>
  ofClass(told, { metric: 'strikePriceUsdPerMwh', value: one.strikeUsdPerMwh, one });

/** `Rockdale on 2026-07-14: S19j Pro off 3 h; saves $1,234 against always on, at day-ahead prices`. */
function planParts(told: Told): Part[] {
  const { asked, classes, from } = told;
  const { name } = asked.of.question.site;
  const off = classes.filter(({ score }) => score.onShare < 1);
  const on: Part[] = [`${name} on ${asked.day}: `];
  if (off.length === 0) {
    const when = isWhole(asked) ? 'all day' : 'in all hours with a price';
    return [...on, `all machines run ${when}; `, ...dearestParts({ day: asked, from })];
  }
  const named = off
    .slice(0, MOST_NAMED)
    .flatMap((one): Part[] => [`${one.label} off `, offHours(told, one), ', ']);
  const more = off.length > MOST_NAMED ? ` and ${off.length - MOST_NAMED} more` : '';
  return [...on, ...named.slice(0, -1), more, ...(isPaid(asked) ? allSaved(told) : [unknown(asked)])];
}

/** Whether a plan is counted at what the site pays. */
const isPaid = ({ notUsed }: DispatchDay): boolean => notUsed === undefined;
const unknown = (day: DispatchDay): string =>
  ` by day-ahead prices${andReported(day)}; what that saves by its tariff is not known`;

/** `; saves $1,234 against always on, at day-ahead prices`. */
function allSaved(told: Told): Part[] {
  const { asked, classes, from } = told;
  const heldUsd = told.contracts?.heldUsd ?? 0;
  const value = classes.reduce((sum, one) => sum + one.score.savedUsdPerMw * one.meanLoadMw, -heldUsd);
  const all = own({ metric: 'savedUsd', value, subject: asked.of.question.site.name, from });
  const less = heldUsd === 0 ? '' : ', the reserve held';
  return [
    '; ',
    ...savedParts({ figure: all, saved: 'saves', lost: 'loses' }),
    ` against always on${less}, ${pricedBy(asked)}`,
  ];
}

/** More classes make a title that nobody reads. */
const MOST_NAMED = 2;

/** A digest tells of several sites, which may have machines of one kind. */
const subjectOf = ({ asked }: Told, part: string): string => `${asked.of.subject}, ${part}`;

const offHours = (told: Told, one: DecidedClass): Figure =>
  ofClass(told, { metric: 'offHours', value: hoursOf(offRuns(one.plan)), one });

function classTable(told: Told): Block {
  return tableOf({
    title: 'A class runs where power costs less than its strike price',
    columns: ['Class', 'Strike', 'Off', ...(isPaid(told.asked) ? ['Saves'] : [])],
    rows: told.classes.map((one) => [
      ...[one.label, strike(told, one), offHours(told, one)],
      ...(isPaid(told.asked) ? [saved(told, one)] : []),
    ]),
  });
}

/** `Off (America/Chicago): S19j Pro 17:00–20:00.` on the site's own clock. */
function offText({ asked, classes }: Told): Block[] {
  const { timeZone } = asked.of.question.site;
  const clock = (time: number) => showMoment({ time, timeZone }).slice(11);
  const spans = classes.flatMap(({ label, plan }) => {
    const runs = offRuns(plan);
    if (runs.length === 0) return [];
    const times = runs.map(({ start, end }) => `${clock(start)}–${end === asked.to ? '24:00' : clock(end)}`);
    return [`${label} ${times.join(', ')}`];
  });
  return spans.length === 0 ? [] : [{ kind: 'text', parts: [`Off (${timeZone}): ${spans.join('; ')}.`] }];
}

const LEVELS: Record<InformationLevel, string> = {
  dayAhead: 'Day ahead, this plan',
  lastPriceSeen: 'Last price seen',
  perfectForesight: 'Perfect foresight, the bound',
};

/** What all classes together would have saved on the prices that came, decided on what is known at a level. */
function savedBy({ asked, classes, from }: Told, level: InformationLevel): Figure {
  return own({
    metric: 'savedUsd',
    value: classes.reduce((sum, { came, meanLoadMw }) => sum + came![level].savedUsdPerMw * meanLoadMw, 0),
    subject: `${asked.of.subject}, ${LEVELS[level].toLowerCase()}`,
    from,
  });
}

/** The plan against the prices that came, and beside it what was to be had: good or bad. */
function cameBlocks(told: Told): Block[] {
  const { asked, classes, from } = told;
  const [first] = classes;
  if (first?.came === undefined || !isPaid(asked)) return [];
  const levels = ['dayAhead', 'lastPriceSeen', 'perfectForesight'] as const;
  const { live, now } = asked.reports!;
  const reported = dayVersions({ prices: live, from: asked.from, to: Math.min(now, asked.to) }).known!;
  const scored = first.came.dayAhead.hours;
  const pen = (value: number, part: string) =>
    own({ metric: 'knownHours', value, subject: subjectOf(told, part), from });
  const partly =
    reported.hoursKnown - scored < 0.005
      ? ['']
      : [', ', pen(scored, 'scored'), ' of it in whole quarter hours, which are scored'];
  return [
    tableOf({
      title: `On the prices that came${asked.tariff ? ', as the index of its tariff' : ''}, saved against always on; below 0 lost`,
      columns: ['Decided on', 'Saved'],
      rows: levels.map((level) => [LEVELS[level], savedBy(told, level)]),
    }),
    {
      kind: 'text',
      parts: [
        ...['Reported for ', pen(reported.hoursKnown, 'what came')],
        ` of the day${now < asked.to ? ' so far' : ''}`,
        ...partly,
        '. Nobody reaches the bound but by luck.',
      ],
    },
  ];
}

function savedStep(told: Told, one: DecidedClass): Step {
  const { plan, score, meanLoadMw, strikeUsdPerMwh } = one;
  const { restartUsdPerMw = 0, rampHours = 0 } = told.asked.rules;
  const load = ofClass(told, { metric: 'meanLoadMw', value: meanLoadMw, one });
  const off = plan.prices.filter((_, slot) => plan.on[slot] === 0);
  const avoided = off.reduce(
    (sum, { start, end, value }) => sum + ((value - strikeUsdPerMwh) * (end - start)) / MS_PER_HOUR,
    0,
  );
  const restarts = score.restarts * restartUsdPerMw;
  const ramps = avoided - restarts - score.savedUsdPerMw;
  const [lost, lostIs] = rampHours === 0 ? ['', ''] : [' − what the ramps lose', ` − ${exact(ramps)}`];
  return {
    result: saved(told, one),
    formula: `saved = (Σ over the hours off of (${told.asked.tariff && !isReported(told.asked) ? 'volumetric price at the meter' : 'price'} − strike price) − restarts × cost of one${lost}) × mean load`,
    inputs: [strike(told, one), offHours(told, one), load],
    arithmetic: `(${exact(avoided)} − ${exact(restarts)}${lostIs}) × ${exact(meanLoadMw)} = ${exact(score.savedUsdPerMw * meanLoadMw)}`,
  };
}
