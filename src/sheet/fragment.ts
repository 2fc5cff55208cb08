import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { UserError } from '../common/errors.ts';
import { DICTIONARY } from './dictionary.ts';
import { readQuestion, type SheetQuestion } from './question.ts';

/**
 * A question as the fragment of a link: `1.` and base64url of its JSON, deflated with the dictionary of that version.
 * A browser keeps the fragment to itself, so what a site costs reaches no server.
 */
const VERSION = 1;
/** Of a fragment: browsers take more, but a longer one goes into a file. */
export const MOST_CHARACTERS = 16_000;
const MOST_BYTES = 200_000;
const dictionary = strToU8(DICTIONARY);

/** Deflates without a header, with the dictionary, and writes that as base64url. */
export type Pack = (bytes: Uint8Array, dictionary: Uint8Array) => string;

const packAnywhere: Pack = (bytes, dictionary) =>
  toBase64Url(deflateSync(bytes, { dictionary, level: 6, mem: 2 }));

export const toFragment = (question: SheetQuestion): string => fragmentOf(JSON.stringify(question));

/** As `toFragment`, of a question that is JSON already; `pack`: a faster one, where the machine has it. */
export const fragmentOf = (json: string, pack: Pack = packAnywhere): string =>
  `${VERSION}.${pack(strToU8(json), dictionary)}`;

/**
 * The question of a fragment, with or without its `#`. Nothing of it is believed: its size, its form and every number
 * are checked. @throws UserError saying what is wrong with the link and what to do.
 */
export function fromFragment(fragment: string): SheetQuestion {
  const { version, data } = partsOf(fragment.replace(/^#/, ''));
  if (version !== VERSION)
    throw new UserError(
      `This link is of version ${version}, and this sheet knows version ${VERSION}: ${version > VERSION ? 'reload the page, or ask again' : 'ask again for a link'}.`,
    );
  return readQuestion(jsonOf(unpacked(data)));
}

function partsOf(fragment: string): { version: number; data: string } {
  if (fragment.length > MOST_CHARACTERS)
    throw new UserError(
      `This link has ${fragment.length.toLocaleString('en-US')} characters after #; at most ${MOST_CHARACTERS.toLocaleString('en-US')} are read. Ask again for a link.`,
    );
  const [, version, data = ''] = /^(0|[1-9]\d{0,3})\.([\w-]+)$/.exec(fragment) ?? [];
  if (version === undefined) throw damaged('it does not begin with a version and a dot');
  return { version: Number(version), data };
}

function unpacked(data: string): string {
  try {
    // One byte more than may be there shows what is too long, whatever was packed into how little.
    const room = new Uint8Array(MOST_BYTES + 1);
    const bytes = inflateSync(fromBase64Url(data), { dictionary, out: room });
    if (bytes.length <= MOST_BYTES) return strFromU8(bytes);
  } catch {
    throw damaged('it cannot be unpacked');
  }
  throw damaged(`it unpacks to more than ${MOST_BYTES.toLocaleString('en-US')} characters`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged('what is in it cannot be read');
  }
}

const damaged = (why: string): UserError =>
  new UserError(`This link was cut off or changed: ${why}. Copy all of it, or ask again for a link.`);

function toBase64Url(bytes: Uint8Array): string {
  const letters = btoa(String.fromCharCode(...bytes));
  return letters
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/(?<!=)=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
