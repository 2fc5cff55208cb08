import { nearest, normalise } from '../../chat/read/nearest.ts';
import { quoted, scanNumber } from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';
import {
  type AssumptionName,
  assume,
  assumptionNames,
  assumptions,
  type Overrides,
} from '../../economics/index.ts';

const PAIR = /^(\p{L}[\p{L}\p{N}\s_-]*)[=:](.+)$/u;

/** Reads `difficultyGrowthPercentPerYear=10, salvagePercent=0`. UserError for what is none, RangeError beyond a range. */
export function readAssumptions(text: string): Overrides {
  const pairs = text.split(/[,;]\s*/u).filter((one) => one.trim() !== '');
  const read = pairs.map((pair) => {
    const [, word, value] = PAIR.exec(pair.trim()) ?? [];
    if (word === undefined || !value?.trim()) throw unreadable(pair);
    const name = assumptionCalled(word.trim());
    return [name, readAssumptionValue({ name, text: value.trim() })] as const;
  });
  const overrides: Overrides = Object.fromEntries(read);
  assume(overrides);
  return overrides;
}

/** Reads `12`, `12%` or `$155` in the unit of the assumption's name; UserError for another unit, or no number. */
export function readAssumptionValue({ name, text }: { name: AssumptionName; text: string }): number {
  const [, dollar, number, percent] = VALUE.exec(text.trim()) ?? [];
  const read = number === undefined ? undefined : scanNumber(number);
  if (read?.rest !== '') throw notANumber({ name, read: text });
  if (dollar && !name.includes('Usd')) throw otherUnit({ name, read: text, as: 'dollars' });
  if (percent && !name.includes('Percent')) throw otherUnit({ name, read: text, as: 'a percentage' });
  return read.value;
}

const VALUE = /^(\$?)\s?([^\s$%]+)\s?(%?)$/u;

/** The assumption of that name, without regard to case; UserError with the nearest ones when there is none. */
export function assumptionCalled(word: string): AssumptionName {
  const found = assumptionNames.find((name) => normalise(name) === normalise(word));
  if (found !== undefined) return found;
  const near = nearestAssumptions(word);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'See assumptions for all of them.';
  throw new UserError(`There is no assumption “${word.slice(0, 40)}”. ${hint}`);
}

/** Assumptions whose name or label is near, or holds all of the words. */
export function nearestAssumptions(text: string): AssumptionName[] {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const holding = assumptionNames.filter((name) => {
    const said = `${name} ${assumptions[name].label}`.toLowerCase();
    return words.length > 0 && words.every((word) => said.includes(word));
  });
  const near = nearest({ word: text, among: assumptionNames }) as AssumptionName[];
  return [...new Set([...holding, ...near])].slice(0, 5);
}

/** A sign that the name of the assumption contradicts: dropped, it would leave another quantity than was typed. */
function otherUnit({ name, read, as }: { name: AssumptionName; read: string; as: string }): UserError {
  return new UserError(
    `I read ${quoted(read)} as ${as}; ${name} is in the unit of its name: give the number alone.`,
  );
}

function notANumber({ name, read }: { name: AssumptionName; read: string }): UserError {
  return new UserError(
    `I read ${quoted(read)} for ${name}, which is a number in the unit of its name, such as ${assumptions[name].value}.`,
  );
}

function unreadable(pair: string): UserError {
  return new UserError(
    `I read “${pair.slice(0, 60)}”. Write assumptions as name=number, several with commas: assume="gpuPriceUsdPerHour=2.5, taxPercent=21".`,
  );
}
