import { readFileSync } from 'node:fs';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { describe, expect, it } from 'vitest';
import { png } from '../../src/pictures/png.mjs';

await initWasm(readFileSync(new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));

/** The pixels of a PNG as another program reads it. */
function readBack({
  image,
  width,
  height,
}: {
  image: Uint8Array;
  width: number;
  height: number;
}): Uint8Array {
  const data = Buffer.from(image).toString('base64');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" image-rendering="optimizeSpeed" href="data:image/png;base64,${data}"/></svg>`;
  const drawing = new Resvg(svg);
  const rendered = drawing.render();
  const pixels = Uint8Array.from(rendered.pixels);
  rendered.free();
  drawing.free();
  return pixels;
}

/** Opaque pixels, each of the colour that `colourAt` gives. */
function picture({
  width,
  height,
  colourAt,
}: {
  width: number;
  height: number;
  colourAt: (at: number) => number[];
}) {
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) pixels.set([...colourAt(at), 255], at * 4);
  return { width, height, pixels };
}

describe('png()', () => {
  it('keeps every pixel when a picture has 256 colours', () => {
    const made = picture({
      width: 37,
      height: 29,
      colourAt: (at) => [at % 256, (at * 7) % 2, 255 - (at % 256)],
    });
    expect(readBack({ ...made, image: png(made) })).toEqual(made.pixels);
  });

  it('moves no colour farther than an eye sees when a picture has thousands', () => {
    const shade = (at: number) => [(at % 64) * 2, Math.floor(at / 64), 90];
    const made = picture({ width: 64, height: 48, colourAt: shade });
    const seen = readBack({ ...made, image: png(made) });
    for (let at = 0; at < made.pixels.length; at += 4) {
      const [red, green, blue] = [0, 1, 2].map((channel) => seen[at + channel]! - made.pixels[at + channel]!);
      expect(Math.hypot(red!, green!, blue!)).toBeLessThanOrEqual(16);
    }
  });
});
