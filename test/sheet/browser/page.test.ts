import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { folder, openStage, settled, shownNumbers } from '../../support/browser/sheet.ts';
import { tempDirectory } from '../../support/tempDirectory.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}

/** Where `SHOTS` names a folder, pictures to be looked at. */
async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
}

const TOPICS = ['Profit', 'Breakeven', 'What if', 'Halving', 'Machines', 'Mine or lease', 'Offer'];

describe('the page', () => {
  it.each([
    ['wide and light', { width: 1280 }],
    ['on a phone, dark', { width: 360, dark: true }],
  ])('%s has no fault that axe finds, and nothing beside the screen', { timeout: 240_000 }, async (name, look) => {
    const { at, page, complaints, elsewhere } = await openStage(look);
    await page.goto(at);
    for (const topic of TOPICS) {
      await page.getByRole('button', { name: topic, exact: true }).click();
      await settled(page);
      await shoot(page, `${name} ${topic}`.replaceAll(/[ ,]+/g, '-'));
      expect(await violations(page)).toEqual([]);
      const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(beyond).toBeLessThanOrEqual(0);
    }
    expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
  });
});
