import type { Item } from './items.ts';
import { isOneOf } from './said.ts';

/** What stands in a question beside what is asked: remarks, things that are mentioned, and words that nothing is known of. */

/** What asks, or says in which case. */
const ASKING = 'what how when who why where if insteadOf count';
/** What binds the word after it to the one before. */
const BINDING = 'at to by in from or of per about insteadOf early';
/** With whom a remark begins. */
const SUBJECT = 'we they';
/** What changes the meaning of a question wherever it stands. */
const TELLING =
  `not without only half part perUnit perMachine elsewhere beyond constant insteadOf if compare count
  alert notify digest quiet chart csv json export sheet forecast buy audit access webhook
  tomorrow yesterday tonight day otherPeriod nextPeriod lastDays lastMonth thisMonth lastQuarter lastYear span month
  weekends weekdays atNight inMorning inEvening everyDay everyWeek after early
  btc price hashprice power difficulty hashrate fees uptime pue poolFee rent capex halving`.replace(
    /\s+/gu,
    ' ',
  );
/** What the market did, and what makes more of it than news. */
const MARKET = 'btc price hashprice power difficulty hashrate fees';
const UNSAID =
  'doubles halves triples constant notify alert digest compare not without only half whatIf would should will next tomorrow';
/** What is counted or priced where a thing stands before it: `transformer cost`. */
const COUNTED =
  'price cost bill profit power money tariff rate fees credits worth demand count big limit uptime';

const isIdea = (item: Item | undefined, ideas: string): boolean =>
  item?.kind === 'idea' && isOneOf(item, ideas);

const isStrong = (item: Item | undefined): boolean =>
  item !== undefined && item.kind !== 'unread' && !(item.kind === 'idea' && item.weak);

/** Clauses that tell something and ask nothing: `the landlord called again, …`, `…, we're doing maintenance`. */
export function remarksIn(items: readonly Item[]): ReadonlySet<Item> {
  const clauses = [...Map.groupBy(items, ({ clause }) => clause).values()];
  const first = clauses.findIndex((clause) => !isSilent(clause) && !isNews(clause));
  return new Set(clauses.filter((clause, at) => isRemark(clause, { leads: at < first })).flat());
}

/** `btc tanked overnight`: what the market did, without any figure of it. */
const isNews = (clause: readonly Item[]): boolean =>
  clause.some((item) => isIdea(item, MARKET)) &&
  clause.some((item) => isIdea(item, 'down up moves')) &&
  clause.every(
    (item) => (item.kind === 'idea' || item.kind === 'unread') && !isIdea(item, `${ASKING} ${UNSAID}`),
  );

/** Without a number, a name, or what changes the meaning of a question. */
const isSilent = (clause: readonly Item[]): boolean =>
  clause.every(
    (item) => (item.kind === 'idea' || item.kind === 'unread') && !isIdea(item, `${ASKING} ${TELLING}`),
  );

/** A silent clause of several words, which comes before what is asked, or tells of somebody. */
function isRemark(clause: readonly Item[], { leads }: { leads: boolean }): boolean {
  const said = clause.filter((item) => !isIdea(item, 'so'));
  const [subject] = said;
  if (isNews(clause)) return leads;
  if (!isSilent(clause) || said.length < 2 || isIdea(subject, BINDING)) return false;
  if (isIdea(subject, SUBJECT)) return true;
  // `crew is on it`
  const isTold = said.some((it) => isIdea(it, 'does'));
  if (subject?.kind === 'idea' && subject.common && isTold) return true;
  if (!leads) return isIdea(subject, 'the') && isTold;
  // An order has no subject, and `the bill please, …` no verb.
  const says = isTold || !said.some(isStrong) || said.some((it) => it.kind !== 'idea' || it.common);
  return !isStrong(subject) && says;
}

/** How much hangs on a word of which nothing is known, or that is of no use to a line. */
export interface Hanging {
  /** Unknown words that neither begin a clause nor stand beside what means something. */
  loose: ReadonlySet<Item>;
  /** Unknown words and things that are asked about, counted, priced or told as a circumstance: `how many guards`, `in pesos`. */
  asked: ReadonlySet<Item>;
  /** With what the question begins, which may be an order: `call the landlord`. */
  first: Item | undefined;
}

