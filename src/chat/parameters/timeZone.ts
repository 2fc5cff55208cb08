import { UserError } from '../../common/errors.ts';
import { zoneNamed } from '../../common/zoneNames.ts';
import type { Parameter, Read } from '../parameter.ts';
import { nearest } from '../read/nearest.ts';
import { quoted } from '../read/scan.ts';
import { readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

/** A time zone by its IANA name, in any case, or as people call it where that means one place alone. */
export function timeZone<R extends boolean = false>(options: Options<R>): Parameter<string, R> {
  return parameter<string, R>(options, {
    accepted: 'a time zone by its IANA name such as America/Chicago, Europe/Oslo or UTC',
    example: 'America/Chicago',
    read: readTimeZone,
    nearMisses: (text) => nearZones(readWord(text)?.value ?? ''),
  });
}

/** `Central Time`, `US eastern`, `Pacific Standard Time`: the clocks of the United States. */
const AMERICAN =
  /^(?:US\s+)?(eastern|central|mountain|pacific|alaska|hawaii)(?:\s+(?:standard|daylight))?(?:\s+time)?(?![\p{L}\p{N}_/-])/iu;

function readTimeZone(text: string): Read<string> | undefined {
  const [all, name] = AMERICAN.exec(text) ?? [];
  const word = name === undefined ? readWord(text) : { value: name, rest: text.slice(all!.length) };
  const named = word && zoneNamed(word.value);
  if (!word || !named) return undefined;
  if ('zone' in named) return { value: named.zone, rest: word.rest };
  const places = new Intl.ListFormat('en', { type: 'disjunction' }).format(named.places);
  throw new UserError(
    `${quoted(word.value)} is the time of ${places}: write the place, such as ${named.places[0]}.`,
  );
}

/** `Chicago` is America/Chicago, and so is `America/Chigaco`. */
function nearZones(word: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  const cityOf = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1);
  const cities = nearest({ word, among: zones.map(cityOf) });
  return [...zones.filter((zone) => cities.includes(cityOf(zone))), ...nearest({ word, among: zones })];
}
