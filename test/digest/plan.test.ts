import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Plan, type Posting, planFrom, stepPlan } from '../../src/digest/plan.ts';
import { type Schedule, slotsFrom } from '../../src/digest/schedule.ts';
import { expectedSlots, FROM, MINUTE_MS, slowClock, TO, zones } from './slowClock.ts';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LATEST_MS = 6 * HOUR_MS;
const chicago: Schedule = { days: 'daily', minuteOfDay: 480, timeZone: 'America/Chicago' };
const utc: Schedule = { days: 'daily', minuteOfDay: 480, timeZone: 'UTC' };
const at = (text: string) => Date.parse(`${text}Z`);

/** Looks at each of these moments: what was posted at each, and the plan after them. */
function follow({
  schedule,
  from,
  moments,
}: {
  schedule: Schedule;
  from: number;
  moments: readonly number[];
}) {
  let plan: Plan = planFrom({ schedule, now: from });
  const postings = moments.map((now): Posting | undefined => {
    const step = stepPlan({ schedule, plan, now });
    plan = step.plan;
    return step.posting;
  });
  return { postings, plan };
}

/** `20 (skipped 18 19)`, or `-` where nothing was posted. */
const shown = (posting: Posting | undefined): string => {
  if (posting === undefined) return '-';
  const dayOf = (day: string) => day.slice(8);
  const skipped = posting.skipped.length > 0 ? ` (skipped ${posting.skipped.map(dayOf).join(' ')})` : '';
  return `${dayOf(posting.day)}${skipped}`;
};

describe('stepPlan() of 08:00 UTC', () => {
  it.each<[string, string, string]>([
    ['posts once a day', '20T07:59 20T08:00 20T08:01 20T23:59 21T08:00', '- 20 - - 21'],
    ['posts up to six hours late', '20T14:00 21T08:00', '20 21'],
    [
      'skips what is older, and names it in the next',
      '20T14:01 20T15:00 21T08:00 22T08:00',
      '- - 21 (skipped 20) 22',
    ],
    ['posts the last of several days, and names the others', '23T09:00 24T08:00', '23 (skipped 20 21 22) 24'],
    ['names what was skipped in two downtimes', '20T20:00 22T20:00 23T08:00', '- - 23 (skipped 20 21 22)'],
    ['does not post again when the clock is set back', '20T08:00 20T05:00 20T08:00 21T08:00', '20 - - 21'],
    [
      'posts early days after a clock that was days ahead',
      '23T08:00 20T08:05 21T08:00 22T08:00 23T08:00 24T08:00',
      '23 (skipped 20 21 22) 20 21 22 - 24',
    ],
    ['posts after all what a clock that was ahead gave up', '20T15:00 20T10:00 21T08:00', '- 20 21'],
    [
      'skips nothing when the clock is set back within a day',
      '20T08:00 20T13:00 20T07:00 21T08:00',
      '20 - - 21',
    ],
  ])('%s', (_, moments, expected) => {
    const looked = moments.split(' ').map((text) => at(`2026-04-${text}`));
    const { postings } = follow({ schedule: utc, from: at('2026-04-20T07:00'), moments: looked });
    expect(postings.map(shown).join(' ')).toBe(expected);
  });

  it('calls nothing skipped that it may have posted, after a clock that had lost its date', () => {
    const from = at('2026-02-01T07:00');
    const usual = Array.from({ length: 60 }, (_, day) => from + HOUR_MS + day * DAY_MS);
    const lost = [at('1970-01-01T00:00'), at('1970-01-01T01:00')];
    const moments = [...usual, ...lost, usual.at(-1)! + DAY_MS];
    const { postings } = follow({ schedule: utc, from, moments });
    expect(postings.filter((posting) => posting !== undefined)).toHaveLength(61);
    expect(postings.at(-1)).toMatchObject({ day: '2026-04-02', skipped: [] });
  });

  it('names a month of skipped days after years of downtime', () => {
    const moments = [at('2029-04-20T08:00')];
    const { postings } = follow({ schedule: utc, from: at('2026-04-20T07:00'), moments });
    expect(postings[0]?.skipped).toHaveLength(31);
    expect(postings[0]?.skipped[0]).toBe('2029-03-20');
  });

  it('posts nothing that was due before it began', () => {
    const moments = [at('2026-04-20T09:00'), at('2026-04-20T07:30'), at('2026-04-20T08:00')];
    const { postings } = follow({ schedule: utc, from: at('2026-04-20T08:30'), moments });
    const [early, before, late] = postings;
    expect([early, before].map(shown)).toEqual(['-', '-']);
    expect(shown(late), 'its clock was ahead when it began').toBe('20');
  });
});

