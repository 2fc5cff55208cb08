import { quoted, scanNumber } from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';
import type { Charge, Tariff } from '../../economics/index.ts';
import { Faults } from '../../sites/fleet/faults.ts';
import { type NamedRow, readNamedRows } from '../../sites/fleet/namedRows.ts';
import { soundTariff } from '../schema.ts';
import { layOut, type PeriodRow } from './layOut.ts';
import type { TariffRead } from './urdb.ts';
import { readDays, readHours, readMonths } from './when.ts';

/** The columns of a tariff in CSV: one row for each step of each period of each charge. */
const COLUMNS = [
  ...(['charge', 'name', 'period', 'months', 'days', 'hours', 'upTo', 'price', 'unit'] as const),
  ...(['ratchet', 'minimumKw'] as const),
];
type Column = (typeof COLUMNS)[number];

/** What a price may be in, by the kind of its charge, and what it is multiplied by. */
const UNITS: Record<string, Record<string, number>> = {
  energy: { '$/kwh': 1, 'c/kwh': 0.01, '¢/kwh': 0.01, 'cents/kwh': 0.01, '$/mwh': 0.001 },
  demand: { '$/kw': 1, '$/kw-month': 1, '$/mw': 0.001, '$/mw-month': 0.001 },
  fixed: { '$/month': 1, '$/day': 1, '$/year': 1 },
  minimum: { '$/month': 1, '$/day': 1 },
  percent: { '%': 0.01 },
};

interface Line extends PeriodRow {
  kind: string;
  name: string;
  unit: string;
  price: number;
  ratchet?: Extract<Charge, { kind: 'demand' }>['ratchet'];
  minimumKw?: number;
}

/**
 * Reads a tariff from CSV, whose prices bear their units. @throws UserError that names every fault by its row and column, and
 * refuses the file whole.
 */
export function readTariffCsv({ name, text }: { name: string; text: string }): TariffRead {
  const faults = new Faults();
  const rows = readNamedRows({ text, columns: COLUMNS, needed: ['charge', 'price', 'unit'], faults });
  if (!rows) throw faults.refusal(name);
  const lines = linesOf({ rows, faults });
  const charges = faults.isEmpty ? faults.collect('the file', () => chargesOf(lines)) : undefined;
  if (!charges || !faults.isEmpty) throw faults.refusal(name);
  return { tariff: soundTariff({ name: name.slice(0, 80), charges }), notes: [] };
}

function linesOf({ rows, faults }: { rows: NamedRow<Column>[]; faults: Faults }): Line[] {
  return rows.flatMap(({ place, cell }) => {
    const collect = <T>(column: Column, read: (cell: string) => T): T =>
      // A fault makes the whole file be refused, so that what stands here is never used.
      faults.collect(`${place}, ${column}`, () => read(cell(column))) as T;
    const kind = collect('charge', readKind);
    if (kind === undefined) return [];
    const unit = cell('unit').toLowerCase().replace(/\s/gu, '');
    const ratchet = cell('ratchet') === '' ? undefined : collect('ratchet', readRatchet);
    const minimumKw = cell('minimumKw') === '' ? undefined : collect('minimumKw', readNumber);
    if ((ratchet ?? minimumKw) !== undefined && kind !== 'demand')
      faults.add(place, 'ratchet and minimumKw are for demand alone');
    const isAlways = (['months', 'days', 'hours'] as const).every((column) => cell(column) === '');
    return [
      {
        kind,
        name: cell('name') || kind.replace(/^./u, (letter) => letter.toUpperCase()),
        period:
          cell('period') ||
          (isAlways ? 'all other hours' : `${cell('months')} ${cell('days')} ${cell('hours')}`.trim()),
        place,
        unit,
        price: collect('price', (text) => priceOf({ kind, unit, text })),
        ...(cell('upTo') !== '' && { upTo: collect('upTo', readNumber) }),
        ...(ratchet && { ratchet }),
        ...(minimumKw !== undefined && { minimumKw }),
        ...(!isAlways && {
          when: {
            months: collect('months', readMonths),
            hours: collect('hours', readHours),
            ...collect('days', readDays),
          },
        }),
      },
    ];
  });
}

function readKind(cell: string): string {
  const word = cell.toLowerCase();
  const kind = ['tax', 'rider'].includes(word) ? 'percent' : word;
  if (Object.hasOwn(UNITS, kind)) return kind;
  throw new UserError(`I read ${quoted(cell)}, expected ${Object.keys(UNITS).join(', ')}, tax or rider`);
}

function readNumber(cell: string): number {
  const number = scanNumber(cell.replace(/^\$/u, ''));
  if (number?.rest === '') return number.value;
  throw new UserError(`I read ${quoted(cell)}, expected a number such as 0.0617`);
}

function priceOf({ kind, unit, text }: { kind: string; unit: string; text: string }): number {
  const factors = UNITS[kind]!;
  if (!Object.hasOwn(factors, unit))
    throw new UserError(`it needs a unit: ${Object.keys(factors).join(', ')}; I read ${quoted(unit)}`);
  const price = Number((readNumber(text) * factors[unit]!).toPrecision(12));
  if (kind === 'energy' && Math.abs(price) > 1)
    throw new UserError(`${text} ${unit} is $${price * 1000}/MWh: is it in c/kWh or $/MWh?`);
  return price;
}

function readRatchet(cell: string) {
  const [, percent, months] =
    /^(\d{1,3}(?:\.\d+)?)\s?%\s?(?:of\s)?(?:the\s)?(?:last\s)?(\d{1,2})\smonths?$/iu.exec(cell) ?? [];
  if (percent === undefined)
    throw new UserError(`I read ${quoted(cell)}, expected a ratchet such as 80% of 11 months`);
  return { share: Number(percent) / 100, lookBack: { monthsBack: Number(months) } };
}

/** Rows of one name are one charge, in the order in which the names come first. */
function chargesOf(lines: readonly Line[]): Tariff['charges'] {
  const byName = Map.groupBy(lines, ({ name }) => name);
  return [...byName.values()].map((rows): Charge => {
    const [first] = rows as [Line];
    const { kind, name, place } = first;
    const other = rows.find((row) => row.kind !== kind);
    if (other) throw new UserError(`${other.place}: ${name} is ${kind} in ${place}: give it another name`);
    if (kind === 'energy' || kind === 'demand')
      return { kind, name, ...layOut({ kind, rows }), ...extrasOf(rows) } as Charge;
    const wrong = rows.find((row) => row !== first || row.when !== undefined || row.upTo !== undefined);
    if (wrong) throw new UserError(`${wrong.place}: ${name} has one price at all times, and one row`);
    if (kind === 'percent') return { kind, name, share: first.price };
    return {
      kind: kind as 'fixed' | 'minimum',
      name,
      usd: first.price,
      per: first.unit.slice(2) as 'month' | 'day',
    };
  });
}

/** What belongs to a demand charge as a whole may stand in any of its rows, once. */
function extrasOf(rows: readonly Line[]) {
  const ratchets = rows.flatMap(({ ratchet }) => ratchet ?? []);
  const minimums = rows.flatMap(({ minimumKw }) => minimumKw ?? []);
  if (ratchets.length > 1 || minimums.length > 1)
    throw new UserError(`${rows[0]!.name} has several ratchets or minimums: give one in one of its rows`);
  return {
    ...(ratchets[0] && { ratchet: ratchets[0] }),
    ...(minimums[0] !== undefined && { minimumKw: minimums[0] }),
  };
}
