import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stress, usual } from '../../gallery/charts.ts';
import { type Chart, chartSchema, drawChart, type LinesChart } from '../../src/charts/index.ts';
import { anyChart } from '../support/pictures/anyChart.ts';
import { textsOf } from '../support/pictures/pictureTexts.ts';

const sizes = fc.record({
  width: fc.integer({ min: 320, max: 900 }),
  height: fc.integer({ min: 220, max: 500 }),
});
const examples = Object.entries({ ...usual, ...stress });
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

const daily = (values: readonly number[]): LinesChart => ({
  form: 'lines',
  title: 'Hashprice',
  unit: 'USD/PH/day',
  alt: 'Hashprice',
  points: values.map((value, at) => [START + at * DAY, value]),
  levels: [],
  marks: [],
});
const level = (label: string, value: number) => ({ label, value, text: `$${value}` });
const textIn = (chart: Chart) => textsOf(drawChart(chart)).map(({ text }) => text);

describe('drawChart()', () => {
  it('keeps every label within the picture, by the font’s own widths', () => {
    fc.assert(
      fc.property(anyChart, sizes, (chart, { width, height }) => {
        for (const { text, left, right, top, bottom } of textsOf(drawChart(chart, { width, height }))) {
          expect({ text, left: left >= -0.5, right: right <= width + 0.5 }).toEqual({
            text,
            left: true,
            right: true,
          });
          expect({ text, top: top >= -0.5, bottom: bottom <= height + 0.5 }).toEqual({
            text,
            top: true,
            bottom: true,
          });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('shortens a legend that is wider than the picture', () => {
    const drawn = textsOf(drawChart({ ...daily([]), legend: 'W'.repeat(80) }, { width: 320, height: 220 }));
    expect(drawn.find(({ text }) => text.startsWith('WW'))?.right).toBeLessThanOrEqual(320);
  });

  it('draws no number that is none', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const drawn = drawChart({ ...chart, title: '', alt: '' }).replace(/<text[^>]*>[^<]*/g, '');
        expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 300 },
    );
  });

  it.each(examples)('takes %s as its schema does, the same each time', (_, chart) => {
    expect(chartSchema.parse(chart)).toEqual(chart);
    expect(drawChart(chart)).toBe(drawChart(chart));
  });

  it('shows markup in a name as text', () => {
    const svg = drawChart({ ...daily([1, 2]), title: '<script>alert("1")</script>&', alt: '"><script>' });
    expect(svg).not.toContain('<script');
    expect(textsOf(svg)[0]?.text).toBe('<script>alert("1")</script>&');
  });

  it('leaves out what no SVG may hold, in names and in its label', () => {
    const odd = 'Demo\u0000\uffff\u0007 Fjord';
    const svg = drawChart({ ...daily([1, 2]), title: odd, alt: odd });
    expect(svg).toContain('aria-label="Demo Fjord"');
    expect(textsOf(svg)[0]?.text).toBe('Demo Fjord');
  });

  it('draws at most four coloured lines and counts the others', () => {
    const levels = Array.from({ length: 12 }, (_, at) => level(`Site ${at}`, 30 + at));
    const svg = drawChart({ ...daily([30, 31, 35]), now: level('Now', 35), levels });
    expect(new Set(svg.match(/stroke="#\w+"/g)).size).toBeLessThanOrEqual(4 + 2);
    expect(textIn({ ...daily([30, 31, 35]), levels })).toContain('USD/PH/day · 9 more not drawn');
  });

  it('names the nearest levels', () => {
    const levels = [10, 33, 34, 36, 70].map((at) => level(`Site ${at}`, at));
    const shown = textIn({ ...daily([30, 35]), now: level('Now', 35), levels });
    expect(shown.filter((text) => text.startsWith('Site'))).toEqual(
      expect.arrayContaining(['Site 33 $33', 'Site 34 $34', 'Site 36 $36']),
    );
    expect(shown).not.toContain('Site 10 $10');
  });

  it('leaves a hole where days are missing', () => {
    const whole = daily([30, 31, 32, 33, 34, 35]);
    const lines = (chart: Chart) => drawChart(chart).match(/<path [^>]*stroke-width="2"/g)?.length;
    expect(lines(whole)).toBe(1);
    expect(lines({ ...whole, points: whole.points.filter((_, at) => at < 2 || at > 3) })).toBe(2);
  });

  it('does not let one spike flatten the year, and says how high it was', () => {
    const values = Array.from({ length: 100 }, (_, at) => 40 + (at % 10));
    const ticks = (chart: Chart) => textIn(chart).filter((text) => /^\$\d+$/.test(text));
    const spiked = daily(values.map((value, at) => (at === 50 ? 400 : value)));
    expect(ticks(spiked)).toEqual(ticks(daily(values)));
    expect(textIn(spiked)).toContain('↑ $400');
  });

  it('names a level far away at the edge, where drawing it would flatten the course', () => {
    const values = Array.from({ length: 30 }, (_, at) => 35 + at * 0.1);
    expect(textIn({ ...daily(values), levels: [level('Home', 412)] })).toContain('Home $412 ↑');
  });

  it('says days below 75 days, and months above', () => {
    expect(textIn(daily(Array(30).fill(30)))).toEqual(expect.arrayContaining(['4 Jan', '11 Jan', '18 Jan']));
    expect(textIn(daily(Array(200).fill(30)))).toEqual(expect.arrayContaining(['Jan 2026', 'Mar', 'May']));
  });

  it('says that there is no history rather than draw an empty month', () => {
    expect(textIn(daily([]))).toContain('No history yet');
  });

  it('draws no mark outside the window', () => {
    const marked = (at: number) =>
      drawChart({ ...daily([1, 2]), marks: [{ at, kind: 'event', label: 'Halving' }] });
    expect(marked(START + DAY / 2)).toContain('Halving');
    expect(marked(START - DAY)).not.toContain('Halving');
  });

  it('says all that stands under the title, in as many lines as that needs', () => {
    const note = 'under water after it · on the costs given · built-in reference data';
    const levels = Array.from({ length: 4 }, (_, at) => level(`Site ${at}`, 30 + at));
    const shown = textIn({ ...daily([30, 31, 35]), note, levels });
    expect(shown.slice(1, 3)).toEqual([
      'USD/PH/day · under water after it · on the costs given',
      'built-in reference data · 1 more not drawn',
    ]);
  });

  it('has the bars on either side of a limit in two colours', () => {
    const fills = (good: 'above' | 'below') => {
      const limit = { ...level('Power', 50), good };
      const bars = [level('S21', 77), level('S9', 14)];
      const svg = drawChart({ form: 'bars', title: 'T', unit: 'USD', alt: 'T', bars, limit });
      return [...svg.matchAll(/<rect [^>]*fill="(#\w+)"/g)]
        .map(([, fill]) => fill)
        .filter((fill) => fill !== '#ffffff');
    };
    expect(fills('above')).toEqual(fills('below').toReversed());
    expect(new Set(fills('above')).size).toBe(2);
  });

  it('has the finding as its label, with names in full', () => {
    const alt = '北京矿场 ⛏ earns nothing';
    expect(drawChart({ ...daily([1, 2]), alt })).toContain(`aria-label="${alt}"`);
  });
});
