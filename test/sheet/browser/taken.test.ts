import { readFileSync, writeFileSync } from 'node:fs';
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
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    await shoot(page, 'on-paper');
    expect(await page.locator('.toolbar, nav').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.arithmetic').filter({ visible: true }).count()).toBeGreaterThan(10);
    const [first, ...more] = (await page.pdf({ format: 'A4' })).toString('latin1').split('/Type /Page\n');
    expect(first).toMatch(/^%PDF/);
    expect(more.length).toBeGreaterThan(0);
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
