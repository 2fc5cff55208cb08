/** A number that an independent program computed from a file, and ours. */
export interface Compared {
  what: string;
  expected: number;
  ours: number;
  /** How far ours may be off: in the unit of the number, or as a share of it. */
  within: { absolute: number } | { relative: number };
}

/** What is computed from one file of the folder. */
export interface Oracle {
  file: string;
  compare(text: string): Compared[];
}

export const agrees = ({ expected, ours, within }: Compared): boolean =>
  Math.abs(ours - expected) <=
  ('absolute' in within ? within.absolute : within.relative * Math.abs(expected));
