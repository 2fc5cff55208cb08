import { useSignal } from '@preact/signals';
import { quote } from '../../src/chat/read/quote.ts';
import type { Knob } from '../knobs.ts';
import { question, type } from '../state.ts';
import { described, Field, type FieldProps } from './fields.tsx';

type Props = FieldProps & { knob: Knob };

/** A slider and an exact field for one value, in the unit that is chosen. */
export function KnobField({ name, parameter, knob }: Props) {
  const chosen = useSignal(0);
  const unit = knob.units[chosen.value]!;
  const value = present({ name, parameter, knob });
  const typed = question.value.options[name];
  const inUnit = (number: number) => Number((number / unit.factor).toPrecision(6));
  const shown = typed ?? (value === undefined ? '' : unit.write(inUnit(value)));
  const turn = (position: number) => type(name, unit.write(Number((position / unit.factor).toPrecision(9))));
  return (
    <Field name={name} parameter={parameter}>
      <span class="knob">
        <input
          type="range"
          aria-label={`${parameter.description}, slider`}
          aria-valuetext={shown || 'not given'}
          min={knob.min}
          max={Math.max(knob.max, value ?? 0)}
          step={knob.step}
          value={value ?? knob.min}
          onInput={({ currentTarget }) => turn(Number(currentTarget.value))}
        />
        <input
          {...described(name)}
          type="text"
          autocomplete="off"
          spellcheck={false}
          placeholder="not given"
          value={shown}
          onInput={({ currentTarget }) => type(name, currentTarget.value)}
        />
        {knob.units.length > 1 ? (
          <select
            aria-label={`Unit of ${parameter.description.toLowerCase()}`}
            value={chosen.value}
            onChange={({ currentTarget }) => {
              chosen.value = Number(currentTarget.value);
              const { factor, write } = knob.units[chosen.value]!;
              if (typed !== undefined && value !== undefined)
                type(name, write(Number((value / factor).toPrecision(12))));
            }}
          >
            {knob.units.map(({ label }, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))}
          </select>
        ) : (
          <span class="unit">{unit.label}</span>
        )}
      </span>
    </Field>
  );
}

/** What the typed text says, else what the site or the desk says; undefined where it cannot be read. */
function present({ name, parameter, knob }: Props): number | undefined {
  const typed = question.value.options[name];
  if (typed === undefined) return knob.now(question.value);
  try {
    const read = parameter.read(quote(typed), { sites: [] });
    const value = read && knob.read(read.value, question.value);
    return Number.isFinite(value) ? value : undefined;
  } catch {
    // What is wrong with it stands under the field.
    return undefined;
  }
}
