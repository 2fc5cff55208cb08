import type { Browser, Page } from 'playwright-core';
import { buildSheet } from '../sheet/build.ts';
import { createLog } from '../src/common/log.ts';
import { startWebServer } from '../src/server/webServer.ts';
import { sheetFolder } from '../src/web/sheetFolder.ts';
import { sheetPages } from '../src/web/sheetPages.ts';
import { launchBrowser } from '../test/support/browser/launch.ts';
import { type BenchCase, quantile } from './case.ts';

const VISITS = 7;
const TURNS = 100;

/** The page in a real Chromium: how soon it is seen, how much is loaded for that, how soon it follows a slider. */
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
      const visits: Visit[] = [];
      for (let count = 0; count < VISITS; count++) visits.push(await visit({ browser, at }));
      const turns = await turned(await opened({ browser, at }));
      return [
        {
          name: 'first contentful paint, median',
          value: median(visits.map(({ paintMs }) => paintMs)),
          unit: 'ms',
        },
        {
          name: 'first view, packed',
          value: median(visits.map(({ bytes }) => bytes)) / 1000,
          unit: 'kB',
          reach: { atMost: 60 },
        },
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

interface Visit {
  paintMs: number;
  bytes: number;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

async function opened({ browser, at }: { browser: Browser; at: string }): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(at);
  await page.waitForSelector('.picture svg');
  return page;
}

/** A visit by somebody who was never there. What the page itself names is the first view. */
async function visit(asked: { browser: Browser; at: string }): Promise<Visit> {
  const page = await opened(asked);
  const seen = (await page.evaluate(`(() => {
    const [{ startTime: paintMs }] = performance.getEntriesByName('first-contentful-paint');
    const named = [...document.querySelectorAll('script[src], link[rel=stylesheet]')].map((it) => it.src || it.href);
    const resources = performance.getEntriesByType('resource').filter(({ name }) => named.includes(name));
    const first = [...performance.getEntriesByType('navigation'), ...resources];
    return { paintMs, bytes: first.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) };
  })()`)) as Visit;
  await page.context().close();
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
