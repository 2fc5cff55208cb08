import type { Lookup, Parameter, Read } from '../parameter.ts';
import { nearest } from '../read/nearest.ts';
import { readName, readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

/** A site that exists, by its loose name; `all` and `demo` where they are asked for. */
export function siteName<R extends boolean = false>(
  options: Options<R> & { all?: boolean; demo?: boolean },
): Parameter<string, R> {
  const { all, demo, ...rest } = options;
  const extra = [...(all ? ['all'] : []), ...(demo ? ['demo'] : [])];
  const ones = (word: string) => nearest({ word, among: extra });
  return parameter<string, R>(rest, {
    accepted: ['the name of a site', ...extra].join(' or '),
    example: demo ? 'demo' : 'prairie',
    completes: 'site',
    read: (text, { sites }) => readName(text, sites) ?? readName(text, extra),
    nearMisses: (text, { sites }) => {
      const word = readWord(text)?.value ?? '';
      return [...nearest({ word, among: sites }), ...ones(word)];
    },
  });
}

const BETWEEN = /^(?:\s*[,;&]\s*|\s+)(?:and\s+)?/iu;

/** Several sites that exist, by their loose names: `rockdale, fargo and prairie`. Each once. */
export function siteNames<R extends boolean = false>(options: Options<R>): Parameter<string[], R> {
  return parameter<string[], R>(options, {
    accepted: 'the names of sites',
    example: 'prairie',
    completes: 'site',
    read: readNames,
    nearMisses: (text, { sites }) => nearest({ word: readWord(text)?.value ?? '', among: sites }),
  });
}

function readNames(text: string, { sites }: Lookup): Read<string[]> | undefined {
  const names = new Set<string>();
  let rest = text;
  for (let next = text; ; next = rest.replace(BETWEEN, '')) {
    const read = readName(next, sites);
    if (!read) break;
    names.add(read.value);
    rest = read.rest;
  }
  return names.size === 0 ? undefined : { value: [...names], rest };
}
