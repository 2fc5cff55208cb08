import type { Chart, Theme } from '../charts/index.ts';
import type { Bot } from '../chat/adapter.ts';
import type { Picture, Reply } from '../chat/reply.ts';
import type { Log } from '../common/log.ts';
import type { Painter } from './painter.ts';

/** More wait for nothing: by the time they are painted, their answers have been read. */
const MOST_WAITING = 16;

/** Makes the picture of an answer: of its first chart. One that cannot be made is missed by nobody. */
export function picturesOf({
  painter,
  log,
  theme = 'light',
}: {
  painter: Pick<Painter, 'paint'>;
  log: Log;
  theme?: Theme;
}): NonNullable<Bot['picture']> {
  /** Whoever is told the same is shown the same, painted once. */
  const painted = new WeakMap<Chart, Promise<Picture | undefined>>();
  let waiting = 0;

  async function paint(chart: Chart): Promise<Picture | undefined> {
    waiting += 1;
    try {
      return imageOf({ chart, png: await painter.paint({ chart, theme }) });
    } catch (err) {
      log.warn({ err, chart: chart.form }, 'A picture could not be painted');
      painted.delete(chart);
      return undefined;
    } finally {
      waiting -= 1;
    }
  }

  return async (reply) => {
    const chart = chartOf(reply);
    if (chart === undefined) return undefined;
    const known = painted.get(chart);
    if (known !== undefined) return known;
    if (waiting >= MOST_WAITING) return undefined;
    const image = paint(chart);
    painted.set(chart, image);
    return image;
  };
}

const chartOf = ({ blocks }: Reply): Chart | undefined =>
  blocks.find((block) => block.kind === 'chart')?.chart;

function imageOf({ chart, png }: { chart: Chart; png: Uint8Array }): Picture {
  const base64 = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString('base64');
  return { kind: 'image', name: `${nameOf(chart)}.png`, alt: chart.alt, mediaType: 'image/png', base64 };
}

/** A file's name that says what it shows. */
const nameOf = ({ title }: Chart): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'chart';
