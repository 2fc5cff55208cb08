import type { MonthMeans } from '../../economics/index.ts';
import type { DailyRow, MarketSnapshot } from '../../market/contract.ts';
import { reference, referenceMonths } from '../../market/reference.ts';

/** Means of a calendar month, and how they came about. */
export interface KnownMonth {
  /** `2025-09` */
  month: string;
  means: MonthMeans;
  hashrateEhPerS?: number;
  source: string;
  /** The end of its last day in the history, or when the reference was made: Unix milliseconds. */
  observedAt: number;
  state: 'confirmed' | 'reference';
  /** What of the month is missing, in words; undefined when nothing is. */
  partial?: string;
}

const HASHES_PER_DIFFICULTY = 2 ** 32;
const HASHES_PER_PH_DAY = 86_400 * 1e15;
/** Since the halving of April 2024, before every reference month. */
const REFERENCE_SUBSIDY_BTC = 3.125;
/** Fewer days of a month say too little of it. */
const FEWEST_DAYS = 10;
const DAY_MS = 86_400_000;
const PARTIAL_REFERENCE: Record<string, string> = { '2025-08': 'from the 11th' };

/** The months that are known, oldest first: from the daily history, else from the built-in reference months. */
export function knownMonths({ history, now }: Pick<MarketSnapshot, 'history' | 'now'>): KnownMonth[] {
  const months = new Map(referenceMonths.map((one) => [one.month, fromReference(one)]));
  const byMonth = Map.groupBy(history.flatMap(completeDay), ({ day }) => day.slice(0, 7));
  for (const [month, days] of byMonth) {
    const found = fromHistory({ month, days, now });
    const known = months.get(month);
    if (days.length >= FEWEST_DAYS && (known === undefined || found.partial === undefined))
      months.set(month, found);
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

function fromReference(one: (typeof referenceMonths)[number]): KnownMonth {
  const { month, hashrateEhPerS, priceUsd, difficulty, feesBtcPerBlock, hashpriceUsdPerPhDay } = one;
  const partial = PARTIAL_REFERENCE[month];
  return {
    month,
    means: { priceUsd, difficulty, feesBtcPerBlock, subsidyBtc: REFERENCE_SUBSIDY_BTC, hashpriceUsdPerPhDay },
    hashrateEhPerS,
    source: 'built-in reference months, every block',
    observedAt: reference.observedAt,
    state: 'reference',
    ...(partial === undefined ? {} : { partial }),
  };
}

type Day = { day: string } & MonthMeans;

/** A day with all that a mean is made of; the subsidy is what hashprice leaves after the fees. */
function completeDay({
  day,
  priceUsd,
  difficulty,
  feesBtcPerBlock,
  hashpriceBtcPerPhDay,
  hashpriceUsdPerPhDay,
}: DailyRow): Day[] {
  if (priceUsd === undefined || difficulty === undefined || feesBtcPerBlock === undefined) return [];
  if (hashpriceBtcPerPhDay === undefined || hashpriceUsdPerPhDay === undefined) return [];
  const rewardBtc = (hashpriceBtcPerPhDay * difficulty * HASHES_PER_DIFFICULTY) / HASHES_PER_PH_DAY;
  const subsidyBtc = Math.max(0, rewardBtc - feesBtcPerBlock);
  return [{ day, priceUsd, difficulty, feesBtcPerBlock, subsidyBtc, hashpriceUsdPerPhDay }];
}

function fromHistory({ month, days, now }: { month: string; days: Day[]; now: number }): KnownMonth {
  const mean = (field: keyof MonthMeans) => days.reduce((sum, day) => sum + day[field], 0) / days.length;
  const [year, ofYear] = month.split('-').map(Number) as [number, number];
  const inMonth = new Date(Date.UTC(year, ofYear, 0)).getUTCDate();
  return {
    month,
    means: {
      priceUsd: mean('priceUsd'),
      difficulty: mean('difficulty'),
      feesBtcPerBlock: mean('feesBtcPerBlock'),
      subsidyBtc: mean('subsidyBtc'),
      hashpriceUsdPerPhDay: mean('hashpriceUsdPerPhDay'),
    },
    source: 'daily history',
    observedAt: Math.min(now, Date.parse(days.at(-1)!.day) + DAY_MS),
    state: 'confirmed',
    ...(days.length < inMonth ? { partial: `${days.length} of ${inMonth} days` } : {}),
  };
}
