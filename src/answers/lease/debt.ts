import type { Block, Part } from '../../chat/reply.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { FailedTest } from '../../economics/index.ts';
import type { Judgement } from './judgement.ts';

/** How the conversion that is judged is paid for, as a lender sees it. */
export function debtBlocks(of: Judgement): Block[] {
  const { judged } = of;
  const debt = judged.conversionValue?.debt;
  if (debt === undefined) return [];
  return [sourcesTable(of), { kind: 'text', parts: lenderParts(of) }];
}

function sourcesTable({ pen, judged, subject }: Judgement): Block {
  const { sources, uses } = judged.conversionValue!.debt!.sourcesAndUses;
  const use = (label: string, value: number): Part[] => [
    label,
    '',
    pen.of({ metric: 'projectCostUsd', value, subject: `${subject}, ${label.toLowerCase()}` }),
  ];
  return tableOf({
    title: `Sources and uses of the stand-alone project, ${subject}`,
    columns: ['', 'Source', 'Use'],
    rows: [
      ['Debt', pen.of({ metric: 'loanUsd', value: sources.debtUsd, subject }), ''],
      ['Equity', pen.of({ metric: 'equityUsd', value: sources.equityUsd, subject }), ''],
      use('Capex with the overrun assumed', uses.capexUsd),
      use('Interest during construction', uses.interestDuringConstructionUsd),
      use('Upfront fee', uses.upfrontFeeUsd),
      use('Debt reserve', uses.debtReserveUsd),
    ],
  });
}

function lenderParts({ pen, judged, pivot }: Judgement): Part[] {
  const { failedTests } = judged.conversionValue!.debt!;
  const signed = pivot.given.signed ? 'signed' : 'unsigned';
  const said = failedTests.map((failed) => `${testWords({ failed, signed })} `);
  return [
    failedTests.length === 0 ? 'The loan passes every test of a lender as it was asked for: ' : '',
    ...said,
    failedTests.length === 0 ? '' : 'Asked for were ',
    pen.assumed('loanToCostPercent'),
    ' of cost over ',
    pen.assumed('amortisationYears'),
    ' at ',
    pen.assumed('debtRatePercent'),
    '.',
  ];
}

function testWords({ failed, signed }: { failed: FailedTest; signed: string }): string {
  const { asset, test, value, needed } = failed;
  const what = asset === 'GPUs' ? 'The loan on the GPUs' : 'The loan on the building';
  if (test === 'tenor')
    return needed === 0
      ? `${what} fails on tenor: no month is left within its life and the signed term less a year.`
      : `${what} runs ${needed} months instead of the ${value} asked for: a lender stays within the asset’s life and the signed term less a year.`;
  return `${what} would have a minimum DSCR of ${value.toFixed(2)} as asked for, a lender needs ${needed.toFixed(2)} on ${signed} income: it is smaller.`;
}
