import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { usual } from '../../gallery/charts.ts';
import { drawChart } from '../../src/charts/index.ts';
import { createPainter } from '../../src/pictures/painter.ts';
import { startMarketServer } from '../../test/support/marketServer.ts';
import { startHelper } from '../../test/support/processes/helper.ts';
import { type BenchCase, type Measurement, quantile, timed } from '../case.ts';
import type { PictureSettings } from './pictureDesk.ts';

const PICTURES = 500;
const SETTLED = 100;
const MB = 2 ** 20;

const charts = Object.values(usual);
const residentMb = () => process.memoryUsage.rss() / MB;

/** Every kind of picture in turn: how long one takes, what the process grows by, how long nobody else is heard. */
export const pictures: BenchCase = {
  name: 'Pictures',
  async run() {
    const before = residentMb();
    const drawn = await perDrawing();
    const painter = createPainter();
    const first = await timed(() => painter.paint({ chart: charts[0]!, theme: 'light' }));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const took: number[] = [];
    const resident: number[] = [];
    delay.enable();
    for (let count = 0; count < PICTURES; count += 1) {
      const chart = charts[count % charts.length]!;
      took.push(await timed(() => painter.paint({ chart, theme: count % 2 ? 'dark' : 'light' })));
      if (count >= SETTLED) resident.push(residentMb());
    }
    delay.disable();
    const [most, last] = [Math.max(...resident), quantile(resident.slice(-SETTLED), 0.5)];
    await painter.close();
    await pause(500);
    globalThis.gc?.();
    return [
      { name: 'drawing as SVG, p50', value: quantile(drawn, 0.5), unit: 'ms' },
      { name: 'the first picture, with the start of the thread', value: first, unit: 'ms' },
      { name: 'one picture, p50', value: quantile(took, 0.5), unit: 'ms' },
      { name: 'one picture, p95', value: quantile(took, 0.95), unit: 'ms' },
      {
        name: `growth from picture ${SETTLED} to ${PICTURES}`,
        value: last - quantile(resident.slice(0, SETTLED), 0.5),
        unit: 'MB',
        reach: { atMost: 10 },
      },
      {
        name: 'memory while pictures are painted, by themselves',
        value: most - before,
        unit: 'MB',
        reach: { atMost: 60 },
      },
      { name: 'memory after the thread has ended', value: residentMb() - before, unit: 'MB' },
      {
        name: 'stall of the main loop, p99',
        value: delay.percentile(99) / 1e6,
        unit: 'ms',
        reach: { atMost: 20 },
      },
      ...(await inTheRunningBot()),
    ];
  },
};

/** The same questions to two desks, with their pictures and without. */
async function inTheRunningBot(): Promise<Measurement[]> {
  const market = await startMarketServer();
  async function side(isPainted: boolean) {
    const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
    const settings: PictureSettings = { directory, marketUrl: market.url, isPainted };
    const desk = await startHelper(new URL('pictureDesk.ts', import.meta.url), settings);
    const seen = await desk.ask<{ residentMb: number[]; painted: number }>(PICTURES);
    desk.stop();
    rmSync(directory, { recursive: true });
    return seen;
  }
  const [without, painted] = [await side(false), await side(true)];
  await market.close();
  const middle = (of: readonly number[]) => quantile(of, 0.5);
  const grown = ({ residentMb }: typeof painted) =>
    middle(residentMb.slice(-SETTLED)) - middle(residentMb.slice(SETTLED, 2 * SETTLED));
  return [
    { name: 'in the running bot: pictures painted', value: painted.painted, unit: 'pictures' },
    {
      name: 'in the running bot: largest memory over that without pictures',
      value: Math.max(...painted.residentMb) - Math.max(...without.residentMb),
      unit: 'MB',
      reach: { atMost: 60 },
    },
    {
      name: `in the running bot: growth from picture ${SETTLED} on over that without`,
      value: grown(painted) - grown(without),
      unit: 'MB',
      reach: { atMost: 10 },
    },
  ];
}

async function perDrawing(): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < 20; round += 1)
    for (const chart of charts) took.push(await timed(() => drawChart(chart)));
  return took;
}
