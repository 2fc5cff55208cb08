import type { Read } from '../../chat/parameter.ts';
import type { Side } from './rule.ts';

/** What rises by more than something need not be above it. */
const BY_HOW_MUCH = /^(?:gets|falls|drops|sinks|rises|climbs|moves)\s+(?:more|less) than/iu;
const LEAD = '(?:is|are|goes|gets|falls|drops|sinks|rises|climbs|moves|stays|crosses)?\\s*';
const BELOW = new RegExp(
  `^${LEAD}(?:<|below|under|beneath|less than|lower than|fewer than|down to)\\s*`,
  'iu',
);
const ABOVE = new RegExp(
  `^${LEAD}(?:>|above|over|more than|greater than|higher than|past|exceeds?|up to)\\s*`,
  'iu',
);

/** Reads `<`, `is below`, `rises above`. A value at the limit is on neither side, so `<=` is read as `<`. */
export function readSide(text: string): Read<Side> | undefined {
  if (BY_HOW_MUCH.test(text)) return undefined;
  for (const [pattern, value] of [
    [BELOW, 'below'],
    [ABOVE, 'above'],
  ] as const) {
    const [match] = pattern.exec(text) ?? [];
    if (match !== undefined) return { value, rest: text.slice(match.length).replace(/^=\s*/u, '') };
  }
  const [sign] = /^[≤≥]\s*/u.exec(text) ?? [];
  return sign === undefined
    ? undefined
    : { value: sign.startsWith('≤') ? 'below' : 'above', rest: text.slice(sign.length) };
}
