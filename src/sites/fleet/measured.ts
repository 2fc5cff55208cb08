import { binOf } from '../../chat/parameters/machine.ts';
import type { FleetItem } from '../../economics/index.ts';
import type { MinerGroup } from './miners.ts';

/**
 * The running miners at what they were measured at, instead of nameplate. Undefined where nothing was measured, or
 * where a measurement is too far from the model to be of it.
 */
export function measuredFleet(groups: readonly MinerGroup[]): FleetItem[] | undefined {
  const running = groups.filter(({ online }) => online > 0);
  const items = running.map(itemOf);
  const isKnown = running.some((group) => (group.measuredThPerS ?? group.measuredW) !== undefined);
  return isKnown && items.every((item) => item !== undefined) ? items : undefined;
}

function itemOf({ machine, online, measuredThPerS, measuredW }: MinerGroup): FleetItem | undefined {
  const hashrateThPerS = rounded(measuredThPerS) ?? machine.hashrateThPerS;
  const bin = binOf({ machine, hashrateThPerS });
  if (!bin || measuredW === undefined) return bin && { machine: bin, count: online };
  const efficiencyJPerTh = rounded(measuredW / hashrateThPerS)!;
  const isPlausible = efficiencyJPerTh >= 5 && efficiencyJPerTh <= 200;
  return isPlausible ? { machine: bin, count: online, efficiencyJPerTh } : undefined;
}

const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toFixed(2));
