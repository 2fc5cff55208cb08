import type { Lookup, Parameter, Read } from '../parameter.ts';
import type { Grantee } from '../people.ts';
import { type Options, parameter } from './kind.ts';

/** What may stand before an id that is typed by hand. */
const KINDS: Record<string, Grantee['kind']> = { '': 'any', '@': 'person', '@&': 'role', '#': 'channel' };
const BARE = /^(@&?|#|)([A-Z0-9]+|-?\d+)/u;
/** An id has a digit or is long: anything else is a name, and names are not unique. */
const ID = /^-?(?=.*\d|.{9})[A-Z0-9]{2,32}$/u;

/** A person, a role or a channel: a mention, or the platform's id. */
export function grantee<R extends boolean = false>(options: Options<R>): Parameter<Grantee, R> {
  return parameter<Grantee, R>(options, {
    accepted: "a person, role or channel as a mention, or by the platform's id such as U0123ABCD",
    example: 'U0123ABCD',
    read: readGrantee,
  });
}

/** Reads a mention as the platform writes it, or an id, at the start of `text`. */
export function readGrantee(
  text: string,
  { mentions = [] }: Pick<Lookup, 'mentions'>,
): Read<Grantee> | undefined {
  for (const [kind, written] of mentions) {
    const match = written.exec(text);
    if (match?.index === 0 && match[1])
      return { value: { kind, id: match[1] }, rest: text.slice(match[0].length) };
  }
  return readBare(text);
}

function readBare(text: string): Read<Grantee> | undefined {
  const [all, sigil = '', id = ''] = BARE.exec(text) ?? [];
  const kind = KINDS[sigil];
  if (all === undefined || kind === undefined || !ID.test(id)) return undefined;
  return { value: { kind, id }, rest: text.slice(all.length) };
}
