import type { Judgement } from '../../answers/lease/judgement.ts';
import { siteNamed } from '../../answers/site/notes.ts';
import { type AssumptionName, assumptionNames, assumptions, type RateName } from '../../economics/index.ts';
import { type Cell, text, type Worksheet } from '../cells.ts';

/** Rates that values are formulas of; everything else went into the flows. */
export const LIVE: readonly (RateName | 'debtRatePercent')[] = [
  'miningDiscountPercent',
  'colocationDiscountPercent',
  'gpuCloudDiscountPercent',
  'contractedDiscountPercent',
  'debtRatePercent',
];

const FIRST_ROW = 4;

/** Where a rate stands, as a share: `Inputs!B5`. */
export const rateAt = (name: (typeof LIVE)[number]): string =>
  `Inputs!$B$${FIRST_ROW + LIVE.indexOf(name) + 1}`;

/** The rates that may be changed, and all that the flows were computed with. */
export function leaseInputs({ of }: { of: Judgement }): Worksheet {
  const others = assumptionNames.filter((name) => !(LIVE as readonly string[]).includes(name));
  const head = (first: string) => [first, 'Value', 'Unit', 'Source'].map((it) => text(it, 'head'));
  return {
    name: 'Inputs',
    widths: [52, 18, 22, 90],
    frozen: { rows: FIRST_ROW, columns: 1 },
    rows: [
      [text(`${siteNamed(of.pivot.question)}: mine or lease`, 'title')],
      [
        text(
          'What is blue may be changed: NPV, gain and the NPV of equity follow; Sources stay as asked. The verdict stands in the answer: it hangs on simulated paths, which no workbook holds.',
          'note',
        ),
      ],
      [],
      head('Rate, a year'),
      ...LIVE.map((name): Cell[] => {
        const { value, source } = of.pen.assumed(name);
        const rate: Cell = { value: value / 100, format: 'percent', look: 'input' };
        return [text(assumptions[name].label), rate, text('a year'), text(source, 'note')];
      }),
      [],
      [
        text(
          'The flows were computed with what follows. They are values: ask again with another one.',
          'note',
        ),
      ],
      head('Assumption'),
      ...others.map((name) => assumedRow({ of, name })),
    ],
  };
}

function assumedRow({ of, name }: { of: Judgement; name: AssumptionName }): Cell[] {
  const { value, source } = of.pen.assumed(name);
  const { label, unit } = assumptions[name];
  return [text(label), { value }, text(unit, 'note'), text(source, 'note')];
}
