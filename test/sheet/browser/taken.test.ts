import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sheetFragment } from '../../../src/sheet/link.ts';
import { folder, settled, sheetStages, shoot, shownNumbers } from '../../support/browser/sheet.ts';
import { tempDirectory } from '../../support/tempDirectory.ts';
import { besideLabel, readWorkbook, recompute } from '../../support/workbooks/spreadsheet.ts';

const openStage = sheetStages();

describe('on paper', () => {
  it('an answer is there with its formulas, and nothing that is pressed', async () => {
    const { at, page } = await openStage();
    await page.goto(at);
    await settled(page);
    await page.waitForSelector('.picture svg');
    await page.getByLabel('Power price', { exact: true }).fill('200');
    const sign = page.locator('h1 .whole', { hasText: '$' });
    await sign.waitFor();
    expect(await sign.textContent()).toMatch(/^−\$[\d,]+\/day$/);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.getByLabel('Grid connection at the meter').isVisible()).toBe(true);
    await shoot(page, 'on-paper');
    expect(await page.locator('.toolbar, nav').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.arithmetic').filter({ visible: true }).count()).toBeGreaterThan(10);
    const [first, ...more] = (await page.pdf({ format: 'A4' })).toString('latin1').split('/Type /Page\n');
    expect(first).toMatch(/^%PDF/);
    expect(more.length).toBeGreaterThan(0);
  });
});

describe('without a network', () => {
  it('an open page answers every question and makes its files', async () => {
    const { desk, at, page, complaints } = await openStage();
    await desk.ask('site add rockdale 100 MW s21xp at $45/MWh');
    await desk.ask('tariff rockdale energy=$47/MWh demand=$5/kW-month tax=5%');
    const { question } = (await desk.ask('profit rockdale')).reply;
    // A sheet has no ledger and knows no plans.
    const names = globSync('assets/*.js', { cwd: (await folder.ready())! });
    const missing = new Set(names.filter((name) => !/(?:credits|plan)-/.test(name)));
    const fetched = new Promise<void>((resolve) => {
      page.on('requestfinished', (request) => {
        missing.delete(request.url().replace(at, ''));
        if (missing.size === 0) resolve();
      });
    });
    await page.goto(at);
    await settled(page);
    await fetched;
    await page.context().setOffline(true);
    for (const kind of ['CSV', 'XLSX']) {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: kind }).click();
      await (await waiting).path();
    }
    await page.getByRole('button', { name: 'Keep to compare' }).click();
    await page.waitForSelector('.comparison');
    // Each question about a lease is in the piece with Mine or lease.
    for (const topic of [
      'Breakeven',
      'Cost of a bitcoin',
      'What if',
      'Halving',
      'Machines',
      'Hashprice',
      'Difficulty',
      'Mine or lease',
      'Deals',
    ]) {
      await page.getByRole('button', { name: topic, exact: true }).click();
      await page.waitForSelector('article');
    }
    await page.goto(`${at}#${sheetFragment(question!)}`);
    await page.locator('h1', { hasText: 'rockdale' }).waitFor();
    expect(await page.locator('.problem').allTextContents()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('a page that lacks a part says so, and what to do', async () => {
    const { at, page } = await openStage();
    await page.route(/\/(?:rest|files|halving)[^/]*\.js$/, (route) => route.abort());
    await page.goto(at);
    await settled(page);
    await page.getByRole('button', { name: 'CSV' }).click();
    const words = /^A part of this page could not be loaded: .* Reload the page once you are online\.$/;
    await page.getByRole('toolbar', { name: 'Actions' }).getByText(words).waitFor();
    await page.getByRole('button', { name: 'Halving' }).click();
    expect(await page.locator('#refusal').textContent()).toMatch(words);
  });
});

describe('the file', () => {
  it('with a question in it opens from a disk without anybody’s help', async () => {
    const { desk, page, complaints, elsewhere } = await openStage();
    const { reply } = await desk.ask('profit demo power=4.5c');
    const file = join(tempDirectory(), 'sheet.html');
    writeFileSync(file, (await folder.file(sheetFragment(reply.question!)))!);
    await page.goto(pathToFileURL(file).href);
    await settled(page);
    await page.waitForSelector('.picture svg');
    const numbers = await shownNumbers(page);
    expect(numbers).toContainEqual(['powerPriceUsdPerMwh', 'Demo Prairie', 45]);
    await page.getByRole('button', { name: 'Mine or lease', exact: true }).click();
    await settled(page);
    expect(await page.locator('h1').textContent()).toContain('beats mining');
    expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
  });

  it('of numbers has a row for each figure', async () => {
    const { at, page } = await openStage();
    await page.goto(at);
    await settled(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const text = readFileSync(await (await waiting).path(), 'utf8');
    const [head, ...rows] = text.trim().split('\r\n');
    expect(head).toBe('metric,subject,value,unit,text,source,asOf');
    for (const [metric, subject, value] of await shownNumbers(page))
      expect(
        rows.some((row) => row.startsWith(metric) && row.includes(subject) && row.includes(String(value))),
      ).toBe(true);
  });

  it('of a workbook computes the numbers that are shown', async () => {
    const { at, page, complaints } = await openStage();
    await page.goto(at);
    await settled(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'XLSX' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('profit.xlsx');
    const sheets = readWorkbook(readFileSync(await file.path()));
    const results = sheets.find(({ name }) => name === 'Results')!;
    const computed = recompute(sheets)(
      'Results',
      besideLabel({ sheet: results, label: 'Margin', columns: 2 }),
    );
    const shown = (await shownNumbers(page)).find(([metric]) => metric === 'marginUsdPerDay')!;
    expect(Number(computed) / shown[2]).toBeCloseTo(1, 9);
    expect(complaints).toEqual([]);
  });
});
