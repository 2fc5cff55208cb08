/** The numbers a field accepts, both ends included. An empty unit is one that needs no word (a ratio). */
export interface Range {
  min: number;
  max: number;
  unit?: string;
}

/**
 * Input that the core cannot compute with; the message names the field, what was read and what is accepted. Whoever
 * asked can mend it: any other error of the core is a fault of its own.
 */
export class OutOfRangeError extends RangeError {
  override name = 'OutOfRangeError';
}

/**
 * Returns `value` when it is a number within `min` and `max`.
 * @throws OutOfRangeError naming the field, the accepted range and what was read; NaN, the infinities and what is
 * not a number at all are refused alike.
 */
export function checkRange(asked: { field: string; value: unknown } & Range): number {
  if (isWithin(asked, asked.value)) return asked.value;
  throw outOfRange(asked);
}

/** As checkRange, for what is counted: heights, bits, the seconds of a block header. */
export function checkInteger(asked: { field: string; value: unknown } & Range): number {
  if (isWithin(asked, asked.value) && Number.isInteger(asked.value)) return asked.value;
  throw outOfRange({ ...asked, kind: 'a whole number ' });
}

/** Whether `value` is a number that the range accepts. */
export function isWithin({ min, max }: Range, value: unknown): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}

/** The error for a value that the range does not accept. */
export function outOfRange(asked: { field: string; value: unknown; kind?: string } & Range): OutOfRangeError {
  const { field, value, kind = '', min, max, unit } = asked;
  const accepted = `${kind}between ${min} and ${max}${unit ? ` ${unit}` : ''}`;
  return new OutOfRangeError(`${field} must be ${accepted}, read ${describe(value)}`);
}

/** What was read, short enough for one line. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return typeof value === 'object' || typeof value === 'function'
    ? `a value of type ${typeof value}`
    : String(value);
}
