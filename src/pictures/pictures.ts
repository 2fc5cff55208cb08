import type { Chart, Theme } from '../charts/index.ts';
import type { Bot } from '../chat/adapter.ts';
import type { Picture, Reply } from '../chat/reply.ts';
import type { Log } from '../common/log.ts';
import { type Later, type Painter, setLater } from './painter.ts';

/** More wait for nothing: by the time they are painted, their answers have been read. */
const MOST_WAITING = 16;
/** As many as are shown again and again: each has a tenth of a megabyte. */
const MOST_KEPT = 16;

type Png = Awaited<ReturnType<Painter['paint']>>;

interface Drawing {
  chart: Chart;
  theme: Theme;
  /** Under which it is kept. */
  key: string;
}

/** Makes the picture of an answer: of its first chart. One that cannot be made is missed by nobody. */
export function picturesOf({
  painter,
  log,
  themeOf,
  later = setLater,
}: {
  painter: Pick<Painter, 'paint'>;
  log: Log;
  /** What pictures are like in a tenant. */
  themeOf: (tenant: string) => Promise<Theme>;
  later?: Later;
}): NonNullable<Bot['picture']> {
  /**
   * By what they show, the oldest first: whoever is told the same is shown the same, painted once. As bytes, which are
   * not on the heap: kept text of this size grows old there, and the collector lets hundreds of pictures lie.
   */
  const kept = new Map<string, Promise<Png | undefined>>();
  let waiting = 0;

  async function paint({ chart, theme, key }: Drawing): Promise<Png | undefined> {
    waiting += 1;
    try {
      return await painter.paint({ chart, theme });
    } catch (err) {
      log.warn({ err, chart: chart.form }, 'A picture could not be painted');
      kept.delete(key);
      return undefined;
    } finally {
      waiting -= 1;
    }
  }

  /** As it is painted already, or will be. */
  async function imageFor(chart: Chart, theme: Theme): Promise<Picture | undefined> {
    const key = JSON.stringify([theme, chart]);
    const known = kept.get(key);
    if (known === undefined && waiting >= MOST_WAITING) return undefined;
    const png = known ?? paint({ chart, theme, key });
    const image = png.then((bytes) => bytes && imageOf({ chart, bytes }));
    kept.delete(key);
    kept.set(key, png);
    if (kept.size > MOST_KEPT) forget(kept.keys().next().value!);
    return image;
  }

  /** Gives the memory back once all have their picture who asked for it; the collector would be in no hurry. */
  function forget(key: string): void {
    void kept.get(key)?.then((bytes) => bytes?.buffer.transfer(0));
    kept.delete(key);
  }

  return async ({ reply, tenant, withinMs }) => {
    const chart = chartOf(reply);
    if (chart === undefined) return undefined;
    const image = themeOf(tenant).then((theme) => imageFor(chart, theme));
    if (withinMs === undefined) return image;
    const late = Promise.withResolvers<undefined>();
    const cancel = later(() => late.resolve(undefined), withinMs);
    // What is late is painted all the same: whoever comes next finds a thread at work.
    return Promise.race([image, late.promise]).finally(cancel);
  };
}

const chartOf = ({ blocks }: Reply): Chart | undefined =>
  blocks.find((block) => block.kind === 'chart')?.chart;

function imageOf({ chart, bytes }: { chart: Chart; bytes: Png }): Picture {
  const base64 = Buffer.from(bytes.buffer).toString('base64');
  return { kind: 'image', name: `${nameOf(chart)}.png`, alt: chart.alt, mediaType: 'image/png', base64 };
}

/** A file's name that says what it shows. */
const nameOf = ({ title }: Chart): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'chart';
