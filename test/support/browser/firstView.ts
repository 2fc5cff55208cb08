import type { Page } from 'playwright-core';

/** What somebody who was never there loads until the picture stands. */
export interface FirstView {
  /** As they came over the wire, of all that was asked for until then. */
  bytes: number;
  /** Milliseconds until something is seen, and until the picture stands. */
  paintMs: number;
  pictureMs: number;
  /** By how much of the screen what was seen moved since, as browsers count it. */
  shift: number;
}

const WATCH = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.picture svg')) return;
    observer.disconnect();
    performance.mark('picture');
  }).observe(document, { childList: true, subtree: true });
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

const SEEN = `(() => {
  const [[{ startTime: pictureMs }], [{ startTime: paintMs }]] = ['picture', 'first-contentful-paint'].map((it) => performance.getEntriesByName(it));
  const asked = performance.getEntriesByType('resource').filter(({ startTime }) => startTime <= pictureMs);
  const all = [...performance.getEntriesByType('navigation'), ...asked];
  return { bytes: all.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0), paintMs, pictureMs, shift };
})()`;

/** Opens a page of the sheet in a browser that has nothing of it yet. */
export async function firstView({ page, at }: { page: Page; at: string }): Promise<FirstView> {
  await page.addInitScript(WATCH);
  await page.goto(at);
  await page.waitForSelector('.picture svg');
  await page.waitForLoadState('networkidle');
  return (await page.evaluate(SEEN)) as FirstView;
}
