import type { Judgement } from './lease/judgement.ts';
import type { MarketView } from './market/view.ts';
import type { SiteCase } from './site/question.ts';

/**
 * What an answer was computed from, for a workbook whose formulas compute it anew: sites as they are (`cases`), one as it
 * is and as it would be (`change`), one in the market that is ahead (`outlook`), each now and after the halving, machines
 * by themselves, or a lease.
 */
export type Workings = SiteWorkings | { kind: 'lease'; of: Judgement };

export interface SiteWorkings {
  kind: 'cases' | 'change' | 'outlook' | 'halving' | 'machines';
  cases: readonly SiteCase[];
  /** The market as it is. */
  view: MarketView;
}
