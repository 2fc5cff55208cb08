import { expect } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { workbookBehind as workbookOf } from '../../../sheet/export/workbook.ts';
import { sheetFragment } from '../../../src/sheet/link.ts';
import { openTestDesk, type TestDesk } from '../desk.ts';
import { type ReadSheet, readWorkbook, recompute } from './spreadsheet.ts';

/** The workbook of an answer, read again. */
export async function workbookBehind(line: string, desk: TestDesk = openTestDesk()): Promise<ReadSheet[]> {
  const { reply } = await desk.ask(line);
  return workbookOfFragment(sheetFragment(reply.question!));
}

export const workbookOfFragment = async (fragment: string): Promise<ReadSheet[]> =>
  readWorkbook(await workbookOf({ fragment, commands }));

/** Holds every formula, computed anew, to what the file says that it comes to; there are `least` of them. */
export function expectSameAsKept({ sheets, least }: { sheets: readonly ReadSheet[]; least: number }): void {
  const computed = recompute(sheets);
  const formulas = sheets.flatMap(({ name, cells }) =>
    [...cells].flatMap(([address, { formula, value: kept }]) =>
      formula === undefined ? [] : [{ name, address, formula, kept, now: computed(name, address) }],
    ),
  );
  expect(formulas.length).toBeGreaterThanOrEqual(least);
  expect(formulas.filter(({ kept, now }) => !isSame(kept, now))).toEqual([]);
}

const isSame = (kept: number | string, now: number | string): boolean =>
  kept === now ||
  (typeof kept === 'number' && typeof now === 'number' && Math.abs(now - kept) <= 1e-9 * Math.abs(kept));
