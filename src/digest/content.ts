import type { FiredAlert } from '../alerts/index.ts';
import {
  allSitesAnswer,
  changesTable,
  halvingFigures,
  hashpriceChange,
  hashpriceHeadline,
  hashpriceSteps,
  type MarketView,
  type MeterDay,
  marketFrame,
  marketInputs,
  marketRemarks,
  marketStrip,
  planNote,
  retargetSentence,
  retargetSteps,
  type SiteCase,
  type SiteQuestion,
  scoreNote,
  siteCase,
} from '../answers/index.ts';
import { showDuration } from '../chat/parameters/duration.ts';
import { type Block, type Reply, reply } from '../chat/reply.ts';
import { showDate } from '../chat/show/age.ts';
import { chartBlock } from '../chat/show/chart.ts';
import { figure } from '../chat/show/figures.ts';
import { memoize } from '../common/memoize.ts';
import type { KeptPlan } from '../plans/index.ts';
import { firedBlock } from './fired.ts';
import type { Posting } from './plan.ts';
import { daysCovered, type Schedule, showTimeOfDay } from './schedule.ts';

/** All that one digest is written from. */
export interface DigestFacts {
  schedule: Schedule;
  posting: Posting;
  /** Unix milliseconds. */
  now: number;
  view: MarketView;
  questions: readonly SiteQuestion[];
  /** Of sites by their names: the latest day of which it is known what power costs, and the plan of yesterday as it was posted. */
  latest: ReadonlyMap<string, MeterDay>;
  posted: ReadonlyMap<string, KeptPlan>;
  /** Sites that it should tell of and that are not there. */
  missing: readonly string[];
  /** Sites that it should tell of and whose inputs cannot be read any more. */
  damaged: readonly string[];
  /** What fired in the days that it covers, oldest first. */
  fired: readonly FiredAlert[];
}

/** A minute tick and the change of the process that does it stay within this. */
const IN_TIME_MS = 5 * 60_000;
const MOST_DAYS_NAMED = 7;
const WEEKDAY = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' });

/** What all digests of one market say alike: written once, however many of them are due in a minute. */
const marketPart = memoize((view: MarketView) => {
  const changes = new Map<number, ReturnType<typeof hashpriceChange>>();
  return {
    headline: hashpriceHeadline(view),
    frame: marketFrame({ view }),
    strip: chartBlock(marketStrip(view)),
    remarks: marketRemarks({ view }),
    details: [...marketBlocks(view), changesTable(view), retargetSentence(view), halvingSentence(view)],
    steps: hashpriceSteps(view),
    retargetSteps: retargetSteps(view),
    changeIn(days: number) {
      const change = changes.get(days) ?? hashpriceChange({ view, days });
      changes.set(days, change);
      return change;
    },
  };
});

/** What a digest says: the market and why it moved, what comes, what fired, and each site; every figure with its age. */
export function digestReply(facts: DigestFacts): Reply {
  const { schedule, posting, view, questions } = facts;
  const market = marketPart(view);
  const days = daysCovered({ schedule, day: posting.day });
  const why = market.changeIn(days);
  const cases = questions.map((question) => siteCase({ question, view }));
  const sites = cases.length > 0 ? allSitesAnswer({ cases, view }) : undefined;
  // Their table, and whose prices of power they count with.
  const ofSites = (wanted: Block['kind']) => sites?.blocks.filter(({ kind }) => kind === wanted) ?? [];
  return reply({
    title: titleOf(facts, [market.headline, ...(sites ? [sites.title] : [])]),
    tone: sites?.tone ?? 'neutral',
    ...market.frame,
    blocks: [
      ...remarks(facts),
      ...ofSites('table'),
      ...market.strip,
      { kind: 'text', parts: why.parts },
      ...cases.flatMap((of) => plansOf({ of, facts })),
      firedBlock({ fired: facts.fired, days, timeZone: schedule.timeZone }),
      ...ofSites('text'),
      ...market.remarks,
      actions({ hasSites: sites !== undefined }),
    ],
    details: [...market.details, ...(sites?.details ?? [])],
    explanation: [...(sites?.explanation ?? market.steps), ...why.steps, ...market.retargetSteps],
  });
}

/** What of a site runs when on the latest day of which it is known what power costs, and how yesterday's plan did. */
function plansOf({ of, facts }: { of: SiteCase; facts: DigestFacts }): Block[] {
  const { site } = of.question;
  const [day, kept] = [facts.latest.get(site.name), facts.posted.get(site.name)];
  return [...(day ? planNote({ ...day, of, rules: {} }) : []), ...(kept ? scoreNote({ site, kept }) : [])];
}

/** `Daily digest, Mon 20 Apr 2026: A petahash earns $35.05/PH/day, +2.10% in 1 day; 3 sites, margin $48,900/day`. */
function titleOf({ schedule: { days }, posting: { day } }: DigestFacts, says: readonly string[]): string {
  const kind = { daily: 'Daily', weekdays: 'Weekday' }[days as string] ?? 'Weekly';
  return `${kind} digest, ${WEEKDAY.format(Date.parse(day))} ${showDate(day)}: ${says.join('; ').replace(/^A /u, 'a ')}`;
}

/** What the reader must know before anything else: it is late, others were left out, a site is gone. */
function remarks({ schedule, posting, now, missing, damaged }: DigestFacts): Block[] {
  const warning = (text: string): Block => ({ kind: 'note', tone: 'warning', parts: [text] });
  const late = now - posting.dueAt;
  const due = `${showTimeOfDay(schedule.minuteOfDay)} ${schedule.timeZone}`;
  return [
    ...(late >= IN_TIME_MS ? [warning(`Late: this was due at ${due}, ${showDuration(late)} ago.`)] : []),
    ...(posting.skipped.length > 0 ? [warning(skippedSentence(posting.skipped))] : []),
    ...(missing.length > 0
      ? [warning(`No longer among the sites, and so not shown: ${missing.join(', ')}.`)]
      : []),
    ...(damaged.length > 0
      ? [
          warning(
            `What is stored of these sites is damaged, and so they are not shown: ${damaged.join(', ')}. See site list.`,
          ),
        ]
      : []),
  ];
}

function skippedSentence(skipped: readonly string[]): string {
  const named = skipped.slice(-MOST_DAYS_NAMED).map(showDate).join(', ');
  const earlier = skipped.length > MOST_DAYS_NAMED ? ', and days before' : '';
  return `Skipped, because Hashdesk was not running within 6 hours of the time: ${named}${earlier}.`;
}

function marketBlocks(view: MarketView): Block[] {
  const of = marketInputs(view);
  const feeShare = figure({
    metric: 'feeSharePercent',
    value: view.hashprice.feeShare * 100,
    from: view.from.fees,
  });
  return [
    { kind: 'text', parts: ['One PH/s earns ', of.hashprice, ', which is ', of.hashpriceBtc, '.'] },
    { kind: 'figures', figures: [of.price, of.difficulty, of.fees, feeShare] },
  ];
}

function halvingSentence(view: MarketView): Block {
  const { blocksLeft, daysLeft, date } = halvingFigures(view);
  return { kind: 'text', parts: ['Halving in ', blocksLeft, ' blocks or ', daysLeft, ', about ', date, '.'] };
}

function actions({ hasSites }: { hasSites: boolean }): Block {
  const plain = (label: string, command: string) => ({ label, command, style: 'plain' as const });
  const profit = hasSites ? [plain('Show profit', 'profit all')] : [];
  return { kind: 'actions', actions: [...profit, plain('Show hashprice', 'hashprice')] };
}
