import type { Block, Part } from '../../chat/reply.ts';
import { figure, type Metric } from '../../chat/show/figures.ts';
import { memoize } from '../../common/memoize.ts';
import type { DailyRow } from '../../market/contract.ts';
import type { MarketView } from './view.ts';

const DAY_MS = 86_400_000;

/** The row of the UTC day that lies `days` before `now`; undefined where history does not hold it. */
export function rowBefore(asked: {
  history: readonly DailyRow[];
  now: number;
  days: number;
}): DailyRow | undefined {
  const day = new Date(asked.now - asked.days * DAY_MS).toISOString().slice(0, 10);
  return asked.history.find((row) => row.day === day);
}

const TRACKED = [
  { name: 'Hashprice', metric: 'hashpriceChangePercent', of: 'hashpriceUsdPerPhDay' },
  { name: 'BTC price', metric: 'btcPriceChangePercent', of: 'priceUsd' },
  { name: 'Difficulty', metric: 'difficultyChangePercent', of: 'difficulty' },
] as const satisfies { name: string; metric: Metric; of: keyof DailyRow }[];

const SPANS = [1, 7, 30];

/** `A petahash earns $35.05/PH/day, +2.10% in 7 days`; without the history of that day, what it earns alone. */
export const hashpriceHeadline = memoize((view: MarketView): string => {
  const { hashprice, from } = view;
  const now = figure({ metric: 'hashpriceUsdPerPhDay', value: hashprice.usdPerPhDay, from: from.hashprice });
  const [ofHashprice = []] = changeRows(view);
  const moves = ofHashprice
    .slice(1)
    .flatMap((part, at) => (typeof part === 'string' ? [] : [`${part.text} in ${spanWords(SPANS[at]!)}`]));
  return [`A petahash earns ${now.text}`, ...moves.slice(0, 2)].join(', ');
});

const spanWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** How hashprice, price and difficulty moved over 1, 7 and 30 days; `no history` where that is not known of some. */
export function changesTable(view: MarketView): Block {
  if (view.snapshot.history.length === 0)
    return { kind: 'text', parts: ['How hashprice moved is not known here: there is no history.'] };
  return {
    kind: 'table',
    title: 'Changes',
    columns: [
      { label: '', align: 'left' },
      ...SPANS.map((days) => ({ label: spanWords(days), align: 'right' as const })),
    ],
    rows: changeRows(view),
  };
}

const changeRows = memoize(({ snapshot, hashprice, from }: MarketView): Part[][] => {
  const present = {
    hashpriceUsdPerPhDay: { value: hashprice.usdPerPhDay, from: from.hashprice },
    priceUsd: { value: hashprice.priceUsd, from: from.price },
    difficulty: { value: hashprice.difficulty, from: from.chain },
  };
  const cell = (tracked: (typeof TRACKED)[number], days: number): Part => {
    const past = rowBefore({ history: snapshot.history, now: snapshot.now, days })?.[tracked.of];
    if (past === undefined) return 'no history';
    const { value, from } = present[tracked.of];
    const subject = spanWords(days);
    return figure({ metric: tracked.metric, value: (value / past - 1) * 100, subject, from });
  };
  return TRACKED.map((tracked) => [tracked.name, ...SPANS.map((days) => cell(tracked, days))]);
});

/** `, −4.20% in 30 days`; nothing where history does not hold that day. */
export function changeWords(asked: {
  view: MarketView;
  days: number;
  of: (typeof TRACKED)[number]['of'] | Exclude<keyof DailyRow, 'day' | 'source' | 'observedAt'>;
  present: number;
}): string {
  const { view, days, of, present } = asked;
  const { history, now } = view.snapshot;
  const past = rowBefore({ history, now, days })?.[of];
  const metric = TRACKED.find((tracked) => tracked.of === of)?.metric;
  if (past === undefined || metric === undefined) return '';
  const value = (present / past - 1) * 100;
  return `, ${figure({ metric, value, from: view.from.hashprice }).text} in ${days} days`;
}
