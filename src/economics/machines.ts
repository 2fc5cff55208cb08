import { catalogue } from './catalogue.ts';
import { checkRange, describe, OutOfRangeError } from './range.ts';

/** A mining machine. W and TH/s are nameplate; cooling, release and source are words as the source gives them. */
export interface Machine {
  vendor: string;
  model: string;
  hashrateThPerS: number;
  powerW: number;
  efficiencyJPerTh: number;
  cooling: string;
  release: string;
  source: string;
  /** False where no list confirms the figures; machineLabel says so. */
  verified: boolean;
  /** True for a machine described by hand. */
  custom?: boolean;
}

/** What a machine may be: 0.1…10,000 TH/s, 10…1,000,000 W, 5…200 J/TH. */
export const MACHINE_RANGES = {
  hashrateThPerS: { min: 0.1, max: 10_000, unit: 'TH/s' },
  powerW: { min: 10, max: 1_000_000, unit: 'W' },
  efficiencyJPerTh: { min: 5, max: 200, unit: 'J/TH' },
} as const;

/** The catalogue, by vendor and generation. */
export const machines: readonly Machine[] = catalogue.map(
  ([vendor, model, hashrateThPerS, powerW, efficiencyJPerTh, cooling, release, source, verified]) =>
    Object.freeze({
      vendor,
      model,
      hashrateThPerS,
      powerW,
      efficiencyJPerTh,
      cooling,
      release,
      source,
      verified,
    }),
);

/** A machine that the catalogue does not have. @throws RangeError outside 0.1…10,000 TH/s, 10…1,000,000 W, 5…200 J/TH. */
export function customMachine(described: { name?: string; hashrateThPerS: number; powerW: number }): Machine {
  const { hashrateThPerS, powerW } = described;
  checkRange({ field: 'hashrateThPerS', value: hashrateThPerS, ...MACHINE_RANGES.hashrateThPerS });
  checkRange({ field: 'powerW', value: powerW, ...MACHINE_RANGES.powerW });
  const efficiencyJPerTh = powerW / hashrateThPerS;
  checkRange({ field: 'efficiencyJPerTh', value: efficiencyJPerTh, ...MACHINE_RANGES.efficiencyJPerTh });
  const model = described.name ?? `${inWords(hashrateThPerS)} TH/s at ${inWords(powerW)} W`;
  if (typeof model !== 'string' || model.trim() === '' || model.length > 80) {
    throw new OutOfRangeError(`name must be 1 to 80 characters, read ${describe(model)}`);
  }
  const words = { vendor: 'custom', cooling: 'not stated', release: 'not stated', source: 'entered by hand' };
  return { ...words, model, hashrateThPerS, powerW, efficiencyJPerTh, verified: true, custom: true };
}

/** The machine as people call it: "S21 XP", "Avalon A1566", "S17+ (unverified)", "234 TH/s at 3,510 W". */
export function machineLabel({ machine }: { machine: Machine }): string {
  const label = machine.model.replace(/^(Antminer|Whatsminer) /, '');
  return machine.verified ? label : `${label} (unverified)`;
}

function inWords(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
