import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { read, utils } from '@e965/xlsx';
import { initSync, Model } from '@ironcalc/wasm';

/** A cell as somebody else's program reads it from a file. */
interface ReadCell {
  formula: string | undefined;
  /** What the file says that it comes to. */
  value: number | string;
  /** As it would be shown. */
  shown: string;
}

export interface ReadSheet {
  name: string;
  cells: Map<string, ReadCell>;
}

/** The sheets of an XLSX file, read by SheetJS. */
export function readWorkbook(bytes: Uint8Array): ReadSheet[] {
  const { SheetNames, Sheets } = read(bytes, { cellNF: true });
  return SheetNames.map((name) => {
    const cells = Object.entries(Sheets[name]!).filter(([address]) => !address.startsWith('!'));
    return {
      name,
      cells: new Map(
        cells.map(([address, { f, v, w }]) => [address, { formula: f, value: v, shown: w ?? '' }]),
      ),
    };
  });
}

/** The address of the cell `columns` to the right of the one that says `label`, the first column of its row. */
export function besideLabel(asked: { sheet: ReadSheet; label: string; columns: number }): string {
  const { sheet, label, columns } = asked;
  for (const [address, { value }] of sheet.cells) {
    const { r, c } = utils.decode_cell(address);
    if (c === 0 && value === label) return utils.encode_cell({ r, c: columns });
  }
  throw new Error(`${sheet.name} has no line called ${label}`);
}

/** Shows all the digits that there are. */
const EXACT = '0.00000000000000000E+00';
let isReady = false;

/**
 * What every formula of a file comes to in IronCalc, computed from the inputs alone: the values that the file holds for
 * its formulas are not handed over. `changes` are typed into cells first, by sheet and address: `Inputs!C5`.
 */
export function recompute(sheets: readonly ReadSheet[], changes: Record<string, number> = {}) {
  const wasm = createRequire(import.meta.url)
    .resolve('@ironcalc/wasm')
    .replace(/wasm\.js$/, 'wasm_bg.wasm');
  if (!isReady) initSync({ module: readFileSync(wasm) });
  isReady = true;
  const model = new Model('workbook', 'en', 'UTC', 'en');
  model.pauseEvaluation();
  const known = new Set(Object.keys(changes));
  for (const [index, { name }] of sheets.entries()) {
    if (index > 0) model.newSheet();
    model.renameSheet(index, name);
  }
  for (const [index, { name, cells }] of sheets.entries()) {
    for (const [address, { formula, value }] of cells) {
      const { r, c } = utils.decode_cell(address);
      const change = changes[`${name}!${address}`];
      known.delete(`${name}!${address}`);
      const input = change ?? (typeof value === 'number' ? value : `'${value}`);
      model.setUserInput(
        index,
        r + 1,
        c + 1,
        formula && change === undefined ? `=${formula}` : String(input),
      );
    }
  }
  if (known.size > 0) throw new Error(`There is no cell ${[...known].join(', ')}`);
  model.resumeEvaluation();
  model.evaluate();
  return (sheet: string, address: string): number | string => {
    const index = sheets.findIndex(({ name }) => name === sheet);
    const { r, c } = utils.decode_cell(address);
    const area = { sheet: index, row: r + 1, column: c + 1, width: 1, height: 1 };
    model.updateRangeStyle(area, 'num_fmt', EXACT);
    const shown = model.getFormattedCellValue(index, r + 1, c + 1);
    return shown === '' || Number.isNaN(Number(shown)) ? shown : Number(shown);
  };
}
