import type { ComponentChildren } from 'preact';
import type { Parameter } from '../../src/chat/parameter.ts';
import { question, refusal, type } from '../state.ts';

/** One input of a command. */
export interface FieldProps {
  name: string;
  parameter: Parameter<unknown, boolean>;
}

/** Whether what was typed here cannot be used. */
const isRefused = (name: string): boolean => refusal.value?.parameter === name;

/** The attributes that tie a field to its hint and to what is wrong with it. */
export const described = (name: string) => ({
  id: `input-${name}`,
  'aria-invalid': isRefused(name),
  'aria-describedby': isRefused(name) ? `hint-${name} fault-${name}` : `hint-${name}`,
});

/** A field with its label, what it accepts, and what is wrong with it. */
export function Field({ name, parameter, children }: FieldProps & { children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={`input-${name}`}>{parameter.description}</label>
      {children}
      <small id={`hint-${name}`}>for example {parameter.example}</small>
      {isRefused(name) && (
        <strong class="fault" id={`fault-${name}`}>
          {refusal.value?.words}
        </strong>
      )}
    </div>
  );
}

/** What is read as it is typed, in any unit that a chat understands. */
export function TextField({ name, parameter }: FieldProps) {
  return (
    <Field name={name} parameter={parameter}>
      <input
        {...described(name)}
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={question.value.options[name] ?? ''}
        onInput={({ currentTarget }) => type(name, currentTarget.value)}
      />
    </Field>
  );
}

export function ChoiceField({ name, parameter, choices }: FieldProps & { choices: readonly string[] }) {
  return (
    <Field name={name} parameter={parameter}>
      <select
        {...described(name)}
        value={question.value.options[name] ?? ''}
        onChange={({ currentTarget }) => type(name, currentTarget.value)}
      >
        <option value="">as it is</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    </Field>
  );
}
