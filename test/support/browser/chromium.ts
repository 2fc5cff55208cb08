import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { launchBrowser } from './launch.ts';

/**
 * A real Chromium for the tests of a file, which calls this as it begins; they fail where there is none. Each test opens
 * contexts of its own, which know nothing of each other.
 */
export function browserOfFile(): (look?: BrowserContextOptions) => Promise<BrowserContext> {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => (await browser)?.close());
  return async (look) => {
    browser ??= launchBrowser();
    const context = await (await browser).newContext(look);
    onTestFinished(() => context.close());
    return context;
  };
}
