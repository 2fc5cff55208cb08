import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Chart } from '../../src/charts/index.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { command, question } from '../state.ts';

const pictures = signal<typeof import('../charts/index.ts') | undefined>(undefined);
const dark = matchMedia('(prefers-color-scheme: dark)');
const LEAST_WIDTH = 320;
const MOST_WIDTH = 640;

/** The pictures of an answer: its own, else those that the page draws for it. */
export function Pictures({ reply }: { reply: Reply }) {
  const charts = useSignal<Chart[]>([]);
  useEffect(() => {
    let current = true;
    void chartsFor(reply).then((made) => {
      if (current) charts.value = made;
    });
    return () => {
      current = false;
    };
  }, [reply]);
  return (
    <div class="pictures">
      {charts.value.map((chart) => (
        <Picture key={chart.title} chart={chart} />
      ))}
    </div>
  );
}

async function chartsFor(reply: Reply): Promise<Chart[]> {
  pictures.value ??= await import('../charts/index.ts');
  const own = [...reply.blocks, ...(reply.details ?? [])].flatMap((block) =>
    block.kind === 'chart' ? [block.chart] : [],
  );
  if (own.length > 0 || !command.value) return own;
  return pictures.value.chartsOf({ question: question.value, command: command.value, reply });
}

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
  const svg = pictures.value?.drawChart(chart, { width: width.value, theme: theme.value }) ?? '';
  // The builder escapes whatever it writes, and the page's policy runs no script that is written into it.
  return <div class="picture" ref={place} dangerouslySetInnerHTML={{ __html: svg }} />;
}
