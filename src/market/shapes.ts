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

/** The hash of the main network's first block. Source: Bitcoin Core, CreateGenesisBlock. */
export const GENESIS_HASH = '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f';

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
