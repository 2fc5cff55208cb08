import { describe, expect, it } from 'vitest';
import { figuresOf, type Reply } from '../../../src/chat/reply.ts';
import { sheetFragment } from '../../../src/sheet/link.ts';
import { settled, sheetStages, shownNumbers } from '../../support/browser/sheet.ts';

const openStage = sheetStages();

const numbersOf = (reply: Reply) =>
  figuresOf(reply).map(({ metric, subject = '', value }): Shown => [metric, subject, value]);

type Shown = [metric: string, subject: string, value: number];

/** A chat shows the first rows of a long table twice. */
const byName = (numbers: Shown[]) =>
  Object.fromEntries(numbers.map(([metric, subject, value]) => [`${metric} of ${subject}`, value]));

describe('the sheet in a browser', () => {
  it.each([
    'profit demo',
    'profit 3 s19jpro at 12c',
    'breakeven demo',
    'cost demo',
    'whatif demo price=90k hashprice=-20% power=60',
    'halving',
    'machines hydro 45',
    'pivot demo paths=100',
    'hashprice',
    'delay grid 36 months',
    'comps CoreWeave',
    'offer 50 MW gross $120/kW-mo site=demo paths=100',
  ])('shows the numbers of %s that the chat says, to the last digit', { timeout: 120_000 }, async (line) => {
    const { desk, at, page, complaints, elsewhere } = await openStage();
    const { reply } = await desk.ask(line);
    await page.goto(`${at}#${sheetFragment(reply.question!)}`);
    await settled(page);
    expect(byName(await shownNumbers(page))).toEqual(byName(numbersOf(reply)));
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});
