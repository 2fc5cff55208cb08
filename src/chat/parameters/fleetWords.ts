import type { FleetItem, Machine } from '../../economics/index.ts';
import { watts } from '../../economics/site.ts';
import { readMachine } from './machine.ts';

/** A fleet in the words that `readFleet` reads back: `20000 S21 XP, 300 S19j Pro 98.4T @ 31 J/TH`. */
export function fleetWords({ fleet, pue }: { fleet: readonly FleetItem[]; pue: number }): string {
  return fleet.map((item) => itemWords({ item, pue })).join(', ');
}

/** Whole machines by number; a share of one, which megawatts leave behind, as those megawatts. */
function itemWords({ item, pue }: { item: FleetItem; pue: number }): string {
  const { machine, count, efficiencyJPerTh } = item;
  const meterMw = Number(((count * watts(item) * pue) / 1e6).toPrecision(12));
  const size = Number.isInteger(count) ? `${count}` : `${meterMw} MW`;
  return `${size} ${machineWords(machine)}${efficiencyJPerTh === undefined ? '' : ` @ ${efficiencyJPerTh} J/TH`}`;
}

/** By its model where that is read back as the same machine, otherwise by what it hashes and draws. */
function machineWords(machine: Machine): string {
  const { model, hashrateThPerS, powerW } = machine;
  const read = readMachine(model);
  const same =
    read?.rest === '' && read.value.hashrateThPerS === hashrateThPerS && read.value.powerW === powerW;
  return same ? model : `custom ${hashrateThPerS}TH ${powerW}W`;
}
