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
const MOST_UNPACKED = 200_000;
const dictionary = new TextEncoder().encode(DICTIONARY);

/** Deflates without a header, with the dictionary, and writes that as base64url. */
export type Pack = (bytes: Uint8Array, dictionary: Uint8Array) => string;

/** The fragment of a question that is JSON already. */
export const fragmentOf = (json: string, pack: Pack): string =>
  `${VERSION}.${pack(new TextEncoder().encode(json), dictionary)}`;

/**
 * The question of a fragment, with or without its `#`. Nothing of it is believed: its size, its form and every number
 * are checked. Rejects with UserError saying what is wrong with the link and what to do.
 */
export async function fromFragment(fragment: string): Promise<SheetQuestion> {
  const { version, data } = partsOf(fragment.replace(/^#/, ''));
  if (version !== VERSION)
    throw new UserError(
      `This link is of version ${version}, and this sheet knows version ${VERSION}: ${version > VERSION ? 'reload the page, or ask again' : 'ask again for a link'}.`,
    );
  return readQuestion(jsonOf(await unpacked(data)));
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

const sixteenBits = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
/**
 * Begins a block that is stored as it is (RFC 1951, 3.2.4). The platform's own reader takes no dictionary, but whatever
 * follows such a block may refer to it.
 */
const opening = Uint8Array.of(0, ...sixteenBits(dictionary.length), ...sixteenBits(~dictionary.length));

async function unpacked(data: string): Promise<string> {
  const text = await inflated(data).catch(() => {
    throw damaged('it cannot be unpacked');
  });
  if (text.length <= MOST_UNPACKED) return text;
  throw damaged(`it unpacks to more than ${MOST_UNPACKED.toLocaleString('en-US')} characters`);
}

/** The text; of one that is too long no more than shows that, whatever was packed into how little. */
async function inflated(data: string): Promise<string> {
  const packed = new Blob([opening, dictionary, fromBase64Url(data)]);
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length <= DICTIONARY.length + MOST_UNPACKED) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text.slice(DICTIONARY.length);
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

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
