import { createHash } from 'node:crypto';

/** What a block header says, and the hash that proves the work in it. */
export interface Header {
  /** As nodes print it: 64 hex digits, the zeros first. */
  hash: string;
  previousHash: string;
  /** Unix milliseconds. */
  time: number;
  /** Compact bits. */
  bits: number;
}

/** A header as it travels: 80 bytes in 160 hex digits. */
export const HEADER_HEX = /^[0-9a-f]{160}$/;

/** Reads a header of 80 bytes; its hash is the double SHA-256 of them. @throws RangeError for other than 160 hex digits */
export function readHeader(hex: string): Header {
  if (!HEADER_HEX.test(hex))
    throw new RangeError(`A header has 160 hex digits, read ${hex.length} characters`);
  const bytes = Buffer.from(hex, 'hex');
  return {
    hash: printed(sha256(sha256(bytes))),
    previousHash: printed(bytes.subarray(4, 36)),
    time: bytes.readUInt32LE(68) * 1000,
    bits: bytes.readUInt32LE(72),
  };
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Hashes are printed from the last byte to the first. */
const printed = (bytes: Uint8Array): string => Buffer.from(bytes).reverse().toString('hex');
