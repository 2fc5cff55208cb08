import type { Block, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { assumptions, type Deal, dealMedians, dealRent } from '../../economics/index.ts';

/** Deals with what follows from them; those that no median counts are marked. */
export function dealTable({ deals }: { deals: readonly Deal[] }): Block {
  return tableOf({
    title: `Rent per kW-month: of year 1 (rising ${assumptions.escalatorPercentPerYear.value}% a year where no source says), and the average over the initial term`,
    columns: ['Deal', 'MW', 'Year 1', 'Average'],
    rows: deals.toReversed().map(dealRow),
  });
}

function dealRow(deal: Deal): Part[] {
  const { date, landlord, lessee, site, structure, status, termYears, source, own, note, retrofit } = deal;
  const rent = dealRent(deal);
  const marks = [
    ...(status === 'signed' ? [] : [status.toUpperCase()]),
    ...(own ? ['yours'] : []),
    ...(retrofit ? ['retrofit'] : []),
    ...(rent?.escalatorAssumed === false ? [`${rent.escalatorPercentPerYear}% a year`] : []),
    ...(note === undefined ? [] : [note]),
  ];
  const term = termYears === undefined ? [] : [`${termYears} y`];
  const words = [`${date} ${landlord} – ${lessee}, ${site}`, structure, ...term, ...marks, source].join('; ');
  const megawatts = deal.criticalMw ?? deal.grossMw;
  const basis = deal.criticalMw === undefined ? 'gross' : 'critical';
  const subject = `${date} ${landlord}, ${site}`;
  const from = { source, observedAt: Date.parse(date) };
  return [
    words,
    megawatts === undefined ? 'not said' : `${megawatts} ${basis}`,
    rent === undefined
      ? '—'
      : figure({ metric: 'rentUsdPerKwMonth', value: rent.firstYearUsdPerKwMonth, subject, from }),
    rent === undefined
      ? '—'
      : figure({ metric: 'averageRentUsdPerKwMonth', value: rent.averageUsdPerKwMonth, subject, from }),
  ];
}

/** The median of each structure, critical and gross megawatts apart. */
export function medianTable({ deals }: { deals: readonly Deal[] }): Block[] {
  const medians = dealMedians(deals);
  if (medians.length === 0) return [];
  const from = { source: 'signed deals', observedAt: Math.max(...deals.map(({ date }) => Date.parse(date))) };
  return [
    tableOf({
      title: 'Medians of what was signed, per kW-month; marked deals are left out',
      columns: ['Structure', 'Deals', 'Year 1', 'Average'],
      rows: medians.map(({ structure, retrofit, basis, count, few, ...median }) => {
        const subject = `${structure}${retrofit ? ', retrofit' : ''}, ${basis} MW`;
        return [
          `${subject}${few ? ' (fewer than three)' : ''}`,
          figure({ metric: 'dealCount', value: count, subject, from }),
          figure({ metric: 'rentUsdPerKwMonth', value: median.firstYearUsdPerKwMonth, subject, from }),
          figure({ metric: 'averageRentUsdPerKwMonth', value: median.averageUsdPerKwMonth, subject, from }),
        ];
      }),
    }),
  ];
}
