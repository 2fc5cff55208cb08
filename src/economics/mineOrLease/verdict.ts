import type { Conversion } from '../uses/division.ts';
import type { Comparison } from './compare.ts';

/** Why nobody should say that one use is better. */
export type Doubt =
  /** The gain at each use's own rate and the difference at the lease's rate have different signs. */
  | 'rates disagree'
  /** The gain is above 0 on 30…70 % of the paths. */
  | 'paths disagree';

/** The one decision rule: the gain at each use's own rate decides, unless there is a doubt. */
export interface Verdict {
  /** What the gain says, also where it is too close to call. */
  use: 'mining' | Conversion;
  convertedMw: number;
  /** NPV above never leasing of the conversion that is judged. */
  gainUsd: number;
  incrementalNpvUsd: number;
  /** Share of paths on which it is above 0; undefined where none were simulated. */
  positivePercent: number | undefined;
  tooCloseToCall: boolean;
  doubts: Doubt[];
}

const CLOSE = { from: 30, to: 70 };

/** Judges a comparison; `positivePercent` is how often the gain of what is judged is above 0 on simulated paths. */
export function verdictOf(asked: {
  compared: Pick<Comparison, 'judged'>;
  positivePercent?: number | undefined;
}): Verdict {
  const { positivePercent: positive } = asked;
  const { use, gainUsd, incrementalNpvUsd, convertedMw } = asked.compared.judged;
  const doubts: Doubt[] = [];
  if (gainUsd > 0 !== incrementalNpvUsd > 0) doubts.push('rates disagree');
  if (positive !== undefined && positive >= CLOSE.from && positive <= CLOSE.to) doubts.push('paths disagree');
  return {
    use: gainUsd > 0 ? use : 'mining',
    convertedMw: gainUsd > 0 ? convertedMw : 0,
    gainUsd,
    incrementalNpvUsd,
    positivePercent: positive,
    tooCloseToCall: doubts.length > 0,
    doubts,
  };
}
