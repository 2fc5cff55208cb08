import { type Reply, reply } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { usual } from '../../gallery/charts.ts';
import { createLog } from '../../src/common/log.ts';
import { picturesOf } from '../../src/pictures/pictures.ts';

const chart = usual.fleet!;
const about = (given = chart) => reply({ title: 'Fleet', blocks: [{ kind: 'chart', chart: given }] });

const png = (...bytes: number[]) => Uint8Array.from(bytes);

function picturesBy(paint: () => Promise<Uint8Array<ArrayBuffer>>) {
  const late: (() => void)[] = [];
  const lines: string[] = [];
  const jobs: unknown[] = [];
  const log = createLog({ level: 'debug', write: (line) => lines.push(line) });
  const painter = {
    paint: (job: unknown) => {
      jobs.push(job);
      return paint();
    },
  };
  const pictures = picturesOf({
    painter,
    log,
    themeOf: async (tenant) => (tenant === 'night' ? 'dark' : 'light'),
    later: (action) => {
      late.push(action);
      return () => late.splice(late.indexOf(action), 1);
    },
  });
  const picture = (said: Reply, asked: { tenant?: string; withinMs?: number } = {}) =>
    pictures({ reply: said, tenant: 'day', ...asked });
  return { picture, jobs, lines, late };
}

describe('picturesOf()', () => {
  it('makes an image of the chart, under a name that says what it shows', async () => {
    const { picture } = picturesBy(async () => png(1, 2, 3));
    expect(await picture(about())).toEqual({
      kind: 'image',
      name: 'fleet-by-margin-per-mw.png',
      alt: chart.alt,
      mediaType: 'image/png',
      base64: 'AQID',
    });
  });

  it('makes none of an answer without a chart', async () => {
    const { picture, jobs } = picturesBy(async () => png());
    expect(await picture(reply({ title: 'Fleet' }))).toBeUndefined();
    expect(jobs).toEqual([]);
  });

  it('paints what several are told at once', async () => {
    const { picture, jobs } = picturesBy(async () => png(1));
    const [one, other] = await Promise.all([picture(about()), picture(about())]);
    expect(one).toBeDefined();
    expect(one).toEqual(other);
    expect(jobs).toHaveLength(1);
  });

  it('paints once what is computed anew and shows the same', async () => {
    const { picture, jobs } = picturesBy(async () => png(1));
    const one = await picture(about());
    expect(one).toBeDefined();
    expect(await picture(about(structuredClone(chart)))).toEqual(one);
    await picture(about({ ...chart, alt: 'Another finding' }));
    expect(jobs).toHaveLength(2);
  });

  it('keeps the sixteen that were shown last', async () => {
    const { picture, jobs } = picturesBy(async () => png(1));
    for (let other = 0; other < 16; other++) {
      await picture(about());
      await picture(about({ ...chart, alt: String(other) }));
    }
    await picture(about());
    expect(jobs).toHaveLength(17);
    await picture(about({ ...chart, alt: '0' }));
    expect(jobs).toHaveLength(18);
  });

  it('gives the memory of a picture back that it no longer keeps, and the picture to all who have asked for it', async () => {
    const painted: Uint8Array<ArrayBuffer>[] = [];
    const { picture } = picturesBy(async () => {
      painted.push(png(1, 2, 3));
      return painted.at(-1)!;
    });
    await picture(about());
    const asked = picture(about());
    await Promise.all(
      Array.from({ length: 16 }, (_, other) => picture(about({ ...chart, alt: String(other) }))),
    );
    expect(await asked).toMatchObject({ base64: 'AQID' });
    expect(painted.map(({ byteLength }) => byteLength)).toEqual([0, ...Array(16).fill(3)]);
  });

  it('gives none where it cannot be painted, says so in the log, and tries again the next time', async () => {
    let fails = true;
    const { picture, lines } = picturesBy(async () => {
      if (fails) throw new Error('out of paint');
      return png(1);
    });
    expect(await picture(about())).toBeUndefined();
    expect(lines.join()).toContain('out of paint');
    fails = false;
    expect(await picture(about())).toBeDefined();
  });

  it('is what the tenant has chosen, for each of them', async () => {
    const { picture, jobs } = picturesBy(async () => png(1));
    await picture(about());
    await picture(about(), { tenant: 'night' });
    await picture(about(), { tenant: 'night' });
    expect(jobs).toEqual([
      { chart, theme: 'light' },
      { chart, theme: 'dark' },
    ]);
  });

  it('is not waited for longer than somebody may, and is there for the next', async () => {
    const painted = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
    const { picture, late } = picturesBy(() => painted.promise);
    const hurried = picture(about(), { withinMs: 1_000 });
    expect(late).toHaveLength(1);
    late[0]!();
    expect(await hurried).toBeUndefined();
    painted.resolve(png(1));
    expect(await picture(about(), { withinMs: 1_000 })).toBeDefined();
    expect(late).toEqual([]);
  });

  it('gives what is painted already and begins nothing when nobody may wait', async () => {
    const painted = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
    const { picture, jobs } = picturesBy(() => painted.promise);
    expect(await picture(about(), { withinMs: 0 })).toBeUndefined();
    expect(jobs).toEqual([]);
    const asked = picture(about());
    expect(await picture(about(), { withinMs: 0 })).toBeUndefined();
    painted.resolve(png(1));
    const image = await asked;
    expect(await picture(about(), { withinMs: 0 })).toBe(image);
  });

  it('lets no more than sixteen wait', async () => {
    const { picture, jobs } = picturesBy(() => new Promise(() => {}));
    const asked = Array.from({ length: 17 }, (_, other) => picture(about({ ...chart, alt: String(other) })));
    expect(await asked[16]).toBeUndefined();
    expect(jobs).toHaveLength(16);
  });
});
