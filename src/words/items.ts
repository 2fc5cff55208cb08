/** What a question holds, in its order. */

export type NumberUnit =
  | 'time'
  | 'percent'
  | 'rent'
  | 'perKilowatt'
  | 'energy'
  | 'powerPrice'
  | 'hashprice'
  | 'capex'
  | 'leaseMegawatts'
  | 'megawatts'
  | 'hashrate'
  | 'months'
  | 'years'
  | 'duration'
  | 'difficulty'
  | 'usd'
  | 'times'
  | 'bare';

/** Words that mean something by themselves, each with all that they can mean. */
export interface Idea {
  kind: 'idea';
  text: string;
  ideas: readonly string[];
  /** Whether the question means the same without it. */
  weak: boolean;
  /** Whether it says little: only a question that is sure to be understood means the same without it. */
  common: boolean;
}

/** A number as typed. */
export interface Numeral {
  kind: 'number';
  text: string;
  unit: NumberUnit;
}

/** Something that has a name: `text` is how a command line says it. */
export interface Thing {
  kind: 'site' | 'fleet' | 'machine' | 'month' | 'year' | 'weekday' | 'zone' | 'person';
  text: string;
}

/** A word that nothing is known of. */
interface Unread {
  kind: 'unread';
  text: string;
}

export type Item = Idea | Numeral | Thing | Unread;
