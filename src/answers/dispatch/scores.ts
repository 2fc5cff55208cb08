import { quote } from '../../chat/read/quote.ts';
import { type Block, type Part, type Reply, reply, textOf } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { showMoment } from '../../common/localTime.ts';
import { type KeptPlan, promisedUsd } from '../../plans/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import { dispatchMetrics } from './metrics.ts';
import { savedParts } from './savedParts.ts';
import {
  BY_TARIFF,
  isByTariff,
  leavesOut,
  leftOutNote,
  PAID_AT,
  paidParts,
  paidSentence,
  type Scored,
} from './scorePaid.ts';

type Place = { name: string; timeZone: string };

const isScored = (kept: KeptPlan): kept is Scored => kept.score !== undefined;

const own = (asked: {
  metric: keyof typeof dispatchMetrics;
  value: number;
  subject: string;
  from: Provenance;
}) => figure({ own: dispatchMetrics, ...asked });

/** What one plan promised, what came of it and what was to be had, as figures. */
function figuresOf({ name }: Place, { day, plan, score }: Scored) {
  const subject = `${name}, plan of ${day}`;
  const from = { source: score.source, observedAt: score.at };
  const promise = { source: plan.source, observedAt: plan.madeAt };
  const { savedUsd, boundUsd, hours } = score;
  const percent = boundUsd > 0 ? (savedUsd / boundUsd) * 100 : undefined;
  return {
    promised: own({ metric: 'promisedUsd', value: promisedUsd(plan), subject, from: promise }),
    hashprice: figure({
      metric: 'hashpriceUsdPerPhDay',
      value: plan.hashpriceUsdPerPhDay,
      subject,
      from: promise,
    }),
    came: own({ metric: 'cameUsd', value: savedUsd, subject, from }),
    bound: own({ metric: 'boundUsd', value: boundUsd, subject, from }),
    hours: own({ metric: 'knownHours', value: hours, subject, from }),
    ...(percent !== undefined && {
      share: own({ metric: 'shareOfBoundPercent', value: percent, subject, from }),
    }),
  };
}

/** `Rockdale on 2026-04-19: the plan posted 2026-04-18 18:00, at …, saved $1,234 …`: how a kept plan did, as a digest says it. */
export function scoreNote({ site, kept }: { site: Place; kept: KeptPlan }): Block[] {
  if (!isScored(kept)) return [];
  if (kept.plan.notUsed !== undefined) return leftOutNote({ name: site.name, days: [kept.day] });
  const { promised, came, bound, hours, hashprice } = figuresOf(site, kept);
  const made = showMoment({ time: kept.plan.madeAt, timeZone: site.timeZone });
  const parts: Part[] = [
    `${site.name} on ${kept.day}: the plan posted ${made}, at `,
    hashprice,
    ', ',
    ...savedParts({ figure: came, saved: 'saved', lost: 'lost' }),
    ` against always on, ${paidParts(kept)}, known for `,
    hours,
    '; it promised ',
    promised,
    ' for all its hours; in those known perfect foresight would have saved ',
    bound,
    '.',
  ];
  return [{ kind: 'text', parts }];
}

