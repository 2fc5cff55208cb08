import { hasGlyph } from '../charts/glyphs.ts';
import type { Chart } from '../charts/index.ts';

/** Pictures of their own, and what joins or turns signs: left out wherever a name is more than these. */
const DECORATION = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Cc}\p{Cf}]/gu;
/** Empty, or with a colon or comma after nothing: a name that was emoji alone is missed there. */
const NAMELESS = /^[\s\p{M}]*$|(?:^|\s)\p{M}*[:,]/u;
const WORD = /[\p{L}\p{N}]/u;

type Latin = (sign: string) => string;

/**
 * The chart as the font of pictures can draw it: what it has no glyph for is spelled in Latin letters, `深圳一号` as
 * `Shen Zhen Yi Hao`. Texts that differ are spelled differently: one that would be as another gets a number. The
 * alternative text keeps names as they were typed.
 */
export async function spelled(chart: Chart): Promise<Chart> {
  const texts = new Set<string>();
  mapTexts(chart, (text) => {
    texts.add(text);
    return text;
  });
  const odd = [...texts].filter((text) => !Array.from(text).every(hasGlyph));
  if (odd.length === 0) return chart;
  // Most desks never need the table of signs.
  const { default: latin } = await import('any-ascii');
  const taken = new Set([...texts].filter((text) => !odd.includes(text)));
  const spellings = new Map<string, string>();
  // Sorted, so that of the same sites each has the same number in every picture.
  for (const text of odd.toSorted()) {
    const spelling = unlike(spellingOf(text, latin), taken);
    taken.add(spelling);
    spellings.set(text, spelling);
  }
  return { ...mapTexts(chart, (text) => spellings.get(text) ?? text), alt: chart.alt };
}

/** The same data with every text in it changed. */
function mapTexts<T>(data: T, change: (text: string) => string): T {
  if (typeof data === 'string') return change(data) as T;
  if (Array.isArray(data)) return data.map((item) => mapTexts(item, change)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, mapTexts(value, change)])) as T;
}

/** `Bei Jing`, or where that is taken `Bei Jing (2)`. */
function unlike(spelling: string, taken: ReadonlySet<string>): string {
  let unique = spelling;
  for (let number = 2; taken.has(unique); number += 1) unique = `${spelling} (${number})`;
  return unique;
}

function spellingOf(typed: string, latin: Latin): string {
  const text = typed.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ');
  const plain = text.replace(DECORATION, (sign) => (hasGlyph(sign) ? sign : ''));
  if (!NAMELESS.test(plain)) return words(plain, latin) || '?';
  return words(text, (sign) => latin(sign).replace(/^:(.+):$/, emojiWords)) || '?';
}

/** `:ice_cream:` as ` Ice Cream `. */
const emojiWords = (_: string, name: string) =>
  ` ${name.replace(/(?:^|_)(.)/g, (__, letter: string) => ` ${letter.toUpperCase()}`)} `;

/**
 * Sign by sign. Words of scripts without capitals begin with one; a Han sign is a word by itself, and is spelled as in
 * Mandarin, since nothing says which language it is read in.
 */
function words(text: string, latin: Latin): string {
  let spelling = '';
  let wasHan = false;
  for (const sign of text) {
    const isHan = /\p{Script=Han}/u.test(sign);
    const begins = isHan || wasHan || !WORD.test(spelling.slice(-1));
    const piece = hasGlyph(sign) ? sign : pieceOf({ sign, begins, latin });
    const isApart = (isHan || wasHan) && WORD.test(spelling.slice(-1)) && WORD.test(piece);
    spelling += isApart ? ` ${piece}` : piece;
    wasHan = isHan;
  }
  return spelling.replace(/ +(?=[ :,])/g, '').trim();
}

function pieceOf({ sign, begins, latin }: { sign: string; begins: boolean; latin: Latin }): string {
  const piece = latin(sign);
  if (!/\p{Lo}/u.test(sign)) return piece;
  return begins ? piece.slice(0, 1).toUpperCase() + piece.slice(1).toLowerCase() : piece.toLowerCase();
}
