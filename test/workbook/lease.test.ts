import { describe, expect, it } from 'vitest';
import { npv } from '../../src/economics/index.ts';
import { fromFragment } from '../../src/sheet/fragment.ts';
import { sheetFragment } from '../../src/sheet/link.ts';
import { toFragment } from '../../src/sheet/pack.ts';
import type { SheetQuestion } from '../../src/sheet/question.ts';
import { openTestDesk } from '../support/desk.ts';
import { besideLabel, type ReadSheet, recompute } from '../support/workbooks/spreadsheet.ts';
import { expectSameAsKept, workbookOfFragment } from '../support/workbooks/workbooks.ts';

/** The workbook of a question about the demo site, which needs no answer before. */
async function workbookOf(asked: Pick<SheetQuestion, 'topic' | 'options'>): Promise<ReadSheet[]> {
  const { reply } = await openTestDesk().ask('profit demo');
  const question = { ...(await fromFragment(sheetFragment(reply.question!))), ...asked };
  return workbookOfFragment(toFragment(question));
}

const SHEETS = ['Inputs', 'Results', 'Years', 'Loans', 'Flows', 'Sources'];

describe('workbookOf() of a lease', () => {
  it('writes NPV, IRR and cover as formulas on flows, which follow a rate that is changed', {
    timeout: 120_000,
  }, async () => {
    const options = { site: 'demo', forwards: '2026-09=36', tax: '21%' };
    const sheets = await workbookOf({ topic: 'pivot', options });
    expect(sheets.map(({ name }) => name)).toEqual(SHEETS);
    expectSameAsKept({ sheets, least: 2000 });
    const [inputs, results, , , flows] = sheets;
    const texts = sheets.flatMap(({ cells }) => [...cells.values()].map(({ value }) => `${value}`));
    expect(texts.filter((it) => /too close to call|beats|\d paths/.test(it))).toEqual([]);
    const label = 'Discount rate, colocation';
    const rate = `Inputs!${besideLabel({ sheet: inputs!, label, columns: 1 })}`;
    const at = besideLabel({ sheet: results!, label: 'NPV of the stand-alone project', columns: 2 });
    const column = [...flows!.cells]
      .find(([, { value }]) => value === 'Cash after 21% tax')![0]
      .replace(/\d+$/, '');
    const flowsUsd = [...flows!.cells]
      .filter(([address, { value }]) => address.replace(/\d+$/, '') === column && typeof value === 'number')
      .map(([, { value }]) => value as number);
    const value = recompute(sheets, { [rate]: 0.123 });
    expect(Number(value('Results', at)) / npv({ flowsUsd, discountPercent: 12.3 })).toBeCloseTo(1, 9);
  });

  it('holds what an offer is worth too', { timeout: 120_000 }, async () => {
    const options = { site: 'demo', megawatts: '50 MW gross', rent: '$120/kW-mo' };
    expectSameAsKept({ sheets: await workbookOf({ topic: 'offer', options }), least: 2000 });
  });
});
