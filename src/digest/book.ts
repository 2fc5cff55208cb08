import type { Actor } from '../access/audit.ts';
import type { Rights } from '../access/rights.ts';
import type { Address } from '../chat/people.ts';
import { type Reply, reply } from '../chat/reply.ts';
import { UserError } from '../common/errors.ts';
import { dayAfter, localDay } from '../common/localTime.ts';
import type { SiteBook } from '../sites/book.ts';
import { siteKey } from '../sites/name.ts';
import { composeDigest, type DigestSources } from './compose.ts';
import { composeEvening } from './evening.ts';
import { type Digest, MOST_SITES } from './rows.ts';
import type { Schedule } from './schedule.ts';
import { type DigestList, type DigestStore, refuseMissing } from './store.ts';

/** What a person asks to be posted: when, and about which sites; all of them when there is none. */
interface DigestRequest {
  schedule: Schedule;
  sites: readonly string[];
}

/** A tenant's digests, for one person in one conversation; refused with UserError where they may not. */
export interface DigestBook {
  list(): Promise<DigestList>;
  /** UserError when there is no such digest. */
  get(number: number): Promise<Digest>;
  /** Posts to this conversation from now on. */
  add(request: DigestRequest): Promise<Digest>;
  /** Posts what of a site runs when the next day, every evening from this time on (minutes after the site's midnight). */
  postPlan(asked: { site: string; minuteOfDay: number }): Promise<Digest>;
  /** Posts that no longer here. False when it was not posted. */
  stopPlan(site: string): Promise<boolean>;
  setPaused(number: number, paused: boolean): Promise<Digest>;
  remove(number: number): Promise<void>;
  /** What a digest would say if it were due now. UserError when there is no such digest. */
  preview(asked: number | DigestRequest): Promise<Reply>;
}

/** The digests of a tenant as a person may read or change them. */
export function digestBook(options: {
  store: DigestStore;
  sources: DigestSources;
  /** The sites as the same person may read them. */
  sites: SiteBook;
  address: Address;
  by: Actor;
  rights: Rights;
}): DigestBook {
  const { store, sources, by, rights, address } = options;
  const { adapter, tenant, channel } = address;

  function refuseUnless(allowed: boolean, verb: string): void {
    if (!allowed) throw new UserError(`You may not ${verb} the digests here. Ask an admin to allow it.`);
  }

  /** The names as they are kept; a digest of a demo site would be about nobody's money. */
  async function ownSites(names: readonly string[]): Promise<string[]> {
    if (names.length > MOST_SITES)
      throw new UserError(
        `A digest names at most ${MOST_SITES} sites. Name none, and it tells of all of them.`,
      );
    const stored = await Promise.all(names.map((name) => options.sites.get(name)));
    const demo = stored.find((one) => one.demo);
    if (demo) throw new UserError(`${demo.site.name} is a demo site: a digest tells of your own.`);
    return stored.map(({ site }) => site.name);
  }

  async function existing(number: number): Promise<Digest> {
    return (await store.get(tenant, number)) ?? refuseMissing(number);
  }

  /** The plans of a site that are posted to this conversation. */
  async function planPosts(site: string): Promise<Digest[]> {
    const { digests } = await store.list(tenant);
    return digests.filter(
      ({ settings: { about, sites, address: to } }) =>
        about === 'plan' &&
        siteKey(sites[0]!) === siteKey(site) &&
        to.adapter === adapter &&
        to.channel === channel,
    );
  }
  async function stopPlan(site: string): Promise<boolean> {
    const posts = await planPosts(site);
    for (const { number } of posts) await store.remove(tenant, number, by);
    return posts.length > 0;
  }

  return {
    async list() {
      refuseUnless(rights.read, 'see');
      return store.list(tenant);
    },
    async get(number) {
      refuseUnless(rights.read, 'see');
      return existing(number);
    },
    async add({ schedule, sites }) {
      refuseUnless(rights.change, 'change');
      const owner = { id: by.id, name: by.name };
      const settings = {
        schedule,
        sites: await ownSites(sites),
        address: { adapter, tenant, channel },
        owner,
      };
      return store.add(tenant, settings, by);
    },
    async postPlan({ site, minuteOfDay }) {
      refuseUnless(rights.change, 'change');
      const sites = await ownSites([site]);
      const { timeZone } = (await options.sites.get(site)).site;
      await stopPlan(site);
      const schedule = { days: 'daily' as const, minuteOfDay, timeZone };
      const owner = { id: by.id, name: by.name };
      const to = { adapter, tenant, channel };
      return store.add(tenant, { about: 'plan', schedule, sites, address: to, owner }, by);
    },
    async stopPlan(site) {
      refuseUnless(rights.change, 'change');
      return stopPlan(site);
    },
    async setPaused(number, paused) {
      refuseUnless(rights.change, 'change');
      return store.setPaused(tenant, { number, paused }, by);
    },
    async remove(number) {
      refuseUnless(rights.change, 'change');
      if (!(await store.remove(tenant, number, by))) refuseMissing(number);
    },
    async preview(asked) {
      refuseUnless(rights.read, 'see');
      // The answer is about sites from here on, and only for those who may read them.
      await options.sites.list();
      const { about, schedule, sites } =
        typeof asked === 'number'
          ? (await existing(asked)).settings
          : { ...asked, about: undefined, sites: await ownSites(asked.sites) };
      const now = sources.now();
      const posting = { day: localDay({ time: now, timeZone: schedule.timeZone }), dueAt: now, skipped: [] };
      const compose = about === 'plan' ? composeEvening : composeDigest;
      const composed = await compose({ tenant, schedule, sites, posting, sources });
      return (
        composed?.reply ??
        reply({
          title: `The prices of all of ${dayAfter(posting.day)} have not come yet: nothing would be posted now`,
        })
      );
    },
  };
}
