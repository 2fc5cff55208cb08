import { deflateSync } from 'fflate';

/** A part of a zip: its path, and what is in it. */
export interface ZipPart {
  path: string;
  bytes: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980, the earliest that a zip can say: the same parts are the same bytes. */
const MADE = 0x0021;

/**
 * Packs parts into a zip, as its specification (APPNOTE 6.3) has it, without what an archive of a few small files has no
 * use for. Not `zipSync` of fflate: that would be in what the sheet loads before its first view, with fflate itself.
 */
export function zipOf(parts: readonly ZipPart[]): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of parts) {
    const name = new TextEncoder().encode(path);
    const packed = deflateSync(bytes);
    // Version, flags, method, time, date; checksum and sizes; lengths of the name and of what there is none of.
    const about = [VERSION, 0, DEFLATED, 0, MADE];
    const sizes = [checksum(bytes), packed.length, bytes.length];
    locals.push(fields([LOCAL], about, sizes, [name.length, 0]), name, packed);
    const central = fields([CENTRAL], [VERSION, ...about], sizes, [name.length, 0, 0, 0, 0], [0, offset]);
    centrals.push(central, name);
    offset = lengthOf(locals);
  }
  const counts = [0, 0, parts.length, parts.length];
  const end = fields([END], counts, [lengthOf(centrals), offset], [0]);
  return joined([...locals, ...centrals, end]);
}

/** Numbers of four bytes and of two, in turn. */
function fields(...runs: readonly (readonly number[])[]): Uint8Array {
  const bytes = runs.flatMap((run, index) => run.flatMap((value) => littleEndian(value, index % 2 ? 2 : 4)));
  return Uint8Array.from(bytes);
}

const littleEndian = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => (value >>> (8 * at)) & 0xff);

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0);

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32. */
function checksum(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ remainders[(rest ^ byte) & 0xff]!;
  return ~rest >>> 0;
}
