import type { Lookup, Parameter, Read } from '../parameter.ts';
import { nearest } from '../read/nearest.ts';
import { readName, readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

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
