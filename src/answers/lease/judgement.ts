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

/** The best conversion is judged; an offer is for colocation, so that nothing else is looked at. */
export function judgement({ only, ...computed }: Computed & { only?: 'colocation' }): Judgement {
  const { compared, outcomes, pivot } = computed;
  const { colocation, gpuCloud } = compared;
  const looked = only ? { ...compared, split: undefined, gpuCloud: colocation } : compared;
  const verdict = verdictOf({
    compared: looked,
    positivePercent: {
      colocation: outcomes.colocation.gainPositivePercent,
      gpuCloud: outcomes.gpuCloud.gainPositivePercent,
    },
  });
  const better = gpuCloud.gainUsd > colocation.gainUsd ? gpuCloud : colocation;
  const judged = only ? colocation : (compared.split ?? better);
  return { ...computed, pen: penFor(pivot), judged, subject: subjectOf({ compared, judged }), verdict };
}

/** A split that takes all that can be leased is that use. */
function subjectOf({ compared, judged }: { compared: Comparison; judged: Alternative }): string {
  return judged.convertedMw === compared.leasable.leasableMw ? useNames[judged.use] : 'best split';
}

/** Whether what is judged is colocation on all that can be leased, which breakevens and sensitivities are about. */
export const isWholeLease = ({ judged, compared }: Judgement): boolean =>
  judged.use === 'colocation' && judged.convertedMw === compared.leasable.leasableMw;
