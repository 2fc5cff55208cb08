import { figuresOf, type Reply } from '../../src/chat/reply.ts';
import { choose, chosen, shownUnits, switchable } from '../units.ts';

const WHAT = { 'USD/day': 'Money in', 'USD/MWh': 'Power in', 'USD/PH/day': 'Hashprice in' };

/** The units of the figures of an answer, as far as there is a choice. */
export function Units({ reply }: { reply: Reply }) {
  const figures = figuresOf(reply);
  const units = Object.keys(shownUnits) as (keyof typeof shownUnits)[];
  return (
    <div class="toolbar">
      {units.map((of) => {
        const choices = figures
          .map((it) => (it.unit === of ? switchable(it) : []))
          .find((it) => it.length > 0);
        return (
          choices && (
            <label key={of}>
              {WHAT[of]}{' '}
              <select
                value={choices[chosen.value[of] ?? 0] ? (chosen.value[of] ?? 0) : 0}
                onChange={({ currentTarget }) => choose(of, Number(currentTarget.value))}
              >
                {choices.map(({ label }, place) => (
                  <option key={label} value={place}>
                    {label.startsWith('/') ? `$${label}` : label}
                  </option>
                ))}
              </select>
            </label>
          )
        );
      })}
    </div>
  );
}
