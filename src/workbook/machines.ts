import type { SiteCase } from '../answers/site/question.ts';
import type { SiteWorkings } from '../answers/workings.ts';
import { type ClassEconomics, type FleetItem, machineLabel, watts } from '../economics/index.ts';
import { type Cell, columnName, NOT_GIVEN, type NumberFormat, text, type Worksheet, where } from './cells.ts';
import { type InputName, inputAt } from './inputs.ts';
import { hashpriceFormulas } from './market.ts';

/** A class of machines, the case that it is of, and where it stands. */
interface Class {
  of: SiteCase;
  /** Of the case, among the inputs. */
  at: number;
  item: FleetItem;
  economics: ClassEconomics;
  /** Counted from 0. */
  row: number;
  /** The row of an earlier case that has the same machines. */
  like: number | undefined;
}

const names = [
  'count',
  'thPerS',
  'watts',
  'jPerTh',
  'phPerS',
  'mw',
  'mwh',
  'revenue',
  'fee',
  'energy',
  'other',
  'margin',
  'marginShare',
  'marginPerMw',
  'breakevenPower',
  'breakevenHashprice',
] as const;
export type ColumnName = (typeof names)[number];

/** Names a column of the row, or an input of the case. */
interface Here {
  cell: (column: ColumnName) => string;
  input: (name: InputName) => string;
  payoutUsd: string;
  hashpriceUsd: string;
}

interface Column {
  label: string;
  format: NumberFormat;
  value: (of: Class) => number | string;
  /** An input, unless there is one. */
  formula?: (here: Here) => string;
}

/** A sum passes over what is not given. */
const perMwhCosts = (cell: Here['cell']): string => `SUM(${cell('energy')},${cell('other')})`;

const COLUMNS: Record<ColumnName, Column> = {
  count: column('Machines', 'general', ({ item }) => item.count),
  thPerS: column('TH/s each', 'general', ({ item }) => item.machine.hashrateThPerS),
  watts: column('W each', 'general', ({ item }) => watts(item)),
  jPerTh: column(
    'J/TH',
    'cents',
    ({ economics }) => economics.efficiencyJPerTh,
    ({ cell }) => `${cell('watts')}/${cell('thPerS')}`,
  ),
  phPerS: column(
    'PH/s',
    'cents',
    ({ economics }) => economics.hashratePhPerS,
    ({ cell, input }) => `${cell('count')}*${cell('thPerS')}/1000*${input('uptime')}`,
  ),
  mw: column(
    'MW at the meter',
    'cents',
    ({ economics }) => economics.powerDrawMw,
    ({ cell, input }) => `${cell('count')}*${cell('watts')}/1000000*${input('pue')}`,
  ),
  mwh: column(
    'MWh a day',
    'cents',
    ({ economics }) => economics.energyMwhPerDay,
    ({ cell, input }) => `${cell('mw')}*24*${input('uptime')}`,
  ),
  revenue: column(
    'Revenue, USD a day',
    'usdCents',
    ({ economics }) => economics.revenueUsdPerDay,
    ({ cell, payoutUsd }) => `${cell('phPerS')}*${payoutUsd}`,
  ),
  fee: column(
    'Pool fee, USD a day',
    'usdCents',
    ({ economics }) => economics.poolFeeUsdPerDay,
    ({ cell, input }) => `${cell('revenue')}*${input('poolFee')}`,
  ),
  energy: column(
    'Energy, USD a day',
    'usdCents',
    ({ economics }) => economics.powerCostUsdPerDay,
    ({ cell, input }) => `${cell('mwh')}*${input('power')}`,
  ),
  other: column(
    'Other per MWh, USD a day',
    'usdCents',
    ({ of, economics }) =>
      of.question.site.otherOperatingUsdPerMwh === undefined ? NOT_GIVEN : economics.otherOperatingUsdPerDay,
    ({ cell, input }) => where([input('otherPerMwh')], `${cell('mwh')}*${input('otherPerMwh')}`),
  ),
  margin: column(
    'Margin before costs of the site, USD a day',
    'usdCents',
    ({ economics }) => economics.marginUsdPerDay,
    ({ cell }) => `${cell('revenue')}-${cell('fee')}-${perMwhCosts(cell)}`,
  ),
  marginShare: column(
    'Margin of revenue',
    'percent',
    ({ economics }) => economics.marginPercent / 100,
    ({ cell }) => `${cell('margin')}/${cell('revenue')}`,
  ),
  marginPerMw: column(
    'Margin per MW, USD a day',
    'usdCents',
    ({ economics }) => economics.marginUsdPerDay / economics.powerDrawMw,
    ({ cell }) => `${cell('margin')}/${cell('mw')}`,
  ),
  breakevenPower: column(
    'Breakeven power price, USD/MWh',
    'usdCents',
    ({ economics }) => economics.breakevenPowerPriceUsdPerMwh,
    ({ cell }) => `(${cell('margin')}+${cell('energy')})/${cell('mwh')}`,
  ),
  breakevenHashprice: column(
    'Breakeven hashprice, USD/PH/day',
    'usdCents',
    ({ economics }) => economics.breakevenHashpriceUsdPerPhDay,
    ({ cell, hashpriceUsd }) => `${hashpriceUsd}*${perMwhCosts(cell)}/(${cell('revenue')}-${cell('fee')})`,
  ),
};

