import type { Parameter } from '../../src/chat/parameter.ts';
import type { Command } from '../../src/command.ts';
import { knobOf } from '../knobs.ts';
import { beside, question } from '../state.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { KnobField } from './KnobField.tsx';

/** What a page has instead, or no use for. */
const ELSEWHERE = ['site', 'csv', 'assume', 'zone', 'days'];

type Inputs = [name: string, parameter: Parameter<unknown, boolean>][];

/** The inputs of the command that answers: sliders first, the rest behind one line. */
export function Inputs({ command }: { command: Command }) {
  const all: Inputs = Object.entries(command.parameters).filter(([name]) => !ELSEWHERE.includes(name));
  const { options, sites } = question.value;
  const isFirst = ([name, { required }]: Inputs[number]) =>
    knobHere(name) !== undefined || required || options[name] !== undefined;
  const rest = all.filter((it) => !isFirst(it));
  if (all.length === 0) return null;
  return (
    <fieldset>
      <legend>{(command.parameters.site && sites[0]?.site.name) ?? 'Inputs'}</legend>
      {all.filter(isFirst).map(field)}
      {rest.length > 0 && (
        <details>
          <summary>More inputs</summary>
          {rest.map(field)}
        </details>
      )}
    </fieldset>
  );
}

const knobHere = (name: string) => knobOf({ topic: question.value.topic, name, more: beside.value?.knobs });

function field([name, parameter]: Inputs[number]) {
  const knob = knobHere(name);
  const shared = { key: `${question.value.topic} ${name}`, name, parameter };
  if (knob) return <KnobField {...shared} knob={knob} />;
  return parameter.choices ? (
    <ChoiceField {...shared} choices={parameter.choices} />
  ) : (
    <TextField {...shared} />
  );
}
