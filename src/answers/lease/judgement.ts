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

/** All that was computed for one question. */
export interface Computed {
  pivot: PivotQuestion;
  compared: Comparison;
  outcomes: Outcomes;
  when: When;
  moved: Sensitivities;
}

/** What is said of a question: the conversion that is judged, and what the rule makes of it. */
export interface Judgement extends Computed {
  pen: Pen;
  judged: Alternative;
  /** What the judged conversion is called as the subject of a figure. */
  subject: string;
  verdict: Verdict;
}

/** The one rule, with what many paths say of the conversion that is judged. */
export function judgement(computed: Computed): Judgement {
  const { compared, outcomes, pivot } = computed;
  const verdict = verdictOf({ compared, positivePercent: outcomes.judged.gainPositivePercent });
  return { ...computed, pen: penFor(pivot), judged: compared.judged, subject: judgedName(compared), verdict };
}

/** What a part of what can be leased is called. */
export const SPLIT = 'best split';

/** The same within a sentence. */
export const named = (subject: string): string => (subject === SPLIT ? `the ${SPLIT}` : subject);

/** A split that takes all that can be leased is that use. */
export const judgedName = ({ judged, leasable }: Comparison): string =>
  judged.convertedMw === leasable.leasableMw ? useNames[judged.use] : SPLIT;
