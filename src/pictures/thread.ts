import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Chart } from '../charts/chart.ts';
import { drawChart } from '../charts/draw.ts';
import type { Theme } from '../charts/theme.ts';

/** A chart to be drawn. */
export interface Job {
  chart: Chart;
  theme: Theme;
}
/** What came of it. */
export type Outcome = { png: Uint8Array<ArrayBuffer> } | { error: unknown };

/** Pixels for each logical one: a phone shows three. */
const SCALE = 3;

const fontBuffers = [
  import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
].map((address) => readFileSync(new URL(address)));
await initWasm(readFileSync(new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));

parentPort?.on('message', (job: Job) => {
  const outcome = outcomeOf(job);
  parentPort?.postMessage(outcome, 'png' in outcome ? [outcome.png.buffer] : []);
});

function outcomeOf({ chart, theme }: Job): Outcome {
  try {
    return { png: rasterised(drawChart(chart, { theme })) };
  } catch (error) {
    return { error };
  }
}

/** Both objects are in the memory of WebAssembly, which no garbage collector looks after. */
function rasterised(svg: string): Uint8Array<ArrayBuffer> {
  const drawing = new Resvg(svg, {
    font: { fontBuffers, defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: SCALE },
  });
  try {
    const image = drawing.render();
    try {
      return new Uint8Array(image.asPng());
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}
