import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled, sheetStages, shoot, shownNumbers } from '../../support/browser/sheet.ts';

const openStage = sheetStages();

/** What axe finds wrong, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}

/** The texts of pictures that reach beyond them, in whatever font there is. */
const cutTexts = (page: Page): Promise<(string | null)[]> =>
  page.locator('.picture text').evaluateAll((all) =>
    all
      .filter((text) => {
        const [own, picture] = [text, text.closest('.picture')!].map((it) => it.getBoundingClientRect());
        return own!.left < picture!.left || own!.right > picture!.right;
      })
      .map(({ textContent }) => textContent),
  );

const TOPICS = [
  ...['Profit', 'Breakeven', 'What if', 'Halving', 'Machines', 'Hashprice', 'Difficulty'],
  ...['Mine or lease', 'Offer', 'Deals'],
];

describe('the page', () => {
  it.each([
    ['wide and light', { width: 1280 }],
    ['on a phone, dark', { width: 360, dark: true }],
  ])(
    '%s has no fault that axe finds, and nothing beside the screen',
    { timeout: 240_000 },
    async (name, look) => {
      const { at, page, complaints, elsewhere } = await openStage(look);
      await page.goto(at);
      for (const topic of TOPICS) {
        await page.getByRole('button', { name: topic, exact: true }).click();
        await settled(page);
        await shoot(page, `${name} ${topic}`.replaceAll(/[ ,]+/g, '-'));
        expect(await violations(page)).toEqual([]);
        const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(beyond).toBeLessThanOrEqual(0);
        expect(await cutTexts(page)).toEqual([]);
      }
      expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
    },
  );
});

describe('inputs', () => {
  it('that cannot be read say so at their field, and what is accepted', async () => {
    const { at, page } = await openStage();
    await page.goto(at);
    await settled(page);
    const field = page.getByLabel('Meter power over IT power', { exact: true });
    await field.fill('0.5');
    await page.waitForSelector('[aria-invalid="true"]');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#fault-pue').textContent()).toContain('between 1 and 3');
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.waitForSelector('[aria-invalid="true"]', { state: 'detached' });
  });

  it('are turned by keys', async () => {
    const { at, page } = await openStage();
    await page.goto(at);
    await settled(page);
    await page.getByLabel('Power price, slider').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('article b[data-metric="powerPriceUsdPerMwh"][data-value="45.5"]');
    expect(await page.getByLabel('Power price', { exact: true }).inputValue()).toBe('$45.5/MWh');
  });

  it('are typed in another unit', async () => {
    const { at, page } = await openStage();
    await page.goto(at);
    await settled(page);
    await page.getByLabel('Unit of power price').selectOption({ label: '¢/kWh' });
    expect(await page.getByLabel('Power price', { exact: true }).inputValue()).toBe('4.5c');
  });
});

describe('figures', () => {
  it('are shown in the unit that is chosen, and stay the numbers of the core', async () => {
    const { at, page, complaints } = await openStage();
    await page.goto(at);
    await settled(page);
    const before = await shownNumbers(page);
    const numberOf = (metric: string) => before.find(([name]) => name === metric)![2];
    const shown = (metric: string) => page.locator(`dl b[data-metric="${metric}"]`).first().textContent();
    const dollars = (value: number) => Math.round(value).toLocaleString('en-US');
    await page.getByLabel('Money in').selectOption({ label: '$/month' });
    expect(await shown('revenueUsdPerDay')).toBe(
      `$${dollars((numberOf('revenueUsdPerDay') * 730) / 24)}/month`,
    );
    await page.getByLabel('Money in').selectOption({ label: '$/year' });
    expect(await shown('revenueUsdPerDay')).toBe(`$${dollars(numberOf('revenueUsdPerDay') * 365)}/year`);
    await page.getByRole('button', { name: 'Breakeven', exact: true }).click();
    await settled(page);
    await page.getByLabel('Power in').selectOption({ label: '¢/kWh' });
    const power = page.locator('article b[data-metric="breakevenPowerPriceUsdPerMwh"]').first();
    const cents = Number(await power.getAttribute('data-value')) / 10;
    expect(await power.textContent()).toBe(`${cents.toFixed(3)}¢/kWh`);
    await page.getByLabel('Hashprice in').selectOption({ label: 'sats/TH/day' });
    const hashprice = page.locator('article b[data-metric="breakevenHashpriceUsdPerPhDay"]').first();
    expect(await hashprice.textContent()).toMatch(/^\d+\.\d\d sats\/TH\/day$/);
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await settled(page);
    expect(await page.getByLabel('Power in').inputValue()).toBe('1');
    expect(complaints).toEqual([]);
  });

  it('of a scenario, which has a price of its own, are not told in sats', async () => {
    const { at, page } = await openStage();
    await page.goto(at);
    await page.getByRole('button', { name: 'What if', exact: true }).click();
    await settled(page);
    const units = await page.locator('label', { hasText: ' in' }).locator('option').allTextContents();
    expect(units).toContain('$/month');
    expect(units).not.toContain(' sats/TH/day');
  });
});

