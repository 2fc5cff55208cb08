import { setImmediate as breathe } from 'node:timers/promises';
import type { FiredAlerts } from '../alerts/index.ts';
import {
  atDayPrice,
  type DaySource,
  type MeterDay,
  onMarket,
  planToKeep,
  questionAbout,
  siteCase,
  viewMarket,
} from '../answers/index.ts';
import type { Reply } from '../chat/reply.ts';
import { shorten } from '../chat/show/short.ts';
import { dayAfter, firstMoment, localDay } from '../common/localTime.ts';
import type { Site } from '../economics/index.ts';
import type { MarketSnapshot } from '../market/contract.ts';
import type { KeptPlan } from '../plans/index.ts';
import type { SiteStore, StoredSite } from '../sites/book.ts';
import { siteKey } from '../sites/name.ts';
import { digestReply } from './content.ts';
import type { Posting } from './plan.ts';
import { latestDay } from './planDays.ts';
import { daysCovered, type Schedule } from './schedule.ts';

/** Where digests are written from. */
export interface DigestSources {
  market: () => Promise<MarketSnapshot>;
  siteStore: Pick<SiteStore, 'list'>;
  fired: FiredAlerts;
  /** Where what power costs today at sites of a tenant is looked up. */
  pricing: (tenant: string) => DaySource;
  /** Today and tomorrow of sites of a tenant with what power costs as far as it is known, by the sites' names. */
  planDays: (asked: { tenant: string; sites: readonly Site[] }) => Promise<Map<string, readonly MeterDay[]>>;
  /** A tenant's plans as they were posted, whose days end after `since`. */
  plansSince: (asked: { tenant: string; since: number }) => Promise<readonly KeptPlan[]>;
  now: () => number;
}

/** What is said, to whom, and about which sites: all of them when none is named. */
export interface DigestAsked {
  tenant: string;
  schedule: Schedule;
  sites: readonly string[];
  posting: Posting;
}

/** What a digest says, and the plans that it says it with. */
export interface Composed {
  reply: Reply;
  plans: KeptPlan[];
}

/** Gathers what a digest is written from, and writes it. */
export async function composeDigest(digest: DigestAsked & { sources: DigestSources }): Promise<Composed> {
  const { tenant, schedule, posting, sources } = digest;
  const [snapshot, { sites: stored, damaged }] = await Promise.all([
    sources.market(),
    sources.siteStore.list(tenant),
  ]);
  const { shown, missing } = choose({ stored, names: digest.sites });
  const sites = shown.map(({ site }) => site);
  const now = sources.now();
  const view = viewMarket({ snapshot });
  const [questions, days, kept] = await Promise.all([
    atDayPrice({ questions: shown.map(questionAbout), view, context: sources.pricing(tenant) }),
    sources.planDays({ tenant, sites }),
    sources.plansSince({ tenant, since: now - LATELY_MS }),
  ]);
  const latest = new Map(
    sites.flatMap((site) => {
      const day = latestDay({ days: days.get(site.name), site, now });
      return day ? [[site.name, day] as const] : [];
    }),
  );
  const fired = await sources.fired({ tenant, ...spanCovered({ schedule, day: posting.day }) });
  // The first of a process reads and writes for longer than anybody should wait.
  await breathe();
  const unreadable = digest.sites.length === 0 ? damaged : damaged.filter(isAmong(digest.sites));
  const said = digestReply({
    schedule,
    posting,
    now,
    view,
    questions,
    latest,
    posted: new Map(sites.flatMap((site) => postedYesterday({ site, kept, now }))),
    missing: missing.filter((name) => !isAmong(damaged)(name)),
    damaged: unreadable,
    fired,
  });
  const plans = questions.flatMap((question) => {
    const { name } = question.site;
    const day = latest.get(name);
    if (day === undefined) return [];
    const of = siteCase({ question, view });
    const plan = planToKeep({ day: { ...day, of, rules: {} }, view, madeAt: now });
    // What is not told is not kept.
    const isTold = onMarket(day) || plan?.classes.some(({ off }) => off.length > 0);
    return plan && isTold ? [{ tenant, site: siteKey(name), day: day.day, plan }] : [];
  });
  return { reply: shorten(said), plans };
}

/** A day of yesterday, wherever it was, ended within this. */
const LATELY_MS = 26 * 3_600_000;

/** The name of a site with the plan of its own yesterday. */
function postedYesterday(asked: {
  site: Site;
  kept: readonly KeptPlan[];
  now: number;
}): [string, KeptPlan][] {
  const { name, timeZone } = asked.site;
  const yesterday = dayAfter(localDay({ time: asked.now, timeZone }), -1);
  const kept = asked.kept.find(({ site, day }) => site === siteKey(name) && day === yesterday);
  return kept ? [[name, kept]] : [];
}

/** The sites of these names, or all of them when there is none, and the names that are no longer among them. */
function choose({ stored, names }: { stored: readonly StoredSite[]; names: readonly string[] }) {
  if (names.length === 0) return { shown: stored, missing: [] };
  const wanted = new Set(names.map(siteKey));
  const shown = stored.filter(({ site }) => wanted.has(siteKey(site.name)));
  const there = new Set(shown.map(({ site }) => siteKey(site.name)));
  return { shown, missing: names.filter((name) => !there.has(siteKey(name))) };
}

const isAmong = (names: readonly string[]) => (name: string) =>
  names.some((one) => siteKey(one) === siteKey(name));

/** The whole local days before `day`, back to the slot before it. */
function spanCovered({ schedule, day }: { schedule: Schedule; day: string }): { from: number; to: number } {
  const { timeZone } = schedule;
  const startOf = (day: string) => firstMoment({ day, minuteOfDay: 0, timeZone });
  return { from: startOf(dayAfter(day, -daysCovered({ schedule, day }))), to: startOf(day) };
}
