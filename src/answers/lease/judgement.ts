import type {
  Alternative,
  Comparison,
  Outcomes,
  Sensitivities,
  Verdict,
  When,
} from '../../economics/index.ts';
import { verdictOf } from '../../economics/index.ts';
import { type PivotQuestion, useNames } from './asked.ts';
import { type Pen, penFor } from './figures.ts';

/** What the rule needs of one question. */
interface Ruled {
  pivot: PivotQuestion;
  compared: Comparison;
  outcomes: Pick<Outcomes, 'paths' | 'judged'>;
}

/** The conversion that is judged, and what the rule makes of it. */
export interface Ruling extends Ruled {
  pen: Pen;
  judged: Alternative;
  /** What the judged conversion is called as the subject of a figure. */
  subject: string;
  verdict: Verdict;
}

/** All that is said of a question. */
export interface Judgement extends Ruling {
  outcomes: Outcomes;
  when: When;
  moved: Sensitivities;
}

/** The one rule, with what many paths say of the conversion that is judged. */
export function judgement<Computed extends Ruled>(computed: Computed): Computed & Ruling {
  const { compared, outcomes, pivot } = computed;
  const verdict = verdictOf({ compared, positivePercent: outcomes.judged.gainPositivePercent });
  return { ...computed, pen: penFor(pivot), judged: compared.judged, subject: judgedName(compared), verdict };
}

/** What a part of what can be leased is called. */
export const SPLIT = 'best split';

/** The same within a sentence. */
export const named = (subject: string): string => (subject === SPLIT ? `the ${SPLIT}` : subject);

/** A split that takes all that can be leased is that use. */
const judgedName = ({ judged, leasable }: Comparison): string =>
  judged.convertedMw === leasable.leasableMw ? useNames[judged.use] : SPLIT;
