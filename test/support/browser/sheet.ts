import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { buildSheet } from '../../../sheet/build.ts';
import { startWebServer } from '../../../src/server/webServer.ts';
import { marketPages } from '../../../src/web/marketPages.ts';
import { sheetFolder } from '../../../src/web/sheetFolder.ts';
import { sheetPages } from '../../../src/web/sheetPages.ts';
import { openTestDesk, type TestDesk } from '../desk.ts';
import { silentLog } from '../testMarket.ts';
import { browserOfFile } from './chromium.ts';

/** A desk, the sheet that it serves, and a browser before it. */
export interface SheetStage {
  desk: TestDesk;
  /** `http://127.0.0.1:40000/sheet/` */
  at: string;
  page: Page;
  /** What the page complained of: errors of its scripts, and what its policy stopped. */
  complaints: string[];
  /** What it asked for from anywhere but the desk. */
  elsewhere: string[];
}

export const folder = sheetFolder({ build: buildSheet, log: silentLog });
/** Of all stages: to pack the sheet takes longer than most tests. */
const sheet = sheetPages({ folder });

/** Opens all three until the test ends; the browser is one for the tests of the file that calls this as it begins. */
export function sheetStages(): (look?: Look) => Promise<SheetStage> {
  const openContext = browserOfFile();
  return (look = {}) => openStage({ ...look, openContext });
}

interface Look {
  width?: number;
  dark?: boolean;
}

async function openStage(
  options: Look & { openContext: ReturnType<typeof browserOfFile> },
): Promise<SheetStage> {
  const { width = 1200, dark = false, openContext } = options;
  let at: string | undefined;
  const desk = openTestDesk({ sheetAt: () => at });
  const parts = [sheet, marketPages({ snapshot: () => desk.market.snapshot(), now: desk.clock.now })];
  const wait = async () => {};
  const server = await startWebServer({ port: 0, host: '127.0.0.1', adapters: parts, wait, log: silentLog });
  onTestFinished(() => server.stop());
  const address = `http://127.0.0.1:${server.port}/sheet/`;
  at = address;
  const context = await openContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(new URL(address).origin) && !/^(?:blob|data|file):/.test(url)) elsewhere.push(url);
  });
  return { desk, at: address, page, complaints, elsewhere };
}

/** The numbers that a page shows, by metric and subject. */
export const shownNumbers = (page: Page): Promise<[string, string, number][]> =>
  page
    .locator('article b[data-metric]')
    .evaluateAll((all) =>
      all.map((it) => [
        it.getAttribute('data-metric') ?? '',
        it.getAttribute('data-subject') ?? '',
        Number(it.getAttribute('data-value')),
      ]),
    );

/** Waits until nothing is computed any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('article');
  await page.waitForSelector('.pending', { state: 'detached', timeout: 100_000 });
}

/** Where `SHOTS` names a folder, pictures to be looked at. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS)
    await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
}