/** How a site's plans did that were posted for the last days: each, and together. Plans come with the latest first. */
export function scoresAnswer(asked: {
  site: Place;
  plans: readonly KeptPlan[];
  damaged: readonly string[];
  days: number;
  /** Of the site. */
  tariffs: SiteTariffs | undefined;
}): Reply {
  const { site, plans, days, tariffs } = asked;
  const { name } = site;
  const done = plans.filter(isScored);
  const isLeftOut = leavesOut(tariffs);
  const scored = done.filter((kept) => !isLeftOut(kept));
  const without = done.filter(isLeftOut);
  const damaged = damagedNote(asked.damaged);
  const notCounted = leftOutNote({ name, days: without.map(monthDay) });
  if (scored.length === 0)
    return reply({
      title:
        without.length > 0
          ? `What the plans of ${name} of the last ${days} days saved is not known`
          : `No plan of ${name} of the last ${days} days has a score yet`,
      blocks: [...(without.length > 0 ? notCounted : [noScores({ name, open: plans.length })]), ...damaged],
    });
  const all = sumsOf(site, scored);
  const count = scored.length === 1 ? '1 plan' : `${scored.length} plans`;
  const title: Part[] = [
    `${name}: ${count} of the last ${days} days `,
    ...savedParts({ figure: all.came, saved: 'saved', lost: 'lost' }),
    ' against always on, in ',
    all.hours,
    ' with a price',
  ];
  return reply({
    title: textOf(title),
    tone: all.came.value < 0 ? 'warning' : 'good',
    blocks: [
      {
        kind: 'text',
        parts: [
          'Promised ',
          all.promised,
          ` at ${scored.some(isByTariff) ? 'the prices that they were decided on' : 'day-ahead prices'} for all their hours; in those with a price perfect foresight would have saved `,
          all.bound,
          ...(all.share && all.came.value >= 0 ? [', of which they reached ', all.share] : []),
          '.',
        ],
      },
      { kind: 'note', tone: 'info', parts: [paidSentence(scored)] },
      ...notCounted,
      ...damaged,
      tableOf({
        title: 'Saved against always on; below 0 lost',
        columns: ['Day', 'Promised', 'Came', 'Share'],
        rows: scored.map((kept) => {
          const { promised, came, share = 'none' } = figuresOf(site, kept);
          return [monthDay(kept), promised, came, share];
        }),
      }),
    ],
    details: [
      tableOf({
        title: `What each was made and scored on (${site.timeZone})`,
        columns: ['Day', 'Posted', 'Paid at', 'Known'],
        rows: scored.map((kept) => {
          const made = showMoment({ time: kept.plan.madeAt, timeZone: site.timeZone }).slice(5);
          return [monthDay(kept), made, PAID_AT[kept.score.paid], figuresOf(site, kept).hours];
        }),
      }),
      tableOf({
        title: 'The hashprice that its strike prices are at',
        columns: ['Day', 'Hashprice', 'Market'],
        rows: scored.map((kept) => [monthDay(kept), figuresOf(site, kept).hashprice, kept.plan.basis]),
      }),
      { kind: 'text', parts: [scored.some(isByTariff) ? `${TERMS} ${BY_TARIFF}` : TERMS] },
    ],
    explanation: [
      {
        result: all.came,
        formula: 'saved = Σ over the plans of what each saved against always on at the prices that came',
        inputs: [all.promised, all.bound],
        arithmetic: `${scored.map(({ score }) => exact(score.savedUsd)).join(' + ')} = ${exact(all.came.value)}`,
      },
    ],
  });
}

/** `04-20`: of thirty days the year is known. */
const monthDay = ({ day }: KeptPlan): string => day.slice(5);

const TERMS =
  'The first plan posted for a day is kept, with its strike prices at the hashprice of then, from the first slot after it was posted, and scored once when the day is over, good or bad: on prices as they were reported for when power was used, where five sixths of its hours or more were, else on what was sold the day before, and until it ended on a reported price that was in force as the plan was posted. What is corrected later changes no score. The bound knows all prices beforehand; nobody reaches it but by luck.';

function noScores({ name, open }: { name: string; open: number }): Block {
  const words =
    open > 0
      ? 'A plan is kept; it is scored when its day is over.'
      : `A plan is kept when it is posted: dispatch post ${quote(name)} 18:00, or by a digest.`;
  return { kind: 'text', parts: [words] };
}

function damagedNote(damaged: readonly string[]): Block[] {
  if (damaged.length === 0) return [];
  const parts = [
    `What is stored of these days is damaged, and so they are not counted: ${damaged.join(', ')}.`,
  ];
  return [{ kind: 'note', tone: 'warning', parts }];
}

function sumsOf({ name }: Place, scored: readonly Scored[]) {
  const subject = `${name}, all plans`;
  const source = [...new Set(scored.map(({ score }) => score.source))].join('; ');
  const from = { source, observedAt: Math.min(...scored.map(({ score }) => score.at)) };
  const sum = (of: (one: Scored) => number) => scored.reduce((total, one) => total + of(one), 0);
  const [savedUsd, boundUsd] = [sum(({ score }) => score.savedUsd), sum(({ score }) => score.boundUsd)];
  return {
    came: own({ metric: 'cameUsd', value: savedUsd, subject, from }),
    bound: own({ metric: 'boundUsd', value: boundUsd, subject, from }),
    hours: own({ metric: 'knownHours', value: sum(({ score }) => score.hours), subject, from }),
    promised: own({ metric: 'promisedUsd', value: sum(({ plan }) => promisedUsd(plan)), subject, from }),
    ...(boundUsd > 0 && {
      share: own({ metric: 'shareOfBoundPercent', value: (savedUsd / boundUsd) * 100, subject, from }),
    }),
  };
}
