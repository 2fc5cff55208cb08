import type { Block, Figure, Part } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { Bill, BillLine } from '../../economics/index.ts';
import { billMetrics } from './metrics.ts';
import { lineNames, quantityOf, rateOf } from './steps.ts';

/** As many rows are read at one look. */
const MOST_ROWS = 5;

/** The largest lines in their order, and the rest as one, so that what is shown adds up to the bill; nothing without lines. */
export function linesTable({ bill, from }: { bill: Bill; from: Provenance }): Block[] {
  if (bill.lines.length === 0) return [];
  const names = lineNames(bill);
  const bySize = [...bill.lines.keys()].sort(
    (a, b) => Math.abs(bill.lines[b]!.usd) - Math.abs(bill.lines[a]!.usd),
  );
  const shown = new Set(bySize.length > MOST_ROWS ? bySize.slice(0, MOST_ROWS - 1) : bySize);
  const rows = [...shown]
    .sort((a, b) => a - b)
    .map((at): Part[] => [names[at]!, lineUsd({ line: bill.lines[at]!, name: names[at]!, from })]);
  const others = bill.lines.filter((_, at) => !shown.has(at));
  const value = Math.round(others.reduce((sum, { usd }) => sum + usd * 100, 0)) / 100;
  const rest = figure({ own: billMetrics, metric: 'billOtherLinesUsd', value, subject: bill.month, from });
  return [
    {
      kind: 'table',
      columns: [
        { label: 'Line', align: 'left' },
        { label: 'USD', align: 'right' },
      ],
      rows: [...rows, ...(others.length > 0 ? [[`${others.length} other lines`, rest]] : [])],
    },
  ];
}

const lineUsd = ({ line, name, from }: { line: BillLine; name: string; from: Provenance }): Figure =>
  figure({ own: billMetrics, metric: 'billLineUsd', value: line.usd, subject: name, from });

/** Every line with its quantity and its rate; nothing without lines. */
export function wholeTable({ bill, from }: { bill: Bill; from: Provenance }): Block[] {
  if (bill.lines.length === 0) return [];
  const names = lineNames(bill);
  const table = tableOf({
    title: 'Every line: quantity × rate',
    columns: ['Line', 'Quantity', 'Rate', 'USD'],
    rows: bill.lines.map((line, at): Part[] => {
      const subject = names[at]!;
      return [
        subject,
        quantityOf({ line, subject, from }),
        rateOf({ line, subject, from }),
        lineUsd({ line, name: subject, from }),
      ];
    }),
  });
  return [table];
}

/** The demand of a line, nothing where the bill does not have it any more. */
export function coincidentKw(asked: { bill: Bill; name: string; from: Provenance; subject: string }): Part {
  const { bill, name, from, subject } = asked;
  const at = lineNames(bill).indexOf(name);
  const value = bill.lines[at]?.quantity ?? 0;
  return figure({ own: billMetrics, metric: 'billedKw', value, subject: `${name}, ${subject}`, from });
}
