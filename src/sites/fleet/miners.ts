import type { Machine } from '../../economics/index.ts';
import type { Row } from './rows.ts';

/** The miners of one model in a file that has one row per miner. */
export interface MinerGroup {
  machine: Machine;
  online: number;
  offline: number;
  /** Means over those that run; undefined where the file has no such column. */
  measuredThPerS?: number | undefined;
  measuredW?: number | undefined;
}

/** One miner, as its row has it. */
export interface Miner {
  machine: Machine;
  isOnline: boolean;
  thPerS: number | undefined;
  watts: number | undefined;
}

/** Reads one miner. Without a status it runs where it hashes. */
export function minerOf(row: Row): Miner | undefined {
  const machine = row.model();
  const isRunning = row.isRunning();
  const [thPerS, watts] = [row.number('hashrateThPerS'), row.number('powerW')];
  return machine && { machine, isOnline: isRunning !== false && thPerS !== 0, thPerS, watts };
}

/** Miners by model, the most numerous first. */
export function groupsOf(miners: readonly Miner[]): MinerGroup[] {
  const byMachine = new Map<string, Miner[]>();
  for (const miner of miners) {
    const key = `${miner.machine.model} ${miner.machine.hashrateThPerS}`;
    const known = byMachine.get(key);
    if (known) known.push(miner);
    else byMachine.set(key, [miner]);
  }
  return [...byMachine.values()].map(groupOf).sort((a, b) => b.online + b.offline - (a.online + a.offline));
}

function groupOf(miners: readonly Miner[]): MinerGroup {
  const online = miners.filter(({ isOnline }) => isOnline);
  return {
    machine: miners[0]!.machine,
    online: online.length,
    offline: miners.length - online.length,
    measuredThPerS: mean(online.map(({ thPerS }) => thPerS)),
    measuredW: mean(online.map(({ watts }) => watts)),
  };
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
