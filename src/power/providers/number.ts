import { SourceError } from '../../net/http.ts';

const WRITTEN = { '.': /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu, ',': /^[+-]?\d+(?:,\d+)?$/u };
export type Decimal = keyof typeof WRITTEN;

/** A number as it is written with this decimal mark; undefined where nothing stands. @throws SourceError for anything else */
export function readNumber(asked: { place: string; value: unknown; decimal?: Decimal }): number | undefined {
  const { place, value, decimal = '.' } = asked;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const text = typeof value === 'string' ? value.trim() : '';
  if (WRITTEN[decimal].test(text)) return Number(text.replace(',', '.'));
  const comma = decimal === '.' && WRITTEN[','].test(text) ? ': with a comma as decimal mark, say so' : '';
  throw new SourceError(
    `${place}: read ${JSON.stringify(value)?.slice(0, 40)}, a number such as 45${decimal}3 is read${comma}`,
  );
}