describe('planFrom()', () => {
  const from = at('2026-04-20T07:00');

  it('after a pause begins with the next day, and names none of those between', () => {
    const { plan } = follow({ schedule: utc, from, moments: [at('2026-04-20T08:00')] });
    const resumed = planFrom({ schedule: utc, now: at('2026-04-25T12:00'), before: plan });
    const { posting } = stepPlan({ schedule: utc, plan: resumed, now: at('2026-04-26T08:00') });
    expect(shown(posting)).toBe('26');
  });

  it('does not post a day twice when it is resumed at once after the clock was set back', () => {
    const { plan } = follow({ schedule: utc, from, moments: [at('2026-04-20T08:00')] });
    expect(planFrom({ schedule: utc, now: at('2026-04-20T07:30'), before: plan }).next.day).toBe(
      '2026-04-21',
    );
  });
});

/** The local days of Chicago of which the slot is due in a span. */
function daysDue({ from, to }: { from: number; to: number }): string[] {
  const days: string[] = [];
  for (const { day, dueAt } of slotsFrom({
    schedule: chicago,
    from: new Date(from - DAY_MS).toISOString().slice(0, 10),
  })) {
    if (dueAt > to) return days;
    if (dueAt > from) days.push(day);
  }
  return days;
}

describe('stepPlan() whatever happens', () => {
  const from = at('2026-02-20T03:17');
  const gaps = fc.array(fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 6000 })), {
    minLength: 1,
    maxLength: 200,
  });

  it('posts or skips each day once, and names each skipped one once', () => {
    fc.assert(
      fc.property(gaps, (minutes) => {
        let now = from;
        const moments = minutes.map((gap) => {
          now += gap * MINUTE_MS;
          return now;
        });
        const { postings, plan } = follow({ schedule: chicago, from, moments });
        const said = postings.flatMap((posting) => (posting ? [...posting.skipped, posting.day] : []));
        expect([...said, ...plan.skipped]).toEqual(daysDue({ from, to: now }));
        postings.forEach((posting, index) => {
          if (posting) expect(moments[index]! - posting.dueAt).toBeLessThanOrEqual(LATEST_MS);
        });
      }),
    );
  });

  it('posts each day once when it looks every minute with a clock that jumps by up to five hours and comes back', () => {
    const jump = fc.record({
      rightFor: fc.integer({ min: 1, max: 4000 }),
      wrongBy: fc.integer({ min: -300, max: 300 }),
      wrongFor: fc.integer({ min: 1, max: 600 }),
    });
    fc.assert(
      fc.property(fc.array(jump, { minLength: 1, maxLength: 20 }), (jumps) => {
        let minute = 0;
        const moments = jumps.flatMap(({ rightFor, wrongBy, wrongFor }) => [
          ...Array.from({ length: rightFor }, () => from + minute++ * MINUTE_MS),
          ...Array.from({ length: wrongFor }, () => from + (minute++ + wrongBy) * MINUTE_MS),
        ]);
        const { postings } = follow({ schedule: chicago, from, moments });
        const days = postings.flatMap((posting) => (posting ? [posting.day] : []));
        const last = moments.reduce((one, other) => Math.max(one, other));
        expect(days).toEqual(daysDue({ from, to: last }));
      }),
      { numRuns: 30 },
    );
  });
});

describe('stepPlan() looking every minute of five years', () => {
  it.each(zones)('posts each local day of %s once, in the minute it is due', (timeZone) => {
    const schedule: Schedule = { days: 'daily', minuteOfDay: 150, timeZone };
    let plan = planFrom({ schedule, now: FROM - 1 });
    const posted: { day: string; dueAt: number }[] = [];
    for (let now = FROM; now < TO; now += MINUTE_MS) {
      const step = stepPlan({ schedule, plan, now });
      plan = step.plan;
      if (step.posting) posted.push({ day: step.posting.day, dueAt: now });
    }
    expect(posted).toEqual(expectedSlots({ clock: slowClock(timeZone), minuteOfDay: 150 }));
  });
});
