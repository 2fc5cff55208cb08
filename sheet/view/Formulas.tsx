import type { Step } from '../../src/chat/reply.ts';

/** The arithmetic behind an answer: each formula, and the same with the numbers put in. */
export function Formulas({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <section aria-label="Formulas">
      <h2>Formulas</h2>
      {steps.map(({ result, formula, arithmetic, inputs }, index) => (
        <details key={index} class="step">
          <summary>
            {result.label} <b>{result.text}</b>
          </summary>
          <p>{formula}</p>
          <p class="arithmetic">{arithmetic}</p>
          <ul>
            {inputs.map(({ label, text, source }, at) => (
              <li key={at}>
                {label} {text}, from {source}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
