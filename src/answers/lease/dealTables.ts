import type { Block, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { type Deal, dealMedians, dealRent } from '../../economics/index.ts';

/** Deals with what follows from them; those that no median counts are marked. */
export function dealTable({ deals }: { deals: readonly Deal[] }): Block {
  return tableOf({
    title: 'Averages over the initial term',
    columns: ['Deal', 'MW', '$/MW-year', '$/kW-month'],
    rows: deals.toReversed().map(dealRow),
  });
}

function dealRow(deal: Deal): Part[] {
  const { date, landlord, tenant, site, structure, status, termYears, source, own, note } = deal;
  const marks = [
    ...(status === 'signed' ? [] : [status.toUpperCase()]),
    ...(own ? ['yours'] : []),
    ...(note === undefined ? [] : [note]),
  ];
  const term = termYears === undefined ? [] : [`${termYears} y`];
  const words = [`${date} ${landlord} – ${tenant}, ${site}`, structure, ...term, ...marks, source].join('; ');
  const megawatts = deal.criticalMw ?? deal.grossMw;
  const basis = deal.criticalMw === undefined ? 'gross' : 'critical';
  const rent = dealRent(deal);
  const subject = `${date} ${landlord}, ${site}`;
  const from = { source, observedAt: Date.parse(date) };
  return [
    words,
    megawatts === undefined ? 'not said' : `${megawatts} ${basis}`,
    rent === undefined
      ? '—'
      : figure({ metric: 'rentUsdMPerMwYear', value: rent.rentUsdMPerMwYear, subject, from }),
    rent === undefined
      ? '—'
      : figure({ metric: 'rentUsdPerKwMonth', value: rent.rentUsdPerKwMonth, subject, from }),
  ];
}

/** The median of each structure, critical and gross megawatts apart. */
export function medianTable({ deals }: { deals: readonly Deal[] }): Block[] {
  const medians = dealMedians(deals);
  if (medians.length === 0) return [];
  const from = { source: 'signed deals', observedAt: Math.max(...deals.map(({ date }) => Date.parse(date))) };
  return [
    tableOf({
      title: 'Medians of what was signed; marked deals are left out',
      columns: ['Structure', 'Deals', '$/MW-year', '$/kW-month'],
      rows: medians.map(({ structure, basis, count, few, ...median }) => {
        const subject = `${structure}, ${basis} MW`;
        return [
          `${subject}${few ? ' (fewer than three)' : ''}`,
          figure({ metric: 'dealCount', value: count, subject, from }),
          figure({ metric: 'rentUsdMPerMwYear', value: median.rentUsdMPerMwYear, subject, from }),
          figure({ metric: 'rentUsdPerKwMonth', value: median.rentUsdPerKwMonth, subject, from }),
        ];
      }),
    }),
  ];
}
