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

interface Placed {
  /** Which clause of the question it stands in, from 0 on. */
  clause: number;
}

/** Words that mean something by themselves, each with all that they can mean. */
export interface Idea extends Placed {
  kind: 'idea';
  text: string;
  ideas: readonly string[];
  /** Whether the question means the same without it. */
  weak: boolean;
  /** Whether it says little: only a question that is sure to be understood means the same without it. */
  common: boolean;
  /** Whether it is somebody or something that is mentioned in passing, where it is not asked about. */
  isThing: boolean;
  /** Whether people also say it without meaning what it stands for. */
  isEveryday: boolean;
}

/** A number as typed. */
export interface Numeral extends Placed {
  kind: 'number';
  text: string;
  unit: NumberUnit;
}

/** Something that has a name: `text` is how a command line says it. */
export interface Thing extends Placed {
  kind: 'site' | 'fleet' | 'machine' | 'month' | 'year' | 'weekday' | 'zone' | 'person';
  text: string;
}

/** A word that nothing is known of. */
interface Unread extends Placed {
  kind: 'unread';
  text: string;
}

export type Item = Idea | Numeral | Thing | Unread;

/** An item before it is known where it stands. */
export type Unplaced = Item extends infer Of ? (Of extends Item ? Omit<Of, 'clause'> : never) : never;