/** Of which site, and which machine. */
const FIRST_COLUMN = 2;

function column(
  label: string,
  format: NumberFormat,
  value: Column['value'],
  formula?: Column['formula'],
): Column {
  return { label, format, value, ...(formula && { formula }) };
}

const letterOf = (name: ColumnName): string => columnName(FIRST_COLUMN + names.indexOf(name));

/** The cells of a case in a column: `Machines!I2:I3`. */
export function machineCells(asked: { cases: readonly SiteCase[]; at: number; name: ColumnName }): string {
  const { cases, at, name } = asked;
  const rows = classesOf(cases).filter((it) => it.at === at);
  const letter = letterOf(name);
  return `Machines!${letter}${rows[0]!.row + 1}:${letter}${rows.at(-1)!.row + 1}`;
}

/** Every class of machines of every case, by what switching it off would lose and save. */
export function machinesSheet({ kind, cases }: SiteWorkings): Worksheet {
  const head = ['Site', 'Machine', ...names.map((name) => COLUMNS[name].label)];
  return {
    name: 'Machines',
    widths: [30, 26, ...names.map(() => 16)],
    frozen: { rows: 1, columns: 2 },
    rows: [
      head.map((label) => text(label, 'head')),
      ...classesOf(cases).map((of): Cell[] => [
        text(of.of.subject),
        text(machineLabel(of.item)),
        ...names.map((name) => machineCell({ of, name, at: kind === 'machines' ? 0 : of.at })),
      ]),
    ],
  };
}

function machineCell({ of, name, at }: { of: Class; name: ColumnName; at: number }): Cell {
  const { format, value, formula } = COLUMNS[name];
  const known = { value: value(of), format };
  const letter = letterOf(name);
  if (!formula)
    return of.like === undefined
      ? { ...known, look: 'input' }
      : { ...known, formula: `${letter}${of.like + 1}` };
  const input = (asked: InputName) => inputAt(asked, at);
  const { usdPerPhDay, paidShare } = hashpriceFormulas(input);
  const here: Here = {
    input,
    cell: (other) => `${letterOf(other)}${of.row + 1}`,
    payoutUsd: `${usdPerPhDay}*${paidShare}`,
    hashpriceUsd: usdPerPhDay,
  };
  return { ...known, formula: formula(here) };
}

function classesOf(cases: readonly SiteCase[]): Class[] {
  const classes: Class[] = [];
  for (const [at, of] of cases.entries()) {
    for (const [index, item] of of.question.site.fleet.entries()) {
      const like = classes.find(
        (it) => it.at < at && it.item === item && it.of.question.site.name === of.question.site.name,
      )?.row;
      classes.push({ of, at, item, economics: of.economics.classes[index]!, row: classes.length + 1, like });
    }
  }
  return classes;
}
