import { binOf } from '../../chat/parameters/machine.ts';
import {
  customMachine,
  type FleetItem,
  type Machine,
  machineLabel,
  OutOfRangeError,
} from '../../economics/index.ts';
import type { Row } from './rows.ts';

/** One row of a file that has one row per class of machines; undefined where its count is 0, or after a fault. */
export function classOf(row: Row): FleetItem | undefined {
  if (row.text('count').trim() === '') row.refuse('count', 'is missing');
  const count = row.number('count');
  const given = {
    efficiencyJPerTh: row.number('efficiencyJPerTh'),
    hashrateThPerS: row.number('hashrateThPerS'),
    powerW: row.number('powerW'),
  };
  const machine = machineOf({ row, ...given });
  const efficiencyJPerTh = machine && efficiencyOf({ row, machine, ...given });
  if (machine === undefined || count === undefined || count === 0) return undefined;
  return { machine, count, ...(efficiencyJPerTh === undefined ? {} : { efficiencyJPerTh }) };
}

interface Given {
  row: Row;
  efficiencyJPerTh: number | undefined;
  hashrateThPerS: number | undefined;
  powerW: number | undefined;
}

/** A known model, at the hashrate that is given; with a power too, a machine described by hand. */
function machineOf({ row, hashrateThPerS, powerW }: Given): Machine | undefined {
  if (hashrateThPerS !== undefined && powerW !== undefined) return customOf({ row, hashrateThPerS, powerW });
  const machine = row.model();
  if (machine === undefined || hashrateThPerS === undefined) return machine;
  const makes = `${machineLabel({ machine })} makes ${machine.hashrateThPerS} TH/s`;
  return (
    binOf({ machine, hashrateThPerS }) ??
    row.refuse('hashrateThPerS', `${makes} and the row says ${hashrateThPerS}: give powerW beside it`)
  );
}

function customOf({ row, ...figures }: { row: Row; hashrateThPerS: number; powerW: number }) {
  const name = row.text('model').slice(0, 60);
  try {
    return customMachine({ ...figures, ...(name.trim() === '' ? {} : { name }) });
  } catch (error) {
    if (error instanceof OutOfRangeError) return row.refuse('powerW', error.message);
    throw error;
  }
}

/** What the machines draw: as given, or by the power that stands beside a known model. */
function efficiencyOf(given: Given & { machine: Machine }): number | undefined {
  const { row, machine, efficiencyJPerTh, hashrateThPerS, powerW } = given;
  if (powerW === undefined || hashrateThPerS !== undefined) return efficiencyJPerTh;
  if (efficiencyJPerTh !== undefined)
    return row.refuse('powerW', 'says the same thing as efficiencyJPerTh: give one of them');
  const drawn = powerW / machine.hashrateThPerS;
  const isPlausible = drawn >= 5 && drawn <= 200;
  return isPlausible ? drawn : row.refuse('powerW', `${powerW} W would be ${drawn.toFixed(1)} J/TH`);
}