describe('a picture', () => {
  it('is read by arrow keys and by pointing, and says what is there', async () => {
    const { at, page, complaints } = await openStage();
    await page.goto(at);
    await page.getByRole('button', { name: 'Breakeven', exact: true }).click();
    await settled(page);
    const map = page.getByRole('group', { name: /arrow keys read its values$/ });
    await map.focus();
    const said = page.locator('.reading');
    await page.keyboard.press('ArrowRight');
    const first = await said.textContent();
    expect(first).toMatch(/^Hashprice \$[\d.]+, power price \$[\d.]+: −?\$[\d.]+k?$/);
    await page.keyboard.press('ArrowDown');
    const below = await said.textContent();
    expect(below!.split(',')[0]).toBe(first!.split(',')[0]);
    expect(below).not.toBe(first);
    await page.keyboard.press('End');
    expect(await said.textContent()).not.toBe(below);
    expect(await violations(page)).toEqual([]);
    const box = (await map.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    expect(await said.textContent()).toMatch(/^Hashprice /);
    await shoot(page, 'read-by-pointing');
    expect(await page.locator('.cross').count()).toBe(1);
    await page.mouse.move(0, 0);
    await page.waitForSelector('.cross', { state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('of one column is gone through by any arrow', async () => {
    const { at, page } = await openStage({ width: 360 });
    await page.goto(at);
    await settled(page);
    await page.getByRole('group', { name: /arrow keys/ }).focus();
    const words: (string | null)[] = [];
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'End', 'Home']) {
      await page.keyboard.press(key);
      words.push(await page.locator('.reading').textContent());
    }
    expect(words[0]).toMatch(/^Revenue: \$/);
    expect(words.at(-2)).toMatch(/^Margin.*: \$/);
    expect(words.at(-1)).toBe(words[0]);
    expect(new Set(words).size).toBe(4);
  });
});

describe('two scenarios', () => {
  it('stand side by side, what differs first, with the difference on the screen of a phone', async () => {
    const { at, page } = await openStage({ width: 360 });
    await page.goto(at);
    await settled(page);
    await page.getByRole('button', { name: 'Keep to compare' }).click();
    await page.getByRole('button', { name: 'Inputs', exact: true }).click();
    await page.getByRole('button', { name: 'See the answer' }).click();
    expect(Math.abs((await page.getByRole('main').boundingBox())!.y)).toBeLessThan(300);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    await page.getByRole('button', { name: 'Inputs', exact: true }).click();
    const top = (await page.getByRole('form', { name: 'Inputs' }).boundingBox())!.y;
    expect(Math.abs(top)).toBeLessThan(900);
    await page.getByLabel('Pool fee, share of revenue', { exact: true }).fill('2%');
    const differing = page.getByRole('region', { name: 'What differs' });
    const row = (label: string) => differing.locator('tr', { hasText: label }).first();
    await row('Margin').getByText('−$').waitFor();
    const [difference, kept, now] = await row('Margin').locator('td').allTextContents();
    expect(kept).not.toBe(now);
    expect(difference).toMatch(/^−\$1,9\d\d\/day$/);
    expect(await row('points').locator('td').allTextContents()).toEqual([
      '−0.76 percentage points',
      '25.9%',
      '25.2%',
    ]);
    const { x, width } = (await row('Margin').locator('td').first().boundingBox())!;
    expect(x + width).toBeLessThan(360);
    expect(await page.getByText(/^\d+ numbers are the same$/).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'compared');
    await page.getByRole('button', { name: 'Machines', exact: true }).click();
    await page.getByText('The two answers have no number in common.').waitFor();
  });
});

describe('a field of the market', () => {
  it('that cannot be used says so itself, and what is counted with', async () => {
    const { at, page } = await openStage();
    await page.goto(at);
    await settled(page);
    const field = page.getByLabel('BTC price', { exact: true });
    const price = await field.inputValue();
    const title = (await page.locator('h1').textContent())!;
    for (const text of ['-5', '']) {
      await field.fill(text);
      const said = await page.getByRole('alert').textContent();
      expect(said).toMatch(
        /^BTC price must be between 0\.0001 and 1,000,000,000 \$\. The answer still counts with [\d,.]+ \$\.$/,
      );
      expect(await field.getAttribute('aria-invalid')).toBe('true');
    }
    await page.getByLabel('Difficulty', { exact: true }).fill('150');
    await page.locator('h1').filter({ hasNotText: title }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe(price);
  });
});
