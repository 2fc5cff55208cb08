import { UserError } from '../../common/errors.ts';
import { type FleetItem, SITE_RANGES } from '../../economics/index.ts';
import { classOf } from './classes.ts';
import { ACCEPTED, COLUMNS, readTitles, type TitleRead, titleFault } from './columns.ts';
import { Faults } from './faults.ts';
import { groupsOf, type MinerGroup, minerOf } from './miners.ts';
import { type Models, type Row, rowOf } from './rows.ts';
import { readTable, type Table } from './table.ts';

/** A file that was read: classes by their count, or miners that were counted. */
export interface FleetFile {
  titles: TitleRead[];
  fleet: FleetItem[];
  /** Where there is one row per miner; the fleet then holds those that run, at nameplate. */
  miners?: MinerGroup[];
  /** Places with a count of 0, which were left out. */
  empty: string[];
}

/**
 * Reads a fleet from CSV or JSON: one row per class with its count, or one row per miner.
 * @throws UserError that names every fault by its place and column, and refuses the file whole.
 */
export function readFleetFile({ name, text }: { name: string; text: string }): FleetFile {
  if (text.replace(/^\uFEFF/u, '').trim() === '')
    throw new UserError(`${name} is empty. Its first row must be: ${COLUMNS.slice(0, 5).join(',')}`);
  const faults = new Faults();
  const table = faults.collect('the file', () => readTable(text));
  if (!table) throw faults.refusal(name);
  const titles = readTitles(table.titles);
  const isPerMiner = !titles.some(({ column }) => column === 'count');
  const fault = titleFault(titles) ?? (isPerMiner ? undefined : unknownFault(titles));
  if (fault) faults.add(table.place, fault);
  const file = faults.isEmpty ? contents({ table, titles, faults, isPerMiner }) : undefined;
  if (!file || !faults.isEmpty) throw faults.refusal(name);
  return file;
}

/** A file of classes is written by hand: a column that is not understood is a slip. */
function unknownFault(titles: readonly TitleRead[]): string | undefined {
  const unknown = titles.filter(({ title, column }) => title !== '' && (column ?? 'status') === 'status');
  return unknown.length === 0
    ? undefined
    : `unknown column ${unknown.map(({ title }) => title.slice(0, 40)).join(', ')}; ${ACCEPTED}`;
}

function contents(asked: {
  table: Table;
  titles: TitleRead[];
  faults: Faults;
  isPerMiner: boolean;
}): FleetFile {
  const { table, titles, faults, isPerMiner } = asked;
  const models: Models = new Map();
  const each = <T>(read: (row: Row) => T) =>
    table.rows.map(({ place, cells }) => ({
      place,
      read: read(rowOf({ place, titles, cells, models, faults })),
    }));
  const file = isPerMiner ? minersFile(titles, each(minerOf)) : classesFile(titles, each(classOf));
  const { min, max } = SITE_RANGES.fleetItems;
  const { length } = file.fleet;
  if (faults.isEmpty && (length < min || length > max))
    faults.add('the file', `a fleet must have ${min} to ${max} kinds of running machines, read ${length}`);
  return file;
}

type Each<T> = { place: string; read: T | undefined }[];

function classesFile(titles: TitleRead[], rows: Each<FleetItem | undefined>): FleetFile {
  const empty = rows.filter(({ read }) => read === undefined).map(({ place }) => place);
  return { titles, fleet: rows.flatMap(({ read }) => read ?? []), empty };
}

function minersFile(titles: TitleRead[], rows: Each<ReturnType<typeof minerOf>>): FleetFile {
  const miners = groupsOf(rows.flatMap(({ read }) => read ?? []));
  const fleet = miners.flatMap(({ machine, online }) => (online > 0 ? [{ machine, count: online }] : []));
  return { titles, fleet, miners, empty: [] };
}
