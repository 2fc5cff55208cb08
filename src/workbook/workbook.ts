import type { Workings } from '../answers/workings.ts';
import type { Reply } from '../chat/reply.ts';
import type { Worksheet } from './cells.ts';
import { halvingSheet } from './halving.ts';
import { inputsSheet } from './inputs.ts';
import { leaseSheets } from './lease/sheets.ts';
import { machinesSheet } from './machines.ts';
import { resultsSheet } from './results.ts';
import { sourcesSheet } from './sources.ts';
import { xlsxOf } from './xlsx.ts';

/** An answer as an XLSX file: its inputs in cells, and formulas that compute its results from them. */
export function workbookOf({
  reply,
  workings,
}: {
  reply: Reply;
  workings: Workings;
}): Uint8Array<ArrayBuffer> {
  return xlsxOf([...sheetsOf({ reply, workings }), sourcesSheet(reply)]);
}

function sheetsOf({ reply, workings }: { reply: Reply; workings: Workings }): Worksheet[] {
  if (workings.kind === 'lease') return leaseSheets(workings.of);
  const isHalving = workings.kind === 'halving';
  return [
    inputsSheet({ workings, title: reply.title }),
    ...(isHalving ? [halvingSheet(workings.view)] : []),
    ...(workings.kind === 'machines' ? [] : [resultsSheet(workings)]),
    machinesSheet(workings),
  ];
}
