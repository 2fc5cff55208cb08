import { describe, expect, test } from 'vitest';
import { openTestDesk } from '../support/desk.ts';

/** Sets an assumption, and gives it to one question: a value is read the same way by both. */
async function both(name: string, value: string): Promise<[string, string]> {
  const desk = openTestDesk();
  const set = await desk.ask(`assumptions set ${name} "${value}"`);
  const given = await desk.ask(`delay "Demo Prairie" 6 months assume="${name}=${value}"`);
  return [set.text, given.text];
}

describe('readAssumptionValue()', () => {
  test.each([
    ['taxPercent', '21', '21%'],
    ['taxPercent', '21%', '21%'],
    ['taxPercent', '21 %', '21%'],
    ['rentUsdPerKwMonth', '$155', '$155'],
    ['difficultyGrowthPercentPerYear', '−3', '−3'],
  ])('reads %s of %s when it is set and when it is given', async (name, value, shown) => {
    const [set, given] = await both(name, value);
    expect(set).toContain('from now on');
    expect(set).toContain(shown);
    expect(given).not.toMatch(/I read|expected/u);
  });

  test.each([
    ['taxPercent', '$21', /I read “\$21” as dollars; taxPercent is in the unit of its name/u],
    ['rentUsdPerKwMonth', '155%', /I read “155%” as a percentage; rentUsdPerKwMonth is in/u],
    ['taxPercent', 'much', /I read “much” for taxPercent, which is a number in the unit of its name/u],
    ['taxPercent', '0x15', /I read “0x15” for taxPercent/u],
    ['taxPercent', '1e1', /I read “1e1” for taxPercent/u],
  ])('refuses %s of %s when it is set and when it is given', async (name, value, refusal) => {
    const words = (await both(name, value)).map((text) => text.replace(/\s+/gu, ' '));
    for (const text of words) expect(text).toMatch(refusal);
  });
});
