import { MACHINE_RANGES } from '../machines/machines.ts';
import { checkRange } from '../range.ts';
import { SITE_RANGES } from '../site.ts';
import { STRIKE_RANGE } from './plan.ts';

/** A mode that a machine can run in: what it hashes there, and what it draws, before PUE. */
export interface PowerMode {
  name: string;
  hashrateThPerS: number;
  powerW: number;
}

/** A step up to a mode, from off or from the mode below: it is taken where power costs less than its strike price. */
export interface ModeStep {
  name: string;
  strikeUsdPerMwh: number;
  /** What one machine draws more by it. */
  powerW: number;
}

/**
 * The modes of a machine as steps, the dearest first: a step earns what it hashes more, by what it draws more. Each is
 * dispatched as a class of its own; together they run, in every slot, in the mode that earns most, since each step's strike price
 * is under that of the step before. Modes that are best at no price have no step. `strikeUsdPerMwh` is that of `rated` as
 * strikePrice() says, with the same adders (0 unless given). A change of mode costs nothing. @throws RangeError
 */
export function modeSteps(given: {
  rated: PowerMode;
  modes: readonly PowerMode[];
  strikeUsdPerMwh: number;
  addersUsdPerMwh?: number;
}): ModeStep[] {
  const { rated, modes, strikeUsdPerMwh, addersUsdPerMwh = 0 } = given;
  checkRange({ field: 'strikeUsdPerMwh', value: strikeUsdPerMwh, ...STRIKE_RANGE });
  checkRange({ field: 'addersUsdPerMwh', value: addersUsdPerMwh, ...SITE_RANGES.otherOperatingUsdPerMwh });
  [rated, ...modes].forEach(({ hashrateThPerS, powerW }, at) => {
    const field = at === 0 ? 'rated' : `modes[${at - 1}]`;
    checkRange({ field: `${field}.hashrateThPerS`, value: hashrateThPerS, ...MACHINE_RANGES.hashrateThPerS });
    checkRange({ field: `${field}.powerW`, value: powerW, ...MACHINE_RANGES.powerW });
  });
  const earnedUsdPerMwh = strikeUsdPerMwh + addersUsdPerMwh;
  const best = bestModes([rated, ...modes]);
  return best.map((mode, at) => {
    const below = best[at - 1] ?? OFF;
    const relative = thPerW(below, mode) / thPerW(OFF, rated);
    return {
      name: mode.name,
      strikeUsdPerMwh: earnedUsdPerMwh * relative - addersUsdPerMwh,
      powerW: mode.powerW - below.powerW,
    };
  });
}

const OFF = { hashrateThPerS: 0, powerW: 0 };
type Point = Omit<PowerMode, 'name'>;

const thPerW = (from: Point, to: Point): number =>
  (to.hashrateThPerS - from.hashrateThPerS) / (to.powerW - from.powerW);

/** The upper hull of hashrate over power: each mode on it is best at some price, by less hashrate for each further W. */
function bestModes(modes: readonly PowerMode[]): PowerMode[] {
  const sorted = modes.toSorted((a, b) => a.powerW - b.powerW || b.hashrateThPerS - a.hashrateThPerS);
  const hull: PowerMode[] = [];
  for (const mode of sorted) {
    if (mode.hashrateThPerS <= (hull.at(-1) ?? OFF).hashrateThPerS) continue;
    while (hull.length > 0 && thPerW(hull.at(-2) ?? OFF, hull.at(-1)!) <= thPerW(hull.at(-1)!, mode))
      hull.pop();
    hull.push(mode);
  }
  return hull;
}
