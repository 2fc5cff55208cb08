import { z } from 'zod';

/** A number, or a string that holds one: exchanges send prices and mempool sends sats as strings. */
export const numeric = z.union([
  z.number(),
  z
    .string()
    .regex(/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/, 'expected a number')
    .transform(Number)
    .pipe(z.number()),
]);

const GENESIS_SECONDS = 1_231_006_505;
const YEAR_2100_SECONDS = 4_102_444_800;

/** Unix seconds, given out as Unix milliseconds. Milliseconds in their place are refused, not read as a far future. */
export const unixSeconds = z
  .number()
  .int()
  .min(GENESIS_SECONDS, 'expected Unix seconds after the genesis block')
  .max(YEAR_2100_SECONDS, 'expected Unix seconds, not milliseconds')
  .transform((seconds) => seconds * 1000);

/** A block height. */
export const blockHeight = z.number().int().min(0).max(10_000_000);