export function hangingOf(items: readonly Item[]): Hanging {
  const [loose, asked] = [new Set<Item>(), new Set<Item>()];
  items.forEach((item, at) => {
    if (isAsked(items, at)) asked.add(item);
    else if (item.kind === 'unread' && !isBound(items, at)) loose.add(item);
  });
  return { loose, asked, first: items[0] };
}

/** Whether an unknown word hangs on what stands beside it. */
function isBound(items: readonly Item[], at: number): boolean {
  const { before, after } = aroundOf(items, at);
  return (
    isIdea(before, `${BINDING} ${SUBJECT}`) ||
    (isStrong(before) && before?.kind === 'idea') ||
    (isStrong(after) && after?.kind !== 'site') ||
    (after === undefined && isIdea(before, 'does')) ||
    isIdea(after, BINDING)
  );
}

const isCount = (item: Item | undefined): boolean => item?.kind === 'number' && item.unit === 'bare';

/** `if it rains`: a circumstance that names nothing else. */
function isCase(items: readonly Item[], at: number): boolean {
  const before = items.slice(0, at).findLast((item) => isStrong(item) || isIdea(item, 'if'));
  return isIdea(before, 'if');
}

/** `what did we lose on the odessa outage` */
function isSource(items: readonly Item[], at: number): boolean {
  const on = items.slice(0, at).findLastIndex((item) => item.kind !== 'site' && !isIdea(item, 'the'));
  return isIdea(items[on], 'at from') && isIdea(items[on - 1], 'lose cost profit pay');
}

/** `what did the transformer at rockdale cost` */
function isSubject(items: readonly Item[], at: number): boolean {
  const asks = items.slice(0, at).findLast((item) => !isIdea(item, 'the does') || isIdea(item, 'what how'));
  const { clause } = items[at]!;
  const isCosted = items.slice(at + 1).some((item) => item.clause === clause && isIdea(item, 'cost worth'));
  return isCosted && isIdea(asks, 'what how');
}

/** Right behind a name a word may be the rest of another: `s21 hy`, `rockdale north`. */
function mayName(items: readonly Item[], at: number): boolean {
  const { kind, clause } = items[at - 1] ?? {};
  return ['machine', 'fleet', 'site'].includes(kind ?? '') && clause === items[at]!.clause;
}

/** Whether a thing or an unknown word is what is asked about, counted, priced or told as a circumstance. */
function isAsked(items: readonly Item[], at: number): boolean {
  const item = items[at]!;
  const isThing = item.kind === 'idea' && item.isThing;
  // `which one should we call`
  const isDone = isIdea(items[at - 1], 'we') && isIdea(items[at - 2], 'should');
  if (item.kind === 'idea' && item.isEveryday && isDone) return true;
  if (item.kind !== 'unread' && !isThing) return false;
  // Digits make it a number or the name of one: `few 100`, `s30`.
  if (item.kind === 'unread' && (mayName(items, at) || /\d/u.test(item.text))) return true;
  const { before, after } = aroundOf(items, at);
  if (isIdea(after, COUNTED) || isIdea(before, `${ASKING} per by`) || isCount(before)) return true;
  if (isCase(items, at) || (isThing && (isSubject(items, at) || isSource(items, at)))) return true;
  return !isThing && (before === undefined || (isIdea(before, BINDING) && !isIdea(before, 'whom')));
}

/** What stands before a word in its clause, but for articles, and after it. */
function aroundOf(items: readonly Item[], at: number): { before?: Item; after?: Item } {
  const { clause } = items[at]!;
  const isOther = (item: Item) => item.kind !== 'unread' && !isIdea(item, 'the');
  const before = items.slice(0, at).findLast(isOther);
  const after = items.slice(at + 1).find(({ kind }) => kind !== 'unread');
  return {
    ...(before?.clause === clause && { before }),
    ...(after?.clause === clause && { after }),
  };
}

/** Whether a line that says most of a question may leave out the word: one that neither changes its meaning nor asks for another. */
export const isMinor = (item: Item): boolean => item.kind === 'idea' && !isIdea(item, TELLING);
