/**
 * What is foretold again and again, so that its band can be judged: the next retarget in percent, and the time of a
 * block four retargets ahead, by the rule that gives the date of the halving, in Unix milliseconds.
 */
export type ForecastKind = 'retarget' | 'block time';

/** How the last forecasts of a kind made at one position did. */
export interface ForecastScore {
  kind: ForecastKind;
  position: number;
  /** How many of `among` (1…10) came out within their band. */
  held: number;
  among: number;
}
