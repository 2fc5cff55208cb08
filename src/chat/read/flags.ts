/** What every command understands besides its parameters. */
export interface Flags {
  private: boolean;
  public: boolean;
  json: boolean;
  /** Everything at once, in place of what answers the question alone. */
  full: boolean;
  yes: boolean;
}

/** No flag set, as every line begins. */
export function noFlags(): Flags {
  return { private: false, public: false, json: false, full: false, yes: false };
}

/** Whether an option is a flag that every command understands. */
export function isFlag(name: string): name is keyof Flags {
  return Object.hasOwn(noFlags(), name);
}

/** Whether a flag's value switches it on, where a platform gives it one. */
export function isYes(value: string): boolean {
  return /^(?:yes|true|on)$/iu.test(value.trim());
}

/** The flag at the start of `text`, and what follows it. */
export function scanFlag(text: string): { flag: keyof Flags; rest: string } | undefined {
  const [all, name = ''] = /^(?:--|—)(private|public|json|full|yes)(?=$|[\s,;])/iu.exec(text) ?? [];
  return all === undefined
    ? undefined
    : { flag: name.toLowerCase() as keyof Flags, rest: text.slice(all.length) };
}

/** A quoted stretch, which is left as it is, or a flag among words. */
const AMONG_WORDS = /"[^"]*"|“[^“”]*”|(?<!\S)(?:--|—)(?:private|public|json|full|yes)(?=$|[\s,;])/giu;

/** The words with the flags that stand among them before all others. */
export function flagsFirst(text: string): string {
  const flags: string[] = [];
  const words = text.replace(AMONG_WORDS, (found) => {
    if (/^["“]/u.test(found)) return found;
    flags.push(found);
    return '';
  });
  return flags.length === 0 ? text : `${flags.join(' ')} ${words.trim()}`;
}
