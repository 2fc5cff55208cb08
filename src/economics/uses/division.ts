import type { Prepared } from '../case/case.ts';
import { checkWord } from '../case/choices.ts';
import { checkRange } from '../range.ts';
import type { Block } from './colocation.ts';
import { type MiningClass, miningClasses, partition } from './fleet.ts';
import { leasable } from './leasable.ts';
import { keepMining, type MiningLeg, mineUntil } from './mining.ts';

/** What AI tenants can do with megawatts. */
export type Conversion = 'colocation' | 'gpuCloud';

/** Megawatts at the meter put to a use; what is left of the site mines. */
export interface Division {
  use: Conversion;
  convertedMw: number;
}

const conversions: readonly Conversion[] = ['colocation', 'gpuCloud'];

/** @throws RangeError when nobody could divide the site so. */
export function checkDivision({ given, division }: { given: Prepared; division: Division }): void {
  checkWord({ field: 'use', words: conversions, read: division.use });
  const { leasableMw: max } = leasable(given);
  checkRange({ field: 'convertedMw', value: division.convertedMw, min: 0, max, unit: 'MW' });
}

/** Megawatts with power now are built now or after the wait; later ones so that the halls are ready for the power. */
export function blocksOf({ given, convertedMw }: { given: Prepared; convertedMw: number }): Block[] {
  const { nowMw, laterMw, laterMonths, grossToCritical } = leasable(given);
  const { waitMonths, buildMonths, termMonths, months } = given;
  const block = (grossMw: number, startsAfter: number): Block => ({
    grossMw,
    criticalMw: grossMw / grossToCritical,
    startsAfter,
  });
  const startsAfter = Math.max(waitMonths, laterMonths - buildMonths);
  const now = Math.min(convertedMw, nowMw);
  const later = Math.min(convertedMw - now, laterMw);
  const blocks =
    startsAfter === waitMonths
      ? [block(now + later, waitMonths)]
      : [block(now, waitMonths), block(later, startsAfter)];
  return blocks.filter((one) => one.grossMw > 0 && one.startsAfter + buildMonths + termMonths <= months);
}

/** The machines of a site of which so much is converted, and the megawatts that mining keeps. */
export function machinesBeside({ given, convertedMw }: { given: Prepared; convertedMw: number }): {
  kept: MiningClass[];
  leaving: MiningClass[];
  landMw: number;
  lastMonth: number;
} {
  const { grossMw, nowMw } = leasable(given);
  const { energisedMw = grossMw } = given.site;
  const poweredMw = Math.min(energisedMw, grossMw);
  const { kept: classes } = partition({ classes: miningClasses(given), meterMw: poweredMw });
  const landMw = poweredMw - Math.min(convertedMw, nowMw);
  const demolition = Math.min(given.buildMonths, Math.round(given.assumptions.demolitionAfterMonths));
  return { ...partition({ classes, meterMw: landMw }), landMw, lastMonth: given.waitMonths + demolition };
}

/** Mining beside a conversion: on what is left, and on what has power today until demolition. */
export function minedBeside(asked: { given: Prepared; convertedMw: number }): [MiningLeg, MiningLeg] {
  const { given } = asked;
  const { kept, leaving, landMw, lastMonth } = machinesBeside(asked);
  return [keepMining({ given, classes: kept, landMw }), mineUntil({ given, classes: leaving, lastMonth })];
}
