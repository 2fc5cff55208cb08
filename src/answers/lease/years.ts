import type { BlockOf } from '../../chat/reply.ts';
import type { Alternative, UseYear } from '../../economics/index.ts';
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
    ...miningYears.map((year) => lineOf({ plan: 'never lease', year })),
    ...planLines('colocation', colocation),
    ...planLines('GPU cloud', gpuCloud),
    ...(other ? planLines('best split', other) : []),
  ];
  return {
    kind: 'file',
    name: 'mine-or-lease-by-year.csv',
    mediaType: 'text/csv',
    content: `${lines.join('\n')}\n`,
  };
}

const planLines = (plan: string, alternative: Alternative): string[] =>
  alternative.years.map((year) => lineOf({ plan, year, ...debtYear({ alternative, year }) }));

/** What the loans take and bring in a year of the conversion; mining has none. */
function debtYear({ alternative, year }: { alternative: Alternative; year: UseYear }) {
  const value = alternative.conversionValue;
  if (value === undefined || year.use === 'mining') return {};
  const sum = (usd: Float64Array) =>
    usd.subarray((year.year - 1) * 12, year.year * 12).reduce((total, one) => total + one, 0);
  return {
    serviceUsd: value.debt === undefined ? 0 : sum(value.debt.serviceUsd),
    netUsd: sum(value.equityFlowsUsd) - sum(value.flowsUsd),
  };
}

function lineOf(asked: { plan: string; year: UseYear; serviceUsd?: number; netUsd?: number }): string {
  const { plan, year, serviceUsd = 0, netUsd = 0 } = asked;
  const amounts = [
    year.revenueUsd,
    year.noiUsd,
    year.capexUsd,
    year.proceedsUsd,
    year.taxUsd,
    year.cashUsd,
    serviceUsd,
    netUsd,
    year.cashUsd + netUsd,
    year.presentUsd,
  ];
  return [plan, year.use, year.year, ...amounts.map(cents)].join(',');
}

/** What rounds to nothing has no sign. */
const cents = (usd: number): string => (Math.round(usd * 100) / 100 + 0).toFixed(2);
