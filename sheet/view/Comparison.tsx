import { type Figure, figuresOf, type Reply } from '../../src/chat/reply.ts';
import { leaseMetrics } from '../../src/chat/show/leaseMetrics.ts';
import { kept } from '../state.ts';
import { shownText } from '../units.ts';

/** Two scenarios side by side: every number that both answers hold, and the difference. */
export function Comparison({ kept: before, now }: { kept: Reply; now: Reply }) {
  const was = new Map(figuresOf(before).map((figure) => [keyOf(figure), figure]));
  const rows = [...new Map(figuresOf(now).map((figure) => [keyOf(figure), figure])).entries()].flatMap(
    ([key, figure]) => (was.has(key) ? [{ key, before: was.get(key)!, figure }] : []),
  );
  return (
    <section aria-label="Comparison" class="comparison">
      <h2>Compared with what was kept</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll it */}
      <section class="scroll" tabIndex={0} aria-label="Both scenarios">
        <table>
          <thead>
            <tr>
              <th scope="col" class="left">
                Figure
              </th>
              <th scope="col">Kept</th>
              <th scope="col">Now</th>
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, before, figure }) => (
              <tr key={key}>
                <th scope="row" class="left">
                  {figure.label} {figure.subject && <small>{figure.subject}</small>}
                </th>
                <td>{shownText(before)}</td>
                <td>{shownText(figure)}</td>
                <td>{differenceOf(before, figure)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <button type="button" onClick={() => (kept.value = undefined)}>
        End the comparison
      </button>
    </section>
  );
}

const keyOf = ({ metric, subject = '' }: Figure): string => `${metric} ${subject}`;

/** In the unit of the figure; a point in time has no difference in its own. */
function differenceOf(before: Figure, now: Figure): string {
  const difference = now.value - before.value;
  if (difference === 0) return '–';
  if (now.metric.endsWith('Unix')) return `${(difference / 86_400).toFixed(1)} days`;
  const spec = Object.hasOwn(leaseMetrics, now.metric)
    ? leaseMetrics[now.metric as keyof typeof leaseMetrics]
    : undefined;
  const text = spec ? spec.show(difference) : String(difference);
  return `${difference > 0 ? '+' : ''}${shownText({ unit: now.unit, value: difference, text })}`;
}
