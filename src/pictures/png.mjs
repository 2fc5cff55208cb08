// Plain JavaScript, as the thread that uses it.
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
/** Of 441, from black to white: on the edge of a line or a letter nobody sees so little. */
const BARELY_SEEN = 4;
const INDEXED = 3;

/**
 * A PNG of opaque pixels (RGBA, four bytes each). A chart has few colours: an index for each pixel takes a third of what
 * its colour does. Where there are more than 256, as in a heat map, the rarer ones become their neighbours.
 */
export function png({ width, height, pixels }) {
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const { kept, indices } = paletteOf(colours);
  const lines = Buffer.alloc((1 + width) * height);
  let to = 0;
  let last;
  let index = 0;
  for (let at = 0; at < colours.length; at++) {
    // Each line begins with the name of its filter: none.
    if (at % width === 0) to++;
    const colour = colours[at];
    // A pixel is mostly as the one before it.
    if (colour !== last) index = indices.get(colour);
    last = colour;
    lines[to++] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = INDEXED;
  return new Uint8Array(
    Buffer.concat([
      SIGNATURE,
      chunk('IHDR', header),
      chunk('PLTE', Buffer.from(kept.flatMap(channels))),
      chunk('IDAT', deflateSync(lines)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** The colours of a palette, and the index that each colour of the picture has in it. */
function paletteOf(colours) {
  const byCount = commonest(colours);
  let palette = within(byCount, 0);
  for (let farthest = BARELY_SEEN; !palette; farthest *= 2) palette = within(byCount, farthest);
  return palette;
}

function commonest(colours) {
  const counts = new Map();
  let began = 0;
  for (let at = 1; at <= colours.length; at++) {
    if (at < colours.length && colours[at] === colours[began]) continue;
    counts.set(colours[began], (counts.get(colours[began]) ?? 0) + at - began);
    began = at;
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
}

/** A palette that no colour is farther from than `farthest`; undefined where it would be too large. */
function within(byCount, farthest) {
  const kept = [];
  const indices = new Map();
  for (const colour of byCount) {
    const near = farthest === 0 ? -1 : kept.findIndex((one) => distance(one, colour) <= farthest);
    indices.set(colour, near >= 0 ? near : kept.length);
    if (near >= 0) continue;
    if (kept.length === MOST_COLOURS) return undefined;
    kept.push(colour);
  }
  return { kept, indices };
}

function distance(one, other) {
  const red = (one & 0xff) - (other & 0xff);
  const green = ((one >> 8) & 0xff) - ((other >> 8) & 0xff);
  const blue = ((one >> 16) & 0xff) - ((other >> 16) & 0xff);
  return Math.sqrt(red * red + green * green + blue * blue);
}

/** Red, green and blue of a pixel as the machine reads it: the first byte is the lowest. */
const channels = (colour) => [colour & 0xff, (colour >> 8) & 0xff, (colour >> 16) & 0xff];
