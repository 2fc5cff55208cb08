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

/** A picture that is painted, or will be. */
interface Kept {
  chart: Chart;
  theme: Theme;
  /** Under which it is kept: whatever it shows. */
  key: string;
  png: Promise<Png | undefined>;
  isPainted: boolean;
  /** As it was given last, while anybody holds it: whoever is shown the same in a burst holds the same. */
  given?: WeakRef<Picture>;
}

type Drawing = Pick<Kept, 'chart' | 'theme' | 'key'>;
type Asked = Pick<Kept, 'chart' | 'theme'> & {
  /** Only one that is painted already. */
  isOnlyPainted: boolean;
};

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
  const kept = new Map<string, Kept>();
  /** The same by the chart itself, which is told to many: writing down what it shows takes longer than finding it. */
  const known: Record<Theme, WeakMap<Chart, Kept>> = { light: new WeakMap(), dark: new WeakMap() };
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

  function begun(drawing: Drawing): Kept {
    const one: Kept = { ...drawing, png: paint(drawing), isPainted: false };
    void one.png.then(() => {
      one.isPainted = true;
    });
    return one;
  }

  /** Undefined: it is not there, and is not to be painted, or too many wait. */
  function keptFor({ chart, theme, isOnlyPainted }: Asked): Kept | undefined {
    const held = known[theme].get(chart);
    if (held && kept.get(held.key) === held) return held;
    const key = JSON.stringify([theme, chart]);
    const same = kept.get(key);
    const found =
      same ?? (isOnlyPainted || waiting >= MOST_WAITING ? undefined : begun({ chart, theme, key }));
    if (found) known[theme].set(chart, found);
    return found;
  }

  /** As it is painted already, or will be. */
  async function imageFor(asked: Asked): Promise<Picture | undefined> {
    const one = keptFor(asked);
    if (one === undefined || (asked.isOnlyPainted && !one.isPainted)) return undefined;
    const image = one.png.then((bytes) => bytes && imageOf({ one, bytes }));
    kept.delete(one.key);
    kept.set(one.key, one);
    if (kept.size > MOST_KEPT) forget(kept.values().next().value!);
    return image;
  }

  /** Gives the memory back once all have their picture who asked for it; the collector would be in no hurry. */
  function forget({ key, png }: Kept): void {
    void png.then((bytes) => bytes?.buffer.transfer(0));
    kept.delete(key);
  }

  return async ({ reply, tenant, withinMs }) => {
    const chart = chartOf(reply);
    if (chart === undefined) return undefined;
    const isOnlyPainted = withinMs === 0;
    const image = themeOf(tenant).then((theme) => imageFor({ chart, theme, isOnlyPainted }));
    if (withinMs === undefined || isOnlyPainted) return image;
    const late = Promise.withResolvers<undefined>();
    const cancel = later(() => late.resolve(undefined), withinMs);
    // What is late is painted all the same: whoever comes next finds a thread at work.
    return Promise.race([image, late.promise]).finally(cancel);
  };
}

const chartOf = ({ blocks }: Reply): Chart | undefined =>
  blocks.find((block) => block.kind === 'chart')?.chart;

function imageOf({ one, bytes }: { one: Kept; bytes: Png }): Picture {
  const given = one.given?.deref();
  if (given) return given;
  const { chart } = one;
  const base64 = Buffer.from(bytes.buffer).toString('base64');
  const name = `${nameOf(chart)}.png`;
  const image: Picture = { kind: 'image', name, alt: chart.alt, mediaType: 'image/png', base64 };
  one.given = new WeakRef(image);
  return image;
}

/** A file's name that says what it shows. */
const nameOf = ({ title }: Chart): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'chart';
