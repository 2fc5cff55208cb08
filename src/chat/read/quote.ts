import { UserError } from '../../common/errors.ts';
import { quoted } from './scan.ts';

const CLOSING: Record<string, string> = { '"': '"', "'": "'", '“': '”' };

/** `value` as one value of a command line, whatever it holds: `"The \"Rock\""`. */
export function quote(value: string): string {
  return `"${value.replace(/[\\"]/gu, '\\$&')}"`;
}

/**
 * The quoted value at the start of `text`. Undefined when there is none; UserError when a quote is not closed.
 * An apostrophe that nothing closes is an ordinary character.
 */
export function scanQuoted(text: string): { inner: string; rest: string } | undefined {
  const closing = CLOSING[text[0] ?? ''];
  if (closing === undefined) return undefined;
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === closing) {
      return { inner: text.slice(1, at).replace(/\\([\\"])/gu, '$1'), rest: text.slice(at + 1) };
    }
  }
  if (closing === "'") return undefined;
  throw new UserError(`The quote at ${quoted(text)} is not closed: add ${closing} at the end of the value.`);
}
