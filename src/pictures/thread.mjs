// Plain JavaScript: a thread that must strip types first starts later, and is larger by all that stripping takes.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { png } from './png.mjs';

// The compiler that optimises resvg takes some 40 MB, part of which the process never gives back. Without it a picture
// takes half as long again, and nobody waits for one.
for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'])
  setFlagsFromString(flag);

/** Pixels for each logical one: a phone shows three. */
const SCALE = 3;

const fontBuffers = [
  import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
].map((address) => readFileSync(new URL(address)));
// Compiled here and at once: done beside it, on threads that the process keeps, more memory stays with each of them.
const program = readFileSync(new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm')));
await initWasm(new WebAssembly.Module(program));

parentPort?.on('message', (svg) => {
  const outcome = outcomeOf(svg);
  parentPort?.postMessage(outcome, 'png' in outcome ? [outcome.png.buffer] : []);
});

/** `png`, or the `error` that it ended in. */
function outcomeOf(svg) {
  try {
    return { png: rasterised(svg) };
  } catch (error) {
    return { error };
  }
}

/** Both objects are in the memory of WebAssembly, which no garbage collector looks after. */
function rasterised(svg) {
  const drawing = new Resvg(svg, {
    font: { fontBuffers, defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: SCALE },
  });
  try {
    const image = drawing.render();
    try {
      return png(image);
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}
