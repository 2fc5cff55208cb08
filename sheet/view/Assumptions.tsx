import { type AssumptionName, assumptionNames, assumptions } from '../../src/economics/index.ts';
import { question, type } from '../state.ts';

/** Every assumption of mine or lease with its source; what is typed here is said with the question. */
export function Assumptions() {
  const said = saidOf(question.value.options.assume ?? '');
  const assume = (name: AssumptionName, text: string) => {
    const others = Object.entries(said).filter(([other]) => other !== name);
    const all = text.trim() === '' ? others : [...others, [name, text.trim()]];
    type('assume', all.map((pair) => pair.join('=')).join(', '));
  };
  return (
    <fieldset>
      <legend>Assumptions</legend>
      <details>
        <summary>{assumptionNames.length} assumptions with their sources</summary>
        {assumptionNames.map((name) => (
          <AssumptionField key={name} name={name} said={said[name]} onType={(text) => assume(name, text)} />
        ))}
      </details>
    </fieldset>
  );
}

function AssumptionField(asked: {
  name: AssumptionName;
  said: string | undefined;
  onType: (text: string) => void;
}) {
  const { name, said, onType } = asked;
  const { label, value, unit, source, date, min, max } = assumptions[name];
  const { assumedOfSite, assumed } = question.value;
  const now = said ?? assumedOfSite?.[name] ?? assumed?.[name] ?? value;
  return (
    <div class="field">
      <label for={`assume-${name}`}>{label}</label>
      <span class="knob">
        <input
          id={`assume-${name}`}
          type="number"
          step="any"
          min={min}
          max={max}
          value={now}
          aria-describedby={`source-${name}`}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
        />
        <span class="unit">{unit}</span>
      </span>
      <small id={`source-${name}`}>
        {source}, {date}
      </small>
    </div>
  );
}

/** `taxPercent=21, rampMonths=3` by name. */
function saidOf(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  return Object.fromEntries(pairs.filter(([name, value]) => name && value) as [string, string][]);
}
