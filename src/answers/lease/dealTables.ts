import type { Block, Figure, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { assumptions, type Deal, dealMedians, dealRent, type LeaseForm } from '../../economics/index.ts';

/** Deals with what follows from them; those that no median counts are marked. */
export function dealTable({ deals, what = 'Rent' }: { deals: readonly Deal[]; what?: string }): Block {
  return tableOf({
    title: `${what} per kW-month: of year 1 (rising ${assumptions.escalatorPercentPerYear.value}% a year where no source says), and the average over the initial term`,
    columns: ['Deal', 'MW', 'Year 1', 'Average'],
    rows: deals.toReversed().map(dealRow),
  });
}

/** The deals beside a lease that is judged. */
export const alikeTable = (deals: readonly Deal[]): Block[] =>
  deals.length > 0 ? [dealTable({ deals, what: 'Rent of the signed leases most alike,' })] : [];

const MOST_ALIKE = 2;

/** The signed deals of the same structure whose term is nearest, the latest first where several are; two at most. */
export function alikeDeals(asked: {
  deals: readonly Deal[];
  leaseForm: LeaseForm;
  termYears: number;
}): Deal[] {
  const { deals, leaseForm, termYears } = asked;
  const away = (deal: Deal) => Math.abs((deal.termYears ?? 0) - termYears);
  return deals
    .filter(({ status, structure }) => status === 'signed' && structure === leaseForm)
    .filter((deal) => deal.criticalMw !== undefined && dealRent(deal) !== undefined)
    .toSorted((one, other) => away(one) - away(other) || other.date.localeCompare(one.date))
    .slice(0, MOST_ALIKE);
}

/** The latest deals with the rent of year 1, where it is known: what a phone shows in a line each. */
export function rentTable({ deals }: { deals: readonly Deal[] }): Block {
  return tableOf({
    title: 'Rent of year 1 per kW-month of these MW, critical unless said; the latest first',
    inDetails: true,
    columns: ['Deal', 'MW', '$/kW-mo'],
    rows: deals.toReversed().map((deal): Part[] => {
      const name = `${deal.date.slice(0, 7)} ${deal.landlord}${deal.status === 'signed' ? '' : ` (${deal.status})`}`;
      const year1 = firstYearRent(deal);
      return [
        name,
        megawattsOf(deal),
        year1 === undefined ? '—' : { ...year1, text: year1.text.replace('/kW-month', '') },
      ];
    }),
  });
}

/** The rent of year 1 per kW-month; undefined where it does not follow from what is known of the deal. */
export function firstYearRent(deal: Deal): Figure | undefined {
  const rent = dealRent(deal);
  const subject = `${deal.date} ${deal.landlord}, ${deal.site}`;
  const from = { source: deal.source, observedAt: Date.parse(deal.date) };
  return (
    rent &&
    figure({
      own: leaseMetrics,
      metric: 'rentUsdPerKwMonth',
      value: rent.firstYearUsdPerKwMonth,
      subject,
      from,
    })
  );
}

/** Critical where they are known; gross ones are marked, because rents per gross and per critical MW are unlike. */
function megawattsOf({ criticalMw, grossMw }: Deal): string {
  if (criticalMw !== undefined) return String(criticalMw);
  return grossMw === undefined ? 'not said' : `${grossMw} gross`;
}

/** `15 signed deals; triple-net, critical MW: $128.02/kW-month in year 1, the median of 3` */
export function dealsHeadline({ deals, about }: { deals: readonly Deal[]; about: string }): string {
  const signed = deals.filter(({ status }) => status === 'signed').length;
  const [most] = dealMedians(deals).toSorted((one, other) => other.count - one.count);
  const counted = `${signed} signed ${signed === 1 ? 'deal' : 'deals'}${about}`;
  if (most === undefined) return counted;
  const rent = leaseMetrics.rentUsdPerKwMonth.show(most.firstYearUsdPerKwMonth);
  const kind = `${most.structure}${most.retrofit ? ', retrofit' : ''}, ${most.basis} MW`;
  return most.count === 1
    ? `${counted}; ${kind}: ${rent} in year 1, of one deal`
    : `${counted}; ${kind}: ${rent} in year 1, the median of ${most.count}`;
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
      : figure({
          own: leaseMetrics,
          metric: 'rentUsdPerKwMonth',
          value: rent.firstYearUsdPerKwMonth,
          subject,
          from,
        }),
    rent === undefined
      ? '—'
      : figure({
          own: leaseMetrics,
          metric: 'averageRentUsdPerKwMonth',
          value: rent.averageUsdPerKwMonth,
          subject,
          from,
        }),
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
          figure({ own: leaseMetrics, metric: 'dealCount', value: count, subject, from }),
          figure({
            own: leaseMetrics,
            metric: 'rentUsdPerKwMonth',
            value: median.firstYearUsdPerKwMonth,
            subject,
            from,
          }),
          figure({
            own: leaseMetrics,
            metric: 'averageRentUsdPerKwMonth',
            value: median.averageUsdPerKwMonth,
            subject,
            from,
          }),
        ];
      }),
    }),
  ];
}
