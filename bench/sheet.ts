import type { Browser, Page } from 'playwright-core';
import { buildSheet } from '../sheet/build.ts';
import { createLog } from '../src/common/log.ts';
import { startWebServer } from '../src/server/webServer.ts';
import { sheetFolder } from '../src/web/sheetFolder.ts';
import { sheetPages } from '../src/web/sheetPages.ts';
import { type FirstView, firstView } from '../test/support/browser/firstView.ts';
import { launchBrowser } from '../test/support/browser/launch.ts';
import { type BenchCase, quantile } from './case.ts';

const VISITS = 7;
const TURNS = 100;

/** The page in a real Chromium: how soon it stands, how much is loaded for that, how soon it follows a slider. */
export const sheet: BenchCase = {
  name: 'Sheet in a browser',
  async run() {
    const log = createLog({ level: 'error', secrets: [], patterns: [] });
    const adapters = [sheetPages({ folder: sheetFolder({ build: buildSheet, log }) })];
    const wait = async () => {};
    const server = await startWebServer({ port: 0, host: '127.0.0.1', adapters, wait, log });
    const browser = await launchBrowser();
    try {
      const at = `http://127.0.0.1:${server.port}/sheet/`;
      const visits: FirstView[] = [];
      for (let count = 0; count < VISITS; count++) visits.push(await visit({ browser, at }));
      const inGzip = await visit({ browser, at, encoding: 'gzip' });
      const turns = await turned(await opened({ browser, at }));
      return [
        {
          name: 'first contentful paint, median',
          value: median(visits.map(({ paintMs }) => paintMs)),
          unit: 'ms',
        },
        {
          name: 'profit with its picture, median',
          value: median(visits.map(({ pictureMs }) => pictureMs)),
          unit: 'ms',
        },
        {
          name: 'all that is loaded until its picture stands, as sent (brotli)',
          value: median(visits.map(({ bytes }) => bytes)) / 1000,
          unit: 'kB',
          reach: { atMost: 60 },
        },
        { name: 'the same to who takes gzip alone', value: inGzip.bytes / 1000, unit: 'kB' },
        { name: 'recalculation of profit with its picture, p50', value: median(turns), unit: 'ms' },
        {
          name: 'recalculation of profit with its picture, p95',
          value: quantile(turns, 0.95),
          unit: 'ms',
          reach: { atMost: 50 },
        },
      ];
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

const median = (values: readonly number[]): number => quantile(values, 0.5);

async function opened({ browser, at }: { browser: Browser; at: string }): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(at);
  await page.waitForSelector('.picture svg');
  return page;
}

/** A visit by somebody who was never there. */
async function visit(asked: { browser: Browser; at: string; encoding?: string }): Promise<FirstView> {
  const { browser, at, encoding } = asked;
  const context = await browser.newContext(
    encoding === undefined ? {} : { extraHTTPHeaders: { 'accept-encoding': encoding } },
  );
  const seen = await firstView({ page: await context.newPage(), at });
  await context.close();
  return seen;
}

/** Milliseconds from each turn of the power price to the frame in which its margin is seen. */
async function turned(page: Page): Promise<number[]> {
  return (await page.evaluate(`(async () => {
    const slider = document.querySelector('input[type=range]');
    const shown = () => document.querySelector('article b[data-metric="marginUsdPerDay"]').dataset.value;
    const took = [];
    for (let turn = 0; turn < ${TURNS}; turn++) {
      const before = shown();
      const started = performance.now();
      slider.value = 30 + turn / 2;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      while (shown() === before) await new Promise((resolve) => setTimeout(resolve));
      took.push(performance.now() - started);
      await new Promise(requestAnimationFrame);
    }
    return took;
  })()`)) as number[];
}
