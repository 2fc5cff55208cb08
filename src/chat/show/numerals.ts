/** Numbers as people read them: en-US grouping, a true minus sign, rounded once. */

const MINUS = '−';
/** The same few numbers of a market are written over and over, and each writing is dear. */
const MOST_KNOWN = 1_000;

/** How numbers with so many digits are written, and how the latest ones were. */
interface Format {
  format: Intl.NumberFormat;
  known: Map<number, string>;
}
const formats = new Map<number, Format>();

function formatFor(digits: number): Format {
  const made = formats.get(digits);
  if (made) return made;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const one = { format: new Intl.NumberFormat('en-US', options), known: new Map() };
  formats.set(digits, one);
  return one;
}

function grouped(value: number, digits: number): string {
  const { format, known } = formatFor(digits);
  const written = known.get(value);
  if (written !== undefined) return written;
  if (known.size >= MOST_KNOWN) known.clear();
  const text = format.format(value);
  known.set(value, text);
  return text;
}

/** Writes the sign before whatever `show` makes of the magnitude; what rounds to zero has no sign. */
function signed(value: number, show: (magnitude: number) => string): string {
  const text = show(Math.abs(value));
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

export const fixed = (value: number, digits: number): string => signed(value, (v) => grouped(v, digits));
export const usd = (value: number, digits: number): string => signed(value, (v) => `$${grouped(v, digits)}`);
export const percent = (value: number, digits: number): string => `${fixed(value, digits)}%`;

/** `text` of a change: a rise has a sign too, unless it rounds to zero. */
export const risen = (value: number, text: string): string =>
  value > 0 && /[1-9]/.test(text) ? `+${text}` : text;

/** A count of things: whole where it is whole, one decimal where it is not. */
export const count = (value: number): string =>
  fixed(value, Number.isInteger(value) || value >= 1000 ? 0 : 1);

/** An amount of USD: cents below $1,000, whole dollars above. */
export const money = (value: number): string => usd(value, Math.abs(value) < 1000 ? 2 : 0);

const SCALES: [number, string][] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
];

/** A large number in five significant digits with its SI letter: `141.67 T`. */
export function significant(value: number): string {
  const scale = SCALES.find(([size]) => Math.abs(value) >= size);
  return scale ? `${fixed(value / scale[0], 2)} ${scale[1]}` : fixed(value, 2);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A UTC date: `31 Jan 2026`. */
export function day(time: number): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** A number with enough digits to check the arithmetic: seven significant ones, grouped, never an exponent. */
export function exact(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0) return '0';
  const digits = Math.min(12, Math.max(0, 6 - Math.floor(Math.log10(magnitude))));
  return signed(value, (v) => trimmed(grouped(v, digits)));
}

/** With as many of four decimals as it has. */
export const short = (value: number): string => trimmed(fixed(value, 4));

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.0+$|(?<!0)0+$/, '') : text);

const MONEY_SCALES: [number, string][] = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** An amount of money in four digits or so: `$231.0M`, `$1.23B`. */
export function bigUsd(value: number): string {
  const [size, letter] = MONEY_SCALES.find(([scale]) => Math.abs(value) >= scale * 0.99995) ?? [1, ''];
  const shown = value / size;
  return `${usd(shown, letter === '' ? 0 : Math.abs(shown) >= 100 ? 1 : 2)}${letter}`;
}
