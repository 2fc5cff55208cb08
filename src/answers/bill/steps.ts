import type { Figure, Step } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { exact, fixed } from '../../chat/show/numerals.ts';
import type { Bill, BillLine } from '../../economics/index.ts';
import { billMetrics } from './metrics.ts';

/** What each line is called: its component, as far as that is known, numbered where a tariff that changed has two of that name. */
export function lineNames({ lines }: Pick<Bill, 'lines'>): string[] {
  const seen = new Map<string, number>();
  return lines.map(({ component, partial }) => {
    const name = `${component}${partial ? ', on what is known' : ''}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

interface Of {
  line: BillLine;
  subject: string;
  from: Provenance;
}

/** What quantities and rates of a unit are shown in, and how many of the unit that is. */
const SHOWN = {
  kWh: { quantity: 'billedMwh', rate: 'tariffUsdPerMwh', units: 1000 },
  kW: { quantity: 'billedKw', rate: 'tariffUsdPerKw', units: 1 },
  day: { quantity: 'billedDays', rate: 'tariffUsdPerDay', units: 1 },
  month: { quantity: 'billedMonths', rate: 'tariffUsdPerMonth', units: 1 },
  USD: { quantity: 'billedBaseUsd', rate: 'tariffSharePercent', units: 1 },
} as const;

export function quantityOf({ line, subject, from }: Of): Figure {
  const { quantity, units } = SHOWN[line.unit];
  return figure({ own: billMetrics, metric: quantity, value: line.quantity / units, subject, from });
}

/** USD per unit, or the share of an amount of money in percent. */
export function rateOf({ line, subject, from }: Of): Figure {
  const { rate, units } = SHOWN[line.unit];
  const value = line.usdPerUnit * (line.unit === 'USD' ? 100 : units);
  return figure({ own: billMetrics, metric: rate, value: Number(value.toPrecision(12)), subject, from });
}

/** Each line as quantity × rate, then their sum. */
export function billSteps(asked: { bill: Bill; from: Provenance; subject: string }): Step[] {
  const { bill, from, subject } = asked;
  const names = lineNames(bill);
  const usdOf = (line: BillLine, name: string) =>
    figure({ own: billMetrics, metric: 'billLineUsd', value: line.usd, subject: name, from });
  const steps = bill.lines.map((line, at): Step => {
    const of = { line, subject: names[at]!, from };
    return {
      result: usdOf(line, names[at]!),
      formula: `${names[at]!} = quantity × rate, to the cent${ofProfit(line)}`,
      inputs: [quantityOf(of), rateOf(of)],
      arithmetic: `${exact(line.quantity / SHOWN[line.unit].units)} × ${exact(line.usdPerUnit * SHOWN[line.unit].units)} = ${cents(line.usd)}`,
    };
  });
  if (steps.length === 0) return [];
  return [
    ...steps,
    {
      result: figure({ own: billMetrics, metric: 'billUsd', value: bill.totalUsd, subject, from }),
      formula: 'bill = sum of its lines',
      inputs: bill.lines.map((line, at) => usdOf(line, names[at]!)),
      arithmetic: `${sumWords(bill.lines)} = ${cents(bill.totalUsd)}`,
    },
  ];
}

const ofProfit = ({ kind, component }: BillLine): string =>
  kind === 'hosting' && component.endsWith('share of profit')
    ? '; the quantity is revenue less the lines above'
    : '';

/** `3.74 + 12.00 − 4.10`, which is how a credit is taken off. */
const sumWords = (lines: readonly BillLine[]): string =>
  lines
    .map(({ usd }, at) => (at === 0 ? cents(usd) : `${usd < 0 ? '−' : '+'} ${cents(Math.abs(usd))}`))
    .join(' ');

const cents = (usd: number): string => fixed(usd, 2);
