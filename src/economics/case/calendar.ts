import { monthNumber } from '../month.ts';
import { checkInteger, checkRange } from '../range.ts';
import { nextHalving } from '../subsidy.ts';
import { HEIGHT_RANGE, TIME_RANGE } from '../units.ts';

const BLOCKS_PER_HALVING = 210_000;

/** When the month with this number begins, Unix milliseconds. */
const beginning = (number: number): number => Date.UTC(Math.floor(number / 12), number % 12);

/**
 * When the halvings of the next `years` (0…60) come, in Unix milliseconds: the next one as estimated, each later
 * one 210,000 blocks on. @throws RangeError
 */
export function projectedHalvings(asked: {
  height: number;
  /** Estimated time of the next one. */
  nextTime: number;
  secondsPerBlock: number;
  years: number;
}): number[] {
  const { height, nextTime, secondsPerBlock, years } = asked;
  checkInteger({ field: 'height', value: height, ...HEIGHT_RANGE });
  checkRange({ field: 'nextTime', value: nextTime, ...TIME_RANGE });
  checkRange({ field: 'secondsPerBlock', value: secondsPerBlock, min: 1, max: 100_000, unit: 'seconds' });
  checkRange({ field: 'years', value: years, min: 0, max: 60, unit: 'years' });
  nextHalving({ height });
  const apartMs = BLOCKS_PER_HALVING * secondsPerBlock * 1000;
  const count = Math.ceil((years * 365.25 * 86_400_000) / apartMs) + 1;
  return Array.from({ length: count }, (_, index) => nextTime + index * apartMs);
}

/** The subsidy of each month as a share of today's; a halving within a month counts from its day on. */
export function subsidyShares(asked: {
  startMonth: string;
  months: number;
  halvingTimes: readonly number[];
}): Float64Array {
  const { startMonth, months, halvingTimes } = asked;
  const first = monthNumber(startMonth);
  const within = halvingTimes.filter((time) => time < beginning(first + months));
  const shares = new Float64Array(months);
  let to = beginning(first);
  for (let index = 0; index < months; index++) {
    const from = to;
    to = beginning(first + index + 1);
    shares[index] = within.reduce((share, time) => {
      const after = Math.min(1, Math.max(0, (to - time) / (to - from)));
      return share * (1 - after / 2);
    }, 1);
  }
  return shares;
}
