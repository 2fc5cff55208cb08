import type { Mention } from './people.ts';

/** What a parameter may look up while it reads. */
export interface Lookup {
  /** Names of the tenant's sites that the person may see, and of the demo sites. */
  sites: readonly string[];
  /** Whether there may be sites that the person may not see. */
  hidden?: boolean;
  /** How the platform that the line comes from writes mentions. */
  mentions?: readonly Mention[];
}

/** A successful reading: the value and what is left of the line. */
export interface Read<T> {
  value: T;
  rest: string;
}

/**
 * One typed argument of a command, declared once: read from a typed line in the console and Slack,
 * registered as an option on Discord. `R` says whether it is required.
 */
export interface Parameter<T, R extends boolean = false> {
  /** One line for help and for option descriptions, at most 100 characters. */
  description: string;
  /** What is accepted, as an error message says it: `a power price such as $45/MWh, 4.5c or 45`. */
  accepted: string;
  /** A value that works. */
  example: string;
  required: R;
  /** Whether it is understood without its name; others need `name=value`. */
  positional: boolean;
  aliases: readonly string[];
  /** The only values accepted, where they are few (offered as choices). */
  choices?: readonly string[];
  /** What to offer while the value is typed. */
  completes?: 'machine' | 'site' | 'command';
  /** Takes all that is left of the line as it is, up to 1 MB: words, among which flags may stand, or what was pasted. */
  verbatim?: 'words' | 'pasted';
  /**
   * Reads the value at the start of `text`, which has no leading space. Undefined: not of this kind.
   * Throws UserError when it is of this kind but cannot be accepted (a PUE of 0.5).
   */
  read(text: string, lookup: Lookup): Read<T> | undefined;
  /** What may have been meant by a text that cannot be read, best first. */
  nearMisses?(text: string, lookup: Lookup): string[];
}

/** The typed arguments that a record of parameters yields; what was not given is undefined unless it has a default. */
export type Arguments<P extends Record<string, Parameter<unknown, boolean>>> = {
  [K in keyof P]: P[K] extends Parameter<infer T, infer R> ? (R extends true ? T : T | undefined) : never;
};
