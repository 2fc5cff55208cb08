/** What the reader knows of a language: all of it is data, so that another language is another file. */
export interface Language {
  /** The phrases of each idea that a question can hold, separated by commas; the longest phrase wins. */
  ideas: Record<string, string>;
  /** The same for ideas that a question may hold without meaning them: they never make a question unreadable. */
  asides: Record<string, string>;
  /** Words that say nothing by themselves. */
  fillers: string;
  /** Words that say little: a question that is sure to be understood means the same without them. */
  common: string;
  /** The verbs among them, with which a question may not begin. */
  verbs: string;
  /** People, things and occasions that a question may mention in passing: they say little where they are not asked about. */
  things: string;
  /** Words of ideas that people also say without meaning them, each of which a question may hold without its idea. */
  everyday: string;
  /** Number words, each with its value: `ten 10, twenty 20`. */
  numbers: string;
  /** The words in and around a number. */
  within: {
    /** Those between its words: `five point two`, `a hundred and ten`. */
    point: string;
    and: string;
    /** Units before which a lone `one` is a number. */
    one: readonly string[];
    /** What has a number, behind which a lone `one` is it: `alert one`. */
    numbered: readonly string[];
    /** Behind which the last word is a number, `one` too: `at one`. */
    upTo: readonly string[];
    /** Units before which `one twenty` is a hundred and twenty. */
    many: readonly string[];
    /** What makes no certain number of the one behind it: `a few hundred`. */
    vague: readonly string[];
  };
  /** The names of the months from January on, in full, separated by commas. */
  months: string;
  /** The days of the week from Monday on, in full, separated by commas. */
  weekdays: string;
  /** Words with what a command line says for each, of units above all: `horas hours, kilowatt hour kWh`. */
  inLines: string;
  /** How people type numbers and units, each with how a command line says it. */
  rewritten: readonly (readonly [typed: RegExp, said: string])[];
  /** The endings that a word may have without meaning another, in the order in which they are taken off. */
  endings: readonly RegExp[];
}
