import { describe, expect, it } from 'vitest';
import { figuresOf, type Reply } from '../../../src/chat/reply.ts';
import { openStage, settled, shownNumbers } from '../../support/browser/sheet.ts';

const numbersOf = (reply: Reply) =>
  figuresOf(reply).map(({ metric, subject = '', value }) => [metric, subject, value]);

describe('the sheet in a browser', () => {
  it.each([
    'profit demo',
    'profit 3 s19jpro at 12c',
    'breakeven demo',
    'whatif demo price=90k hashprice=-20% power=60',
    'halving',
    'machines hydro 45',
    'pivot demo paths=100',
    'offer 50 MW gross $120/kW-mo site=demo paths=100',
  ])('shows the numbers of %s that the chat says', { timeout: 120_000 }, async (line) => {
    const { desk, at, page, complaints, elsewhere } = await openStage();
    const { reply } = await desk.ask(line);
    await page.goto(`${at}#${reply.sheet}`);
    await settled(page);
    expect(await shownNumbers(page)).toEqual(numbersOf(reply));
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});
