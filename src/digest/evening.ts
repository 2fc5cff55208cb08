import {
  dispatchAnswer,
  isWhole,
  type MeterDay,
  planToKeep,
  questionAbout,
  siteCase,
  slotsOf,
  viewMarket,
} from '../answers/index.ts';
import { quote } from '../chat/read/quote.ts';
import { type Block, reply } from '../chat/reply.ts';
import { showDate } from '../chat/show/age.ts';
import { shorten } from '../chat/show/short.ts';
import { dayAfter, firstMoment } from '../common/localTime.ts';
import { siteKey } from '../sites/name.ts';
import type { Composed, DigestAsked, DigestSources } from './compose.ts';
import { type Schedule, type Slot, showTimeOfDay } from './schedule.ts';

/** The minute of the day at which it is said that no prices have come, and nothing is waited for any more. */
const LAST_CALL = 23 * 60 + 45;

/** Until when a plan of the next day is posted: the end of the evening, as the clock of the place shows it. */
export const endOfEvening =
  ({ timeZone }: Schedule) =>
  ({ day }: Slot): number =>
    firstMoment({ day: dayAfter(day), minuteOfDay: 0, timeZone });

/**
 * What of a site runs when on the next day, as it is posted in the evening; undefined while the prices of all of that day
 * may still come. At a quarter to midnight it is what is known, or that nothing is.
 */
export async function composeEvening(
  asked: DigestAsked & { sources: DigestSources },
): Promise<Composed | undefined> {
  const { tenant, posting, schedule, sources } = asked;
  const [name] = asked.sites as [string];
  const { sites: stored } = await sources.siteStore.list(tenant);
  const own = stored.find(({ site }) => siteKey(site.name) === siteKey(name));
  const skipped = skippedNote(posting.skipped);
  if (own === undefined) return { reply: goneReply(name), plans: [] };
  const { site } = own;
  const now = sources.now();
  const day = dayAfter(posting.day);
  const days = (await sources.planDays({ tenant, sites: [site] })).get(site.name);
  const found = days?.find((one) => one.day === day);
  const priced = found && slotsOf(found).length > 0 ? found : undefined;
  const isLast = now >= firstMoment({ ...schedule, day: posting.day, minuteOfDay: LAST_CALL });
  if (!isLast && !(priced && isWhole(priced))) return undefined;
  if (priced === undefined)
    return {
      reply: reply({
        title: `No plan of ${site.name} for ${day}: no day-ahead prices had come by ${showTimeOfDay(LAST_CALL)}`,
        tone: 'warning',
        blocks: [...skipped, pricesFrom(site.name), ...notUsedNote(found)],
      }),
      plans: [],
    };
  const view = viewMarket({ snapshot: await sources.market() });
  const of = siteCase({ question: questionAbout(own), view });
  const dispatched = { ...priced, of, rules: {} };
  const said = dispatchAnswer({ day: dispatched, view, csv: false });
  const plan = planToKeep({ day: dispatched, view, madeAt: now });
  return {
    reply: shorten({ ...said, blocks: [...skipped, ...said.blocks] }),
    plans: plan ? [{ tenant, site: siteKey(site.name), day, plan }] : [],
  };
}

const goneReply = (name: string) =>
  reply({
    title: `No plan of ${name}: it is no longer among the sites`,
    tone: 'warning',
    blocks: [{ kind: 'text', parts: ['See digest list for what is posted here, and digest remove.'] }],
  });

const pricesFrom = (name: string): Block => ({
  kind: 'text',
  parts: [
    `See where they come from: dispatch feed. A file does too: dispatch prices ${quote(name)}. None is posted for that day any more.`,
  ],
});

/** Why it takes day-ahead prices at a site with a tariff. */
function notUsedNote(day: MeterDay | undefined): Block[] {
  if (day?.notUsed === undefined) return [];
  return [{ kind: 'text', parts: [`Its tariff is not used: ${day.notUsed}.`] }];
}

function skippedNote(skipped: readonly string[]): Block[] {
  if (skipped.length === 0) return [];
  const evenings = skipped.slice(-7).map(showDate).join(', ');
  const parts = [`Skipped, because Hashdesk was not running before midnight: ${evenings}.`];
  return [{ kind: 'note', tone: 'warning', parts }];
}
