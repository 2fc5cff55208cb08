import { dayAfter, localDay } from '../common/localTime.ts';
import { nextSlot, type Schedule, type Slot, slotsFrom } from './schedule.ts';

const HOUR_MS = 3_600_000;
/** A digest later than this is of no use to anyone: it is skipped, and the next one says so. */
export const LATEST_MS = 6 * HOUR_MS;
/** How far back it is known what was posted, in case the clock is set back: nothing before that is called skipped. */
const REMEMBERED_DAYS = 31;

/** What is known of a schedule's past, and what comes next. Times in Unix milliseconds. */
export interface Plan {
  next: Slot;
  /** When this plan was made; ahead of the present when the clock has been set back since. */
  plannedAt: number;
  /** When the schedule began, or was resumed: nothing was due before. */
  since: number;
  /** The latest days that were posted, in order. */
  posted: readonly string[];
  /** Days that were skipped and that no posting has named yet. */
  skipped: readonly string[];
}

/** A slot that is to be posted now. */
export interface Posting extends Slot {
  /** Days before it that were not posted and that nothing has named yet. */
  skipped: readonly string[];
}

/** The plan of a schedule that begins now, or begins again. */
export function planFrom({
  schedule,
  now,
  before,
}: {
  schedule: Schedule;
  now: number;
  before?: Plan;
}): Plan {
  const posted = before?.posted ?? [];
  const next = nextSlot({ schedule, after: now, except: posted });
  return { next, plannedAt: now, since: now, posted, skipped: [] };
}

/**
 * What is due at `now`: at most one posting, however long nobody looked, and the plan that follows from it. Each
 * day is posted once, whatever the clock does in between.
 */
export function stepPlan(asked: {
  schedule: Schedule;
  plan: Plan;
  now: number;
  /** From when on a slot is of no use to anyone. */
  endOf?: (slot: Slot) => number;
}): {
  plan: Plan;
  posting?: Posting;
} {
  const { schedule, now, endOf = latestOf } = asked;
  const plan = now < asked.plan.plannedAt ? planAgain(asked) : asked.plan;
  const due = dueSlots({ schedule, plan, now });
  const latest = due.at(-1);
  if (latest === undefined) return { plan };
  const next = nextSlot({ schedule, after: now, except: plan.posted });
  const following = { ...plan, next, plannedAt: now };
  if (now > endOf(latest)) return { plan: { ...following, skipped: [...plan.skipped, ...days(due)] } };
  const skipped = [...plan.skipped, ...days(due.slice(0, -1))];
  const posted = [...plan.posted, latest.day].sort().slice(-REMEMBERED_DAYS);
  return { plan: { ...following, posted, skipped: [] }, posting: { ...latest, skipped } };
}

const latestOf = ({ dueAt }: Slot): number => dueAt + LATEST_MS;

const days = (slots: readonly Slot[]): string[] => slots.map(({ day }) => day);

function dueSlots({ schedule, plan, now }: { schedule: Schedule; plan: Plan; now: number }): Slot[] {
  const due: Slot[] = [];
  if (plan.next.dueAt > now) return due;
  const oldest = dayAfter(localDay({ time: now, timeZone: schedule.timeZone }), -REMEMBERED_DAYS);
  const from = plan.next.day > oldest ? plan.next.day : oldest;
  for (const slot of slotsFrom({ schedule, from })) {
    if (slot.dueAt > now) return due;
    if (!plan.posted.includes(slot.day)) due.push(slot);
  }
  return due;
}

/** After the clock was set back: what has not been posted by then comes next, even if it was given up before. */
function planAgain({ schedule, plan, now }: { schedule: Schedule; plan: Plan; now: number }): Plan {
  const after = Math.max(now - LATEST_MS - 1, Math.min(plan.since, now));
  const next = nextSlot({ schedule, after, except: plan.posted });
  const skipped = plan.skipped.filter((day) => day < next.day);
  return { ...plan, next, plannedAt: now, skipped };
}
