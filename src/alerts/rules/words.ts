import type { Read } from '../../chat/parameter.ts';
import { readDuration } from '../../chat/parameters/duration.ts';
import { readGrantee } from '../../chat/parameters/grantee.ts';
import { nearest } from '../../chat/read/nearest.ts';
import { quoted } from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';
import { type Condition, HOLD_RANGE, MOST_PINGS, type Rule } from './rule.ts';
import type { Known } from './siteWords.ts';
import { readSubject } from './subjectWords.ts';

/** What a line asks to be watched; what it leaves out is the caller's to decide. */
export interface Asked extends Partial<Pick<Rule, 'forMs' | 'cooldownMs' | 'remindMs' | 'once' | 'pings'>> {
  condition: Condition;
}

const INTRODUCTION =
  /^(?:(?:please|hey|can you|could you)[\s,]+)*(?:(?:(?:tell|alert|warn|notify|ping|message|let)(?:\s+(?:me|us|the team|everyone))?(?:\s+know)?|watch|post)(?!\p{L}))?\s*(?:(?:when(?:ever)?|before|if|once|as soon as|about|for|on|that)(?!\p{L}))?\s*(?:the\s+)?/iu;

const WORDS = ['hashprice', 'price', 'difficulty', 'hashrate', 'fees', 'retarget', 'halving', 'any site'];
const FORMS = [
  'hashprice < 45',
  'hashprice drops 10% in 24h',
  'rockdale margin < 0 for 30m',
  'rockdale power > breakeven',
  'difficulty adjusted',
];

/**
 * Reads what a rule watches, in the typed forms (`hashprice < 45 for 30m once`) or as people say it (`tell me when
 * hashprice is below 45 for half an hour`).
 * @throws UserError with what was read, what is accepted and an example.
 */
export function readRule(text: string, known: Known): Asked {
  const line = text.trim();
  const bare = introduced(line);
  // A site may be called The Post.
  const subject = readSubject(line, known) ?? readSubject(bare, known);
  if (!subject) {
    const [word = ''] = /^\S+/u.exec(bare) ?? [];
    const among = [...WORDS, ...known.sites.map(({ name }) => name)];
    const [meant] = nearest({ word, among });
    if (meant !== undefined) {
      throw new UserError(`There is no ${quoted(word)} to watch. Did you mean ${meant}?`, {
        suggestions: [`alert add ${meant}${bare.slice(word.length)}`],
      });
    }
    throw new UserError(
      `I read ${quoted(line)}, which names nothing to watch. Name a market metric (hashprice, price, difficulty, hashrate, fees, next retarget), a site, or an event (halving, difficulty adjusted, source lost).`,
      { suggestions: FORMS.map((form) => `alert add ${form}`) },
    );
  }
  return { condition: subject.value, ...readClauses(subject.rest, known) };
}

/**
 * Reads what is to be changed of a rule: all that it watches, or what follows a condition alone (`once`, `ping <id>`).
 * @throws UserError as `readRule` does.
 */
export function readEdit(text: string, known: Known): Partial<Asked> {
  const line = text.trim();
  const alone = CLAUSES.some(({ begins }) => begins.test(line)) && !readSubject(introduced(line), known);
  return alone ? readClauses(line, known) : readRule(line, known);
}

/** What is left after `tell me when the`, unless the words are all there is. */
function introduced(text: string): string {
  const rest = text.replace(INTRODUCTION, '');
  return rest === '' ? text : rest;
}

type Clauses = Omit<Asked, 'condition'>;

const hold = readDuration({ what: 'The time that it has to hold', range: HOLD_RANGE });
const cooldown = readDuration({ what: 'A cooldown', range: HOLD_RANGE });
const reminder = readDuration({ what: 'The time between reminders', range: HOLD_RANGE });

const CLAUSES: { begins: RegExp; read(text: string, known: Known): Read<Clauses> | undefined }[] = [
  {
    begins: /^(?:for|held for|during)(?:\s*[=:]\s*|(?:\s+(?:at least|more than|over))?\s+)/iu,
    read: (text) => as('forMs', hold(text)),
  },
  {
    begins: /^(?:with\s+)?(?:a\s+)?cool-?down(?:\s+of|\s*[=:])?\s*/iu,
    read: (text) => as('cooldownMs', cooldown(text)),
  },
  {
    begins: /^(?:and\s+)?remind(?:er)?(?:\s+(?:me|us))?(?:\s+every|\s*[=:])?\s*/iu,
    // `every hour` is every one hour.
    read: (text) => {
      const read = reminder(text) ?? reminder(`an ${text}`);
      return read && { value: { remindMs: read.value || undefined }, rest: read.rest };
    },
  },
  {
    begins: /^(?:only\s+)?once(?:\s*[=:]\s*(?:yes|true))?(?![\p{L}\p{N}=:])/iu,
    read: (rest) => ({ value: { once: true }, rest }),
  },
  { begins: /^(?:and\s+)?(?:ping|notify|mention)(?:\s*[=:]\s*|\s+)/iu, read: readPings },
];

function as<K extends keyof Clauses>(
  name: K,
  read: Read<NonNullable<Clauses[K]>> | undefined,
): Read<Clauses> | undefined {
  return read && { value: { [name]: read.value }, rest: read.rest };
}

/** What stands between two people; a clause that follows is none of them. */
const AND_NEXT = /^(?:[\s,]+|$)(?:and\s+)?/iu;

/** People and roles, as the platform writes them or by their bare ids. */
function readPings(text: string, known: Known): Read<Clauses> | undefined {
  const pings = new Set<string>();
  let rest = text;
  for (let named = readGrantee(rest, known); named; named = readGrantee(rest, known)) {
    const next = AND_NEXT.exec(named.rest);
    if (!next) break;
    if (named.value.kind === 'channel')
      throw new UserError('An alert names people and roles, and tells the channel in which it was added.');
    pings.add(named.value.id);
    rest = named.rest.slice(next[0].length);
  }
  if (pings.size > MOST_PINGS)
    throw new UserError(`An alert names at most ${MOST_PINGS} people and roles, read ${pings.size}.`);
  return pings.size === 0 ? undefined : { value: { pings: [...pings] }, rest };
}

function readClauses(text: string, known: Known): Clauses {
  let found: Clauses = {};
  let rest = text.replace(/^[\s,;.]+/u, '');
  while (rest !== '') {
    const read = readClause(rest, known);
    const [name] = Object.keys(read.value);
    if (name !== undefined && name in found)
      throw new UserError(`${quoted(rest)} says a second time what was said before: say it once.`);
    found = { ...found, ...read.value };
    rest = read.rest.replace(/^[\s,;.]+/u, '');
  }
  return found;
}

function readClause(text: string, known: Known): Read<Clauses> {
  for (const { begins, read } of CLAUSES) {
    const [match] = begins.exec(text) ?? [];
    const found = match === undefined ? undefined : read(text.slice(match.length), known);
    if (found) return found;
  }
  throw new UserError(
    `I do not understand ${quoted(text)}. After the condition you can say: for 30m · cooldown 1h · remind every 6h · once · ping <id>. Another condition is an alert of its own.`,
  );
}
