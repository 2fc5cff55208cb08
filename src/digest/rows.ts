import { z } from 'zod';
import { siteKey } from '../sites/name.ts';
import { siteNameSchema } from '../sites/schema.ts';
import type { Row } from '../storage/database.ts';
import { readStored, unlessUnreadable } from '../storage/stored.ts';
import type { Plan } from './plan.ts';
import { scheduleSchema, showSchedule } from './schedule.ts';

export const MOST_SITES = 50;

const settingsSchema = z.strictObject({
  /** The plan of run or stop of one site's next day; without it the market and sites. */
  about: z.literal('plan').optional(),
  schedule: scheduleSchema,
  /** The names of the sites that it tells of; all of them when there is none. */
  sites: z.array(siteNameSchema).max(MOST_SITES),
  address: z.strictObject({ adapter: z.string(), tenant: z.string(), channel: z.string() }),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
});
/** What a digest says, when, where, and who asked for it. */
export type DigestSettings = z.infer<typeof settingsSchema>;

const day = z.iso.date();

const planSchema = z.strictObject({
  next: z.strictObject({ day, dueAt: z.number() }),
  plannedAt: z.number(),
  since: z.number(),
  posted: z.array(day),
  skipped: z.array(day),
});

/** A digest as it is kept. */
export interface Digest {
  /** Unique in the database, and never used again. */
  id: number;
  tenant: string;
  /** What people call it, unique within the tenant and never used again. */
  number: number;
  settings: DigestSettings;
  plan: Plan;
  paused: boolean;
  /** Grows with every change. */
  version: number;
}

const nameOf = (row: Row) => `digest ${row.tenant}/${row.number}`;

export function storedDigest(row: Row): Digest {
  const name = nameOf(row);
  return {
    id: Number(row.id),
    tenant: String(row.tenant),
    number: Number(row.number),
    settings: storedSettings(row),
    plan: readStored({ json: String(row.plan), schema: planSchema, name }),
    paused: row.paused === 1,
    version: Number(row.version),
  };
}

function storedSettings(row: Row): DigestSettings {
  return readStored({ json: String(row.settings), schema: settingsSchema, name: nameOf(row) });
}

/** What it says and when; undefined of one that is damaged. */
export const readableSettings = (row: Row): DigestSettings | undefined =>
  unlessUnreadable(() => storedSettings(row));

export function planColumns(plan: Plan): { plan: string; nextRunAt: number; plannedAt: number } {
  return { plan: JSON.stringify(plan), nextRunAt: plan.next.dueAt, plannedAt: plan.plannedAt };
}

/**
 * What a posting is known by for ever: of a plan the site and the conversation, so that it comes once in an evening,
 * whoever asked for it how often.
 */
export function postingKey({
  digest,
  day,
}: {
  digest: Pick<Digest, 'id' | 'settings'>;
  day: string;
}): string {
  const { id, settings } = digest;
  const { about, sites, address } = settings;
  const whose = about === 'plan' ? `plan:${siteKey(sites[0]!)}` : `digest:${id}`;
  return `${whose}:${day}:${address.adapter}/${address.tenant}/${address.channel}`;
}

/** What a digest says and when, in words: `daily at 08:00 America/Chicago, Rockdale and Fargo`. */
export function showDigest(settings: Pick<DigestSettings, 'about' | 'schedule' | 'sites'>): string {
  const { about, schedule, sites } = settings;
  const named = sites.length === 0 ? 'all sites' : new Intl.ListFormat('en-US').format(sites);
  return `${showSchedule(schedule)}, ${about === 'plan' ? `what of ${named} runs when the next day` : named}`;
}
