import type { Machine } from '../../economics/index.ts';
import { type NumberColumn, readCell, readStatus } from './cells.ts';
import type { Column, TitleRead } from './columns.ts';
import type { Faults } from './faults.ts';
import { modelHint, readModel } from './model.ts';

/** One row by what its columns mean. What cannot be read is noted as a fault of the row, and undefined. */
export interface Row {
  /** The cell as text; empty where there is none. */
  text(column: Column): string;
  /** The number in a cell; undefined where it is empty, too. */
  number(column: NumberColumn): number | undefined;
  model(): Machine | undefined;
  /** Whether a status says that the miner runs; undefined where there is none, too. */
  isRunning(): boolean | undefined;
  /** Notes a fault of the row that is none of one cell. */
  refuse(column: Column, message: string): undefined;
}

/** What is known of models that were read before: a file names few of them many times. */
export type Models = Map<string, Machine>;

export function rowOf(given: {
  place: string;
  titles: readonly TitleRead[];
  cells: readonly unknown[];
  models: Models;
  faults: Faults;
}): Row {
  const { place, titles, cells, models, faults } = given;
  const indexOf = (column: Column) => titles.findIndex((it) => it.column === column);
  const text = (column: Column) => String(cells[indexOf(column)] ?? '');
  const refuse = (column: Column, message: string) => faults.add(`${place}, ${column}`, message);
  const collect = <T>(column: Column, read: () => T) => faults.collect(`${place}, ${column}`, read);
  return {
    text,
    refuse,
    number(column) {
      if (text(column).trim() === '') return undefined;
      const { unit } = titles[indexOf(column)]!;
      return collect(column, () => readCell({ column, cell: cells[indexOf(column)], unit }));
    },
    model() {
      const name = text('model').trim();
      if (name === '') return refuse('model', 'is missing; a custom machine needs hashrateThPerS and powerW');
      const machine = models.get(name) ?? readModel(name);
      if (machine === undefined) return refuse('model', faults.isFull ? '' : modelHint(name));
      models.set(name, machine);
      return machine;
    },
    isRunning() {
      const word = text('status').trim();
      return word === '' ? undefined : collect('status', () => readStatus(word));
    },
  };
}
