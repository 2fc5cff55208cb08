import type { Read } from '../../chat/parameter.ts';
import { readName } from '../../chat/read/words.ts';
import { readMarketCondition } from './marketWords.ts';
import type { Condition } from './rule.ts';
import { type Known, readSiteCondition } from './siteWords.ts';

const EVENTS: [RegExp, Condition][] = [
  [
    /^(?:the\s+)?(?:next\s+)?halving(?:s| milestones?)?(?![\p{L}\p{N}])/iu,
    { kind: 'chainEvent', what: 'halving' },
  ],
  [
    /^(?:the\s+)?(?:difficulty\s+(?:is\s+)?(?:adjust(?:s|ed|ment)|retargets?|changes|changed)|retarget(?:s|ed)?(?:\s+happens)?)(?!\s*[<>≤≥\p{L}\p{N}+−-])/iu,
    { kind: 'chainEvent', what: 'retarget' },
  ],
  [
    /^(?:an?\s+|any\s+)?(?:price\s+)?sources?(?:\s+(?:is|are|gets?))?(?:\s+(?:lost|fails?|down|disagree(?:s|ing)?))?(?:\s+or\s+(?:lost|disagree(?:s|ing)?))?(?![\p{L}\p{N}])/iu,
    { kind: 'sources' },
  ],
];

/** Reads the condition at the start of `text`. A site of the name of a metric is not to be had: they are reserved. */
export function readSubject(text: string, known: Known): Read<Condition> | undefined {
  for (const [pattern, condition] of EVENTS) {
    const [match] = pattern.exec(text) ?? [];
    if (match !== undefined) return { value: condition, rest: text.slice(match.length) };
  }
  const any = /^(?:any|a|one)\s+(?:of\s+(?:our|my|the)\s+)?sites?(?:['’]s?)?\s+/iu.exec(text);
  if (any) return readSiteCondition({ text: text.slice(any[0].length), known });
  const own =
    readName(
      text,
      known.sites.map(({ name }) => name),
    ) ?? possessive(text, known);
  if (own) {
    const site = known.sites.find(({ name }) => name === own.value)!;
    return readSiteCondition({ text: own.rest.trimStart(), site, known });
  }
  return readMarketCondition(text);
}

/** `rockdale's margin` */
function possessive(text: string, { sites }: Known): Read<string> | undefined {
  const match = /^(.{1,60}?)['’]s\s+/u.exec(text);
  if (!match) return undefined;
  const read = readName(
    match[1]!,
    sites.map(({ name }) => name),
  );
  return read?.rest === '' ? { value: read.value, rest: text.slice(match[0].length) } : undefined;
}
