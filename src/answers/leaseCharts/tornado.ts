import type { TornadoChart } from '../../charts/chart.ts';
import { leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import type { Sensitivities, Sensitivity } from '../../economics/index.ts';
import type { Write } from './drawn.ts';

const MOST_NAMED = 3;

/** What each input at its P10 and P90 makes of the gain of `use`. Undefined where no input moves it. */
export function tornadoChart(asked: {
  write: Write;
  site: string;
  /** What is judged: `colocation`, `best split`. */
  use: string;
  moved: Sensitivities;
}): TornadoChart | undefined {
  const { write, site, use, moved } = asked;
  if (moved.inputs.length === 0) return undefined;
  const gain = write({ metric: 'gainUsd', value: moved.gainUsd, subject: use });
  const usd = (value: number) => write({ metric: 'gainUsd', value, subject: use }).text;
  const strongest = moved.inputs
    .slice(0, MOST_NAMED)
    .map(
      ({ input, low, high }) => `${leaseMetrics[input].label} (${usd(low.gainUsd)} to ${usd(high.gainUsd)})`,
    );
  return {
    form: 'tornado',
    title: `${site}: what the verdict hangs on`,
    unit: gain.unit,
    note: `${use} above mining, each input at P10 and P90`,
    alt: `${site}: ${use} is worth ${usd(Math.abs(gain.value))} ${gain.value > 0 ? 'more' : 'less'} than mining; it moves most with ${strongest.join(', ')}.`,
    base: { label: 'Gain', value: gain.value, text: gain.text },
    inputs: moved.inputs.map((one) => ({
      label: leaseMetrics[one.input].label,
      low: endOf({ write, one, end: 'low' }),
      high: endOf({ write, one, end: 'high' }),
    })),
  };
}

function endOf({ write, one, end }: { write: Write; one: Sensitivity; end: 'low' | 'high' }) {
  const shown = write({ metric: one.input, value: one[end].value });
  // `$13M per critical MW`: what it is per stands with the name.
  const [text = shown.text] = shown.text.split(/ per |\/(?=\p{L})/u);
  return { value: one[end].gainUsd, text };
}
