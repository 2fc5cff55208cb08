import { useSignal } from '@preact/signals';
import type { Chart, Readable, Stop } from '../../src/charts/index.ts';

type Place = readonly [row: number, column: number];
type Stops = readonly (readonly Stop[])[];

const FAR = 12;

/** A picture whose values are read by pointing at them, or by going from one to the next with arrow keys. */
export function ReadPicture({ chart, picture }: { chart: Chart; picture: Readable }) {
  const place = useSignal<Place | undefined>(undefined);
  const { svg, width, height, plot } = picture;
  const stops = picture.stops();
  const stop = place.value && stops[place.value[0]]?.[place.value[1]];
  const point = (event: PointerEvent) => {
    const { left, top, width: seen } = (event.currentTarget as Element).getBoundingClientRect();
    const scale = width / seen;
    const [x, y] = [(event.clientX - left) * scale, (event.clientY - top) * scale];
    place.value = nearest({ stops, x, y });
  };
  const press = (event: KeyboardEvent) => {
    const next = moved({ stops, from: place.value, key: event.key });
    if (!next) return;
    event.preventDefault();
    place.value = next;
  };
  if (stops.length === 0) return <div dangerouslySetInnerHTML={{ __html: svg }} />;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is of inputs, and there are none */}
      <div
        class="read"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot read the picture
        tabIndex={0}
        aria-label={`${chart.title}: arrow keys read its values`}
        onKeyDown={press}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => (place.value = undefined)}
        onBlur={() => (place.value = undefined)}
      >
        {/* The builder escapes whatever it writes, and the page's policy runs no script that is written into it. */}
        <div dangerouslySetInnerHTML={{ __html: svg }} />
        {stop && (
          <svg class="cross" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            <path d={`M${stop.x},${plot.top}V${plot.bottom}M${plot.left},${stop.y}H${plot.right}`} />
            <circle cx={stop.x} cy={stop.y} r="4" />
          </svg>
        )}
      </div>
      <p class="reading" role="status">
        {stop?.words}
      </p>
    </>
  );
}

/** The stop that is seen nearest to a place. */
function nearest({ stops, x, y }: { stops: Stops; x: number; y: number }): Place | undefined {
  let least = Number.POSITIVE_INFINITY;
  let found: Place | undefined;
  for (const [row, all] of stops.entries()) {
    for (const [column, stop] of all.entries()) {
      const away = (stop.x - x) ** 2 + (stop.y - y) ** 2;
      if (away >= least) continue;
      least = away;
      found = [row, column];
    }
  }
  return found;
}

/** Where a key leads; undefined where it leads nowhere. A single row is gone along by any arrow, a single column too. */
function moved(asked: { stops: Stops; from: Place | undefined; key: string }): Place | undefined {
  const { stops, from, key } = asked;
  const [down, right] = STEPS[key] ?? [];
  if (down === undefined || right === undefined) return undefined;
  if (!from) return [0, 0];
  const isColumn = stops.every(({ length }) => length === 1);
  const row = within(from[0] + (isColumn ? down + right : down), stops.length);
  const column = isColumn ? 0 : from[1] + right + (stops.length === 1 ? down : 0);
  return [row, within(column, stops[row]!.length)];
}

const STEPS: Record<string, readonly [down: number, right: number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  PageUp: [0, -FAR],
  PageDown: [0, FAR],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at));
