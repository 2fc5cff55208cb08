import { checkRange, describe, OutOfRangeError } from '../range.ts';
import { catalogue } from './catalogue.ts';

/** A mining machine. W and TH/s are nameplate; cooling, release and source are words as the source gives them. */
export interface Machine {
  vendor: string;
  model: string;
  hashrateThPerS: number;
  powerW: number;
  efficiencyJPerTh: number;
  cooling: string;
  release: string;
  /** The lists that have these figures, and what another one says instead; recalled where none has them. */
  source: string;
  /** Whether two lists or more have these figures and none contradicts them. */
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
  ([vendor, model, hashrateThPerS, powerW, efficiencyJPerTh, cooling, release, lists, differing]) =>
    Object.freeze({
      vendor,
      model,
      hashrateThPerS,
      powerW,
      efficiencyJPerTh,
      cooling,
      release,
      source: sourceOf({ lists, differing }),
      verified: lists.length >= 2 && differing === undefined,
    }),
);

function sourceOf({ lists, differing }: { lists: readonly string[]; differing: string | undefined }): string {
  const seen = lists.length === 0 ? 'recalled' : lists.join(', ');
  return differing === undefined ? seen : `${seen}, but ${differing}`;
}

/** How well the figures of a machine are known; all but `agreed` and `as entered` are unverified. */
export function machineEvidence({ machine }: { machine: Machine }): string {
  if (machine.custom) return 'as entered';
  if (machine.verified) return 'agreed';
  if (machine.source.includes(', but ')) return 'lists differ';
  return machine.source === 'recalled' ? 'recalled' : 'one list';
}

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

/** The machine as people call it: "S21 XP", "Avalon A1566", "234 TH/s at 3,510 W". */
export const machineLabel = ({ machine }: { machine: Machine }): string =>
  machine.model.replace(/^(Antminer|Whatsminer) /, '');

function inWords(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
