import { addMonths, monthNumber } from '../month.ts';
import { type ForwardPoint, type PathName, pathNames } from '../paths/hashpricePath.ts';
import { checkInteger, checkRange, describe, OutOfRangeError } from '../range.ts';

/** What a lease is worth after its signed term: let on, sold at a capitalisation rate, or nothing but the land. */
export const leaseEnds = ['renewal', 'cap', 'none'] as const;
export type LeaseEnd = (typeof leaseEnds)[number];

/** What mining may do besides going on: stop for good and sell, or buy new machines. */
export const miningOptions = ['closing', 'renewal'] as const;
export type MiningOption = (typeof miningOptions)[number];

/** When mining buys new machines. */
export const renewalHabits = ['when it pays', 'every life'] as const;

/** What a question may leave open, each with what it then is. */
export interface Choices {
  /** `network`. */
  path: PathName;
  /** Of `path: 'forward'`, none otherwise; each after the first month. */
  forwards: readonly ForwardPoint[];
  /** `renewal`. */
  leaseEnd: LeaseEnd;
  /** Both. */
  mayMine: readonly MiningOption[];
  /** When machines are bought: in the month that is best, or at the end of every life or never. `when it pays`. */
  renewals: (typeof renewalHabits)[number];
  /** Whether the machines are there; else they are bought in month 1. `true`. */
  machinesOwned: boolean;
  /** New machines cost what pays back in time (`payback`), or `machinePriceUsdPerTh` for ever (`fixed`). */
  machinePrice: 'payback' | 'fixed';
  /** Whether the lease or the GPU contract is signed: rent and GPU price are then certain. `false`. */
  signed: boolean;
  /** Whether somebody of investment grade answers for the tenant. `false`. */
  backstop: boolean;
  /** Whether the tenant is there when the halls are ready; else the next one is looked for from then on. `true`. */
  tenantComes: boolean;
  /** Months of mining before the conversion begins, 0…240. 0. */
  waitMonths: number;
}

export const defaultChoices: Choices = {
  path: 'network',
  forwards: [],
  leaseEnd: 'renewal',
  mayMine: miningOptions,
  renewals: 'when it pays',
  machinesOwned: true,
  machinePrice: 'payback',
  signed: false,
  backstop: false,
  tenantComes: true,
  waitMonths: 0,
};

const MOST_FORWARDS = 120;
export const MOST_MONTHS_TO_WAIT = 240;

type Asked = Choices & { startMonth: string };

/** @throws RangeError naming what was read and what is accepted. */
export function checkChoices(given: Asked): void {
  checkWord({ field: 'path', words: pathNames, read: given.path });
  checkWord({ field: 'leaseEnd', words: leaseEnds, read: given.leaseEnd });
  checkWord({ field: 'renewals', words: renewalHabits, read: given.renewals });
  checkWord({ field: 'machinePrice', words: ['payback', 'fixed'], read: given.machinePrice });
  for (const option of given.mayMine) checkWord({ field: 'mayMine', words: miningOptions, read: option });
  checkInteger({
    field: 'waitMonths',
    value: given.waitMonths,
    min: 0,
    max: MOST_MONTHS_TO_WAIT,
    unit: 'months',
  });
  checkForwards(given);
}

const FORWARD_RANGE = { min: 0.01, max: 1e6, unit: 'USD/PH/day' };
const MOST_MONTHS_AHEAD = 600;

/** What forwards may be for a case that begins in `startMonth`: their months, how many, and $/PH/day. */
export const forwardLimits = ({ startMonth }: { startMonth: string }) => ({
  first: addMonths({ month: startMonth, months: 1 }),
  last: addMonths({ month: startMonth, months: MOST_MONTHS_AHEAD }),
  most: MOST_FORWARDS,
  usdPerPhDay: FORWARD_RANGE,
});

function checkForwards({ path, forwards, startMonth }: Asked): void {
  const least = path === 'forward' ? 1 : 0;
  const most = path === 'forward' ? MOST_FORWARDS : 0;
  checkRange({ field: 'forwards.length', value: forwards.length, min: least, max: most, unit: 'points' });
  for (const { month, usdPerPhDay } of forwards) {
    checkRange({ field: 'forwards.usdPerPhDay', value: usdPerPhDay, ...FORWARD_RANGE });
    const away = monthNumber(month) - monthNumber(startMonth);
    const unit = `months after ${startMonth}`;
    checkInteger({ field: 'forwards.month', value: away, min: 1, max: MOST_MONTHS_AHEAD, unit });
  }
}

export function checkWord(asked: { field: string; words: readonly string[]; read: string }): void {
  const { field, words, read } = asked;
  if (!words.includes(read)) {
    throw new OutOfRangeError(`${field} must be one of ${words.join(', ')}, read ${describe(read)}`);
  }
}
