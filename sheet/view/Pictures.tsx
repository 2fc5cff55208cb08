import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Chart } from '../../src/charts/index.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { refusalOf } from '../state.ts';

const builder = signal<typeof import('../pictures.ts') | undefined>(undefined);
/** Why there are no pictures. */
const problem = signal<string | undefined>(undefined);
const dark = matchMedia('(prefers-color-scheme: dark)');
const LEAST_WIDTH = 320;
const MOST_WIDTH = 640;

/** The pictures of an answer, drawn once the builder has been fetched. */
export function Pictures({ reply }: { reply: Reply }) {
  useEffect(() => void fetchBuilder(), []);
  const charts = [...reply.blocks, ...(reply.details ?? [])].flatMap((block) =>
    block.kind === 'chart' ? [block.chart] : [],
  );
  return (
    <div class="pictures">
      {charts.length > 0 && problem.value && <p class="problem">{problem.value}</p>}
      {builder.value && charts.map((chart) => <Picture key={chart.title} chart={chart} />)}
    </div>
  );
}

async function fetchBuilder(): Promise<void> {
  if (builder.value) return;
  try {
    builder.value = await import('../pictures.ts');
    problem.value = undefined;
    whenIdle(() => void fetchRest());
  } catch (error) {
    problem.value = refusalOf(error).words;
  }
}

/** Not every browser says when it has nothing to do. */
const whenIdle = globalThis.requestIdleCallback ?? setTimeout;

/** What cannot be had now is fetched, and missed in words, when it is needed. */
const fetchRest = () => import('../rest.ts').then((rest) => rest.fetchRest()).catch(() => {});

/** Drawn at the width there is: text keeps its size. */
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
  const { readableChart, measure, ReadPicture } = builder.value!;
  const picture = readableChart(chart, { width: width.value, theme: theme.value, measure });
  return (
    <div class="picture" ref={place}>
      <ReadPicture chart={chart} picture={picture} />
    </div>
  );
}
