import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasGlyph } from '../../src/charts/glyphs.ts';
import { type BarsChart, drawChart } from '../../src/charts/index.ts';
import { spelled } from '../../src/pictures/spelled.ts';
import { anyChart } from '../support/pictures/anyChart.ts';
import { textsOf } from '../support/pictures/pictureTexts.ts';

const ranking = (...names: string[]): BarsChart => ({
  form: 'bars',
  title: 'Fleet',
  unit: 'USD/day',
  alt: `Best is ${names[0]}.`,
  bars: names.map((label, at) => ({ label, value: 9 - at, text: `$${9 - at}` })),
});
const namesOf = async (...names: string[]) =>
  ((await spelled(ranking(...names))) as BarsChart).bars.map(({ label }) => label);

describe('spelled()', () => {
  it.each([
    ['深圳一号', 'Shen Zhen Yi Hao'],
    ['A矿7（北）', 'A Kuang 7(Bei)'],
    ['さくら鉱山', 'Sakura Kuang Shan'],
    ['서울 광산', 'Seoul Gwangsan'],
    ['खान सोना', 'Khan Sona'],
    ['เหมืองทอง', 'Ehmueongthong'],
    ['منجم', 'Mnjm'],
    ['Москва, Ελλάδα, Ål Itaipú', 'Москва, Ελλάδα, Ål Itaipú'],
    ['Georgia ⛏️🔥', 'Georgia'],
    ['👩‍🏭 🇳🇴 Kraft', 'Kraft'],
    ['👩‍🏭', 'Woman Factory'],
    ['Limit of 🔥, 30 days', 'Limit of Fire, 30 days'],
    ['\ue000', '?'],
  ])('spells %j as %j', async (typed, shown) => {
    expect(await namesOf(typed)).toEqual([shown]);
  });

  it('keeps apart what would be spelled alike', async () => {
    expect(await namesOf('北京', 'Bei Jing', '背景', '\ue000', '\ue001')).toEqual([
      'Bei Jing (2)',
      'Bei Jing',
      'Bei Jing (3)',
      '?',
      '? (2)',
    ]);
  });

  it('leaves the alternative text as it was typed, and a chart that needs nothing as it is', async () => {
    expect((await spelled(ranking('深圳一号'))).alt).toBe('Best is 深圳一号.');
    const plain = ranking('Demo Basin');
    expect(await spelled(plain)).toBe(plain);
  });

  it('makes of any chart one that our font draws, within its picture', async () => {
    await fc.assert(
      fc.asyncProperty(anyChart, async (chart) => {
        for (const { text, left, right } of textsOf(drawChart(await spelled(chart)))) {
          expect([text, Array.from(text).every(hasGlyph)]).toEqual([text, true]);
          expect([text, left >= -0.5 && right <= 420.5]).toEqual([text, true]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
