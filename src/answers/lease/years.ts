import type { BlockOf } from '../../chat/reply.ts';
import type { UseYear } from '../../economics/index.ts';
import type { Judgement } from './judgement.ts';

const COLUMNS =
  'plan,use,year,revenue_usd,noi_usd,capex_usd,proceeds_usd,tax_usd,cash_usd,debt_service_usd,debt_net_usd,equity_cash_usd,present_value_usd';

/**
 * Every plan by use and year: cash = NOI − capex + proceeds − tax, equity cash = cash + debt_net (drawn − interest −
 * repaid − fee − reserve + tax saved). The present values of a plan add up to its NPV.
 */
export function yearsFile({ compared }: Pick<Judgement, 'compared'>): BlockOf<'file'> {
  const { miningYears, colocation, gpuCloud, split, leasable } = compared;
  const other = split !== undefined && split.convertedMw !== leasable.leasableMw ? split : undefined;
  const lines = [
    COLUMNS,
    ...planLines('never lease', miningYears),
    ...planLines('colocation', colocation.years),
    ...planLines('GPU cloud', gpuCloud.years),
    ...(other ? planLines('best split', other.years) : []),
  ];
  return {
    kind: 'file',
    name: 'mine-or-lease-by-year.csv',
    mediaType: 'text/csv',
    content: `${lines.join('\n')}\n`,
  };
}

const planLines = (plan: string, years: readonly UseYear[]): string[] =>
  years.map((year) => lineOf({ plan, year }));

function lineOf({ plan, year }: { plan: string; year: UseYear }): string {
  const amounts = [
    year.revenueUsd,
    year.noiUsd,
    year.capexUsd,
    year.proceedsUsd,
    year.taxUsd,
    year.cashUsd,
    year.debtServiceUsd,
    year.debtNetUsd,
    year.equityCashUsd,
    year.presentUsd,
  ];
  return [plan, year.use, year.year, ...amounts.map(cents)].join(',');
}

/** What rounds to nothing has no sign. */
const cents = (usd: number): string => (Math.round(usd * 100) / 100 + 0).toFixed(2);
