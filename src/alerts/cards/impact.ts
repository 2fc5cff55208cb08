import type { Block, Part } from '../../chat/reply.ts';
import { bare } from '../../chat/show/chart.ts';
import { figure, type Metric, type Provenance } from '../../chat/show/figures.ts';
import { marginAt, type Payouts, payoutOf, type SiteLine } from '../reading/siteLine.ts';

/** A message is read on a telephone: more sites than this are summed up. */
const MOST_ROWS = 5;

/** What the present hashprice means for the tenant's sites: margins, the worst first, and classes under water. */
export function impactBlocks(asked: {
  lines: readonly SiteLine[];
  payouts: Payouts | undefined;
  /** Before the event, where there was one that changed them. */
  before?: Payouts | undefined;
  from: Provenance;
}): Block[] {
  const { lines, payouts, before, from } = asked;
  if (payouts === undefined || lines.length === 0) return [];
  const marginOf = (line: SiteLine, at: Payouts) => marginAt(line, payoutOf({ line, payouts: at }));
  const sites = lines
    .map((line) => ({ line, marginUsdPerDay: marginOf(line, payouts) }))
    .sort((a, b) => a.marginUsdPerDay - b.marginUsdPerDay);
  // A phone has room for the columns without the unit in each line.
  const shown = (metric: Metric) => (subject: string, value: number) => {
    const of = figure({ metric, value, subject, from });
    return { ...of, text: bare(of) };
  };
  const margin = shown('marginUsdPerDay');
  const changed = shown('marginChangeUsdPerDay');
  const rows = sites
    .slice(0, MOST_ROWS)
    .map(({ line, marginUsdPerDay }): Part[] => [
      line.name,
      margin(line.name, marginUsdPerDay),
      ...(before ? [changed(line.name, marginUsdPerDay - marginOf(line, before))] : []),
      underWater({ line, payouts }),
    ]);
  const rest = sites.slice(MOST_ROWS);
  const sum = rest.reduce((total, { marginUsdPerDay }) => total + marginUsdPerDay, 0);
  if (rest.length > 0)
    rows.push([`${rest.length} more`, margin('the other sites', sum), ...(before ? [''] : []), '']);
  return [
    {
      kind: 'table',
      columns: [
        { label: 'Your sites now', align: 'left' },
        { label: 'Margin a day', align: 'right' },
        ...(before ? [{ label: 'Change a day', align: 'right' as const }] : []),
        { label: 'Under water', align: 'left' },
      ],
      rows,
    },
  ];
}

function underWater({ line, payouts }: { line: SiteLine; payouts: Payouts }): string {
  const payout = payoutOf({ line, payouts });
  const losing = line.classes.filter((one) => marginAt(one, payout) < 0).map(({ machine }) => machine);
  if (losing.length === 0) return 'none';
  return losing.length === line.classes.length && losing.length > 1 ? 'all classes' : losing.join(', ');
}
