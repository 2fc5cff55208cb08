import { quote } from '../../chat/read/quote.ts';
import { UserError } from '../../common/errors.ts';
import { boundsOf, dayAfter, localDay } from '../../common/localTime.ts';
import type { Compute } from '../../compute/threads.ts';
import type { Site } from '../../economics/index.ts';
import type { DayAheadBook } from '../../power/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { DispatchDay } from './decided.ts';
import { type MeterDay, meterDay, slotsOf } from './meterDay.ts';

/** Where it is looked up what power costs on a day. */
interface DaysSource {
  now: () => number;
  dayAhead: Pick<DayAheadBook, 'prices'>;
  threads: { compute: Compute };
}

/** The day that is asked for with what power costs in it; without one, tomorrow once that is known, else today. @throws UserError */
export async function knownDay(asked: {
  site: Site;
  tariffs: SiteTariffs | undefined;
  /** `2026-07-14`, or yesterday, today, tomorrow. */
  day: string | undefined;
  context: DaysSource;
}): Promise<MeterDay & Required<Pick<DispatchDay, 'reports'>>> {
  const { site, tariffs, context } = asked;
  const { dayAhead, threads } = context;
  const now = context.now();
  const today = localDay({ time: now, timeZone: site.timeZone });
  const named: Record<string, number> = { yesterday: -1, today: 0, tomorrow: 1 };
  const dayOf = (day: string) => (day in named ? dayAfter(today, named[day]) : day);
  const days = (asked.day === undefined ? ['tomorrow', 'today'] : [asked.day]).map(dayOf);
  let unknown = '';
  for (const day of days) {
    const bounds = boundsOf({ day, timeZone: site.timeZone });
    const [sold, live] = await Promise.all([
      dayAhead.prices({ name: site.name, market: 'dayAhead', ...bounds }),
      dayAhead.prices({ name: site.name, market: 'live', ...bounds }),
    ]);
    const priced = { day, ...bounds, dayAhead: sold };
    const { compute } = threads;
    const found = await meterDay({ day: priced, site, tariffs, compute, live, now });
    if (slotsOf(found).length > 0) return { ...found, reports: { live, now } };
    if (found.notUsed !== undefined) unknown = ` Its tariff is not used: ${found.notUsed}.`;
    if (found.tariff !== undefined) unknown = ` They are the index of its tariff ${found.tariff.name}.`;
  }
  throw new UserError(
    `No day-ahead prices of ${site.name} are known for ${days.join(' or ')}.${unknown} Say where they come from with dispatch feed ${quote(site.name)} https://…, or attach a file to dispatch prices ${quote(site.name)}.`,
  );
}
