import { type Figure, figuresOf, type Reply } from '../../src/chat/reply.ts';
import { leaseMetrics } from '../../src/chat/show/leaseMetrics.ts';
import type { Metrics } from '../../src/chat/show/metrics.ts';
import { fixed, short } from '../../src/chat/show/numerals.ts';
import { command, kept } from '../state.ts';
import { shownText } from '../units.ts';

interface Row {
  key: string;
  before: Figure;
  figure: Figure;
}

/** Two scenarios side by side: of the numbers that both answers hold, first those that differ. */
export function Comparison({ kept: before, now }: { kept: Reply; now: Reply }) {
  const was = new Map(figuresOf(before).map((figure) => [keyOf(figure), figure]));
  const rows = [...new Map(figuresOf(now).map((figure) => [keyOf(figure), figure])).entries()].flatMap(
    ([key, figure]): Row[] => (was.has(key) ? [{ key, before: was.get(key)!, figure }] : []),
  );
  const differ = rows.filter(({ before, figure }) => before.value !== figure.value);
  const same = rows.filter((row) => !differ.includes(row));
  return (
    <section aria-label="Comparison" class="comparison">
      <h2>Compared with what was kept</h2>
      {rows.length === 0 && <p>The two answers have no number in common.</p>}
      {rows.length > 0 && differ.length === 0 && <p>No number differs.</p>}
      {differ.length > 0 && <Rows label="What differs" rows={differ} />}
      {same.length > 0 && (
        <details>
          <summary>{same.length === 1 ? '1 number is' : `${same.length} numbers are`} the same</summary>
          <Rows label="What is the same" rows={same} isSame />
        </details>
      )}
      <button type="button" onClick={() => (kept.value = undefined)}>
        End the comparison
      </button>
    </section>
  );
}

/** The difference stands before what it is of: a phone shows the first columns. */
function Rows({ label, rows, isSame = false }: { label: string; rows: readonly Row[]; isSame?: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll it
    <section class="scroll" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col" class="left">
              Figure
            </th>
            {!isSame && <th scope="col">Difference</th>}
            {!isSame && <th scope="col">Kept</th>}
            <th scope="col">{isSame ? 'Both' : 'Now'}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, before, figure }) => (
            <tr key={key}>
              <th scope="row" class="left">
                {figure.label} {figure.subject && <small>{figure.subject}</small>}
              </th>
              {!isSame && <td>{differenceOf(before, figure)}</td>}
              {!isSame && <td>{shownText(before)}</td>}
              <td>{shownText(figure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const keyOf = ({ metric, subject = '' }: Figure): string => `${metric} ${subject}`;

/** In the unit of the figure; a point in time has no difference in its own, and neither has a percentage. */
function differenceOf(before: Figure, now: Figure): string {
  const difference = now.value - before.value;
  const sign = difference > 0 ? '+' : '';
  if (now.metric.endsWith('Unix')) return `${sign}${fixed(difference / 86_400, 1)} days`;
  if (now.unit.includes('%')) return `${sign}${fixed(difference, 2)} percentage points`;
  const known: Metrics = { ...leaseMetrics, ...command.value?.metrics };
  const text = Object.hasOwn(known, now.metric) ? known[now.metric]!.show(difference) : short(difference);
  return `${sign}${shownText({ unit: now.unit, value: difference, text })}`;
}
