import { setImmediate as breathe } from 'node:timers/promises';
import type { FiredAlerts } from '../alerts/index.ts';
import { atPowerOfDay, questionAbout, viewMarket } from '../answers/index.ts';
import type { Reply } from '../chat/reply.ts';
import { shorten } from '../chat/show/short.ts';
import { dayAfter, firstMoment } from '../common/localTime.ts';
import type { Site } from '../economics/index.ts';
import type { MarketSnapshot } from '../market/contract.ts';
import type { PowerOfDay, PricedDay } from '../power/index.ts';
import type { SiteStore, StoredSite } from '../sites/book.ts';
import { siteKey } from '../sites/name.ts';
import { digestReply } from './content.ts';
import type { Posting } from './plan.ts';
import { daysCovered, type Schedule } from './schedule.ts';

/** Where digests are written from. */
export interface DigestSources {
  market: () => Promise<MarketSnapshot>;
  siteStore: Pick<SiteStore, 'list'>;
  fired: FiredAlerts;
  /** What power costs today at sites of a tenant, as far as it was reported, by their names. */
  powerOfDay: (asked: { tenant: string; sites: readonly Site[] }) => Promise<Map<string, PowerOfDay>>;
  /** Days of sites of a tenant with day-ahead prices of power, by the sites' names. */
  pricedDays: (asked: { tenant: string; sites: readonly Site[] }) => Promise<Map<string, PricedDay[]>>;
  now: () => number;
}

/** What is said, to whom, and about which sites: all of them when none is named. */
export interface DigestAsked {
  tenant: string;
  schedule: Schedule;
  sites: readonly string[];
  posting: Posting;
}

/** Gathers what a digest is written from, and writes it. */
export async function composeDigest(asked: DigestAsked & { sources: DigestSources }): Promise<Reply> {
  const { tenant, schedule, posting, sources } = asked;
  const [snapshot, { sites: stored, damaged }] = await Promise.all([
    sources.market(),
    sources.siteStore.list(tenant),
  ]);
  const { shown, missing } = choose({ stored, names: asked.sites });
  const sites = shown.map(({ site }) => site);
  const [powers, priced] = await Promise.all([
    sources.powerOfDay({ tenant, sites }),
    sources.pricedDays({ tenant, sites }),
  ]);
  const fired = await sources.fired({ tenant, ...spanCovered({ schedule, day: posting.day }) });
  // The first of a process reads and writes for longer than anybody should wait.
  await breathe();
  const unreadable = asked.sites.length === 0 ? damaged : damaged.filter(isAmong(asked.sites));
  const said = digestReply({
    schedule,
    posting,
    now: sources.now(),
    view: viewMarket({ snapshot }),
    questions: shown.map((stored) =>
      atPowerOfDay({ question: questionAbout(stored), power: powers.get(stored.site.name) }),
    ),
    priced,
    missing: missing.filter((name) => !isAmong(damaged)(name)),
    damaged: unreadable,
    fired,
  });
  return shorten(said);
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
