import {
  difficultyFromBits,
  nextHalving,
  projectedHalvings,
  LONG_RUN_SECONDS_PER_BLOCK as secondsPerBlock,
  subsidyBtc,
} from '../../economics/index.ts';
import { type ReferenceMonth, referenceMonths } from '../reference.ts';
import { periods } from './periods.ts';
import { printedPrices } from './prices.ts';

const DAY_MS = 86_400_000;
/** The retarget of this day is known by its change alone. */
const HISTORY_ENDS = Date.parse('2026-06-26');
const YEARS_OF_HALVINGS = 60;

/** A figure with the day or the month that it is of, and who says so. */
interface Dated {
  value: number;
  /** `2025-08-18`, or `2025-08` for the mean of a month. */
  date: string;
  source: string;
}

/** The market of a day that is long past, as far as it is known. */
export interface PastMarket {
  day: string;
  /** In force at the end of the day, from the block headers. */
  difficulty: number;
  subsidyBtc: number;
  /** Unix milliseconds, earliest first, projected from the first block of the period. */
  halvingTimes: number[];
  /** Printed on the day or the day after, else the mean of its month; undefined where neither is known. */
  priceUsd: Dated | undefined;
  /** Mean of the month; where it is not known, that of the months that are. */
  feesBtcPerBlock: Dated & { assumed: boolean };
}

/** The market of a day, `2025-08-18`; undefined outside 23 May 2024 … 25 June 2026, or where the day is not known. */
export function marketOn({ day }: { day: string }): PastMarket | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const endOfDay = Date.parse(day) + DAY_MS;
  const period = periods.findLast(([, , startSeconds]) => startSeconds * 1000 < endOfDay);
  if (period === undefined || endOfDay > HISTORY_ENDS) return undefined;
  const [height, bits, startSeconds] = period;
  const { blocksLeft } = nextHalving({ height });
  const nextTime = (startSeconds + blocksLeft * secondsPerBlock) * 1000;
  return {
    day,
    difficulty: difficultyFromBits({ bits }),
    subsidyBtc: subsidyBtc({ height }),
    halvingTimes: projectedHalvings({
      height,
      nextTime,
      secondsPerBlock,
      years: YEARS_OF_HALVINGS,
    }),
    priceUsd: priceOn(day),
    feesBtcPerBlock: feesIn(day.slice(0, 7)),
  };
}

const MEAN_OF_BLOCKS = 'built-in mean over the blocks of the month';

function priceOn(day: string): Dated | undefined {
  const daysAfter = (printed: string) => (Date.parse(printed) - Date.parse(day)) / DAY_MS;
  const printed =
    printedPrices.find((one) => daysAfter(one.day) === 0) ??
    printedPrices.find((one) => daysAfter(one.day) === 1);
  if (printed) return { value: printed.priceUsd, date: printed.day, source: printed.source };
  const month = monthOf(day);
  return month && { value: month.priceUsd, date: month.month, source: MEAN_OF_BLOCKS };
}

const monthOf = (day: string): ReferenceMonth | undefined =>
  referenceMonths.find(({ month }) => day.startsWith(month));

function feesIn(name: string): PastMarket['feesBtcPerBlock'] {
  const known = referenceMonths.find(({ month }) => month === name);
  if (known) return { value: known.feesBtcPerBlock, date: name, source: MEAN_OF_BLOCKS, assumed: false };
  const sum = referenceMonths.reduce((total, { feesBtcPerBlock }) => total + feesBtcPerBlock, 0);
  const [first, last] = [referenceMonths[0]!.month, referenceMonths.at(-1)!.month];
  return {
    value: sum / referenceMonths.length,
    date: last,
    source: `assumed: the mean of ${first} to ${last}`,
    assumed: true,
  };
}
