import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { drawWaterfall } from '../../src/charts/forms/waterfall.ts';
import { heightOf } from '../../src/charts/height.ts';
import type { Chart } from '../../src/charts/index.ts';
import { type Forms, readableBy } from '../../src/charts/readable.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { measure } from '../measure.ts';
import { refusalOf } from '../state.ts';
import { ReadPicture } from './ReadPicture.tsx';

/** What can be drawn: at first the form that a site's answer has. */
const forms = signal<Partial<Forms>>({ waterfall: drawWaterfall });
/** Why the others cannot be. */
const problem = signal<string | undefined>(undefined);
const dark = matchMedia('(prefers-color-scheme: dark)');
const LEAST_WIDTH = 320;
const MOST_WIDTH = 640;

/** The pictures of an answer; what else it needs to draw them is fetched. */
export function Pictures({ reply }: { reply: Reply }) {
  const charts = [...reply.blocks, ...(reply.details ?? [])].flatMap((block) =>
    block.kind === 'chart' ? [block.chart] : [],
  );
  const isMissing = charts.some(({ form }) => !(form in forms.value));
  useEffect(() => {
    if (isMissing) void fetchForms();
  }, [reply]);
  useEffect(() => void whenIdle(() => void fetchRest()), []);
  return (
    <div class="pictures">
      {isMissing && problem.value && <p class="problem">{problem.value}</p>}
      {charts.map((chart) => (
        <Picture key={chart.title} chart={chart} />
      ))}
    </div>
  );
}

async function fetchForms(): Promise<void> {
  try {
    ({ forms: forms.value } = await import('../forms.ts'));
  } catch (error) {
    problem.value = refusalOf(error).words;
  }
}

/** Not every browser says when it has nothing to do. */
const whenIdle = globalThis.requestIdleCallback ?? setTimeout;

/** What cannot be had now is fetched, and missed in words, when it is needed. */
const fetchRest = () => import('../rest.ts').then((rest) => rest.fetchRest()).catch(() => {});

/** Drawn at the width there is: text keeps its size. Where it cannot be drawn yet, its room is kept. */
function Picture({ chart }: { chart: Chart }) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSignal(MOST_WIDTH);
  const theme = useSignal<'light' | 'dark'>(dark.matches ? 'dark' : 'light');
  useEffect(() => {
    const observer = new ResizeObserver(([seen]) => {
      if (seen) width.value = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.floor(seen.contentRect.width)));
    });
    observer.observe(place.current!);
    const turn = () => {
      theme.value = dark.matches ? 'dark' : 'light';
    };
    dark.addEventListener('change', turn);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', turn);
    };
  }, []);
  const look = { width: width.value, theme: theme.value, measure };
  return (
    <div class="picture" ref={place} style={{ '--high': `${heightOf(chart)}px` }}>
      {chart.form in forms.value && (
        <ReadPicture chart={chart} picture={readableBy({ chart, forms: forms.value as Forms, look })} />
      )}
    </div>
  );
}
