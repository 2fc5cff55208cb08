import { describe, expect, it } from 'vitest';
import { render as slack } from '../../../adapters/slack/render.ts';
import { figuresOf, type Reply } from '../../../src/chat/reply.ts';
import { sheetFragment } from '../../../src/sheet/link.ts';
import { firstView } from '../../support/browser/firstView.ts';
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

describe('the first view', () => {
  it.each(['profit demo', 'profit 100 MW s21xp at $45/MWh'])(
    'of %s takes at most 60 kB with its picture, and nothing moves',
    async (line) => {
      const { desk, at, page, elsewhere } = await openStage();
      const { reply } = await desk.ask(line);
      const seen = await firstView({ page, at: `${at}profit#${sheetFragment(reply.question!)}` });
      expect(seen.bytes).toBeGreaterThan(10_000);
      expect(seen.bytes).toBeLessThanOrEqual(60_000);
      expect({ elsewhere, shift: seen.shift }).toEqual({ elsewhere: [], shift: 0 });
    },
  );

  it('keeps room for a picture that is drawn by what is fetched', async () => {
    const { desk, at, page } = await openStage();
    const { reply } = await desk.ask('breakeven demo');
    const seen = await firstView({ page, at: `${at}breakeven#${sheetFragment(reply.question!)}` });
    expect(seen.shift).toBe(0);
  });
});

describe('a link', () => {
  it.each([
    '1.A',
    '9.abc',
    '0.abc',
    '<script>alert(1)</script>',
    "'-alert(1)-'",
    '%E0%A4%A',
    '__proto__',
    `1.${'A'.repeat(60_000)}`,
    '1.q1aKjweWriX58fEgNxXk5-QAG0ag1FdbCwA',
  ])('that is hostile or broken is answered in words, and runs nothing (%#)', async (fragment) => {
    const { at, page, complaints } = await openStage();
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    await page.goto(`${at}#${fragment}`);
    await settled(page);
    expect(await page.getByRole('alert').textContent()).toMatch(/^This link /);
    expect(await page.locator('script:not([src]), img, iframe').count()).toBe(0);
    expect({ dialogs, complaints }).toEqual({ dialogs: 0, complaints: [] });
  });

  it('of a site with a name that is markup shows the name, and runs nothing', async () => {
    const { desk, at, page, complaints } = await openStage();
    await desk.ask('site add "<img src=x onerror=alert(1)>" 50 MW s21xp at $45/MWh');
    const { reply } = await desk.ask('profit "<img src=x onerror=alert(1)>"');
    await page.goto(`${at}#${sheetFragment(reply.question!)}`);
    await settled(page);
    await page.waitForSelector('.picture svg');
    expect(await page.locator('h1').textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('of a Slack answer leads to the number that Slack shows', async () => {
    const { desk, page, complaints } = await openStage();
    const { reply } = await desk.ask('profit demo power=5c', { tenant: 'slack:T1', channel: 'C1' });
    const messages = JSON.stringify(slack({ reply, now: desk.clock.now() }));
    const [link = ''] = /http:\/\/127\.0\.0\.1:\d+\/sheet\/profit#[\w.-]+/.exec(messages) ?? [];
    await page.goto(link);
    await settled(page);
    const margin = page.locator('article b[data-metric="marginUsdPerDay"]').first();
    const shown = (await margin.textContent())!;
    expect(shown).toMatch(/^\$\d\d,\d{3}\/day$/);
    expect(messages).toContain(shown);
    expect(await page.title()).toBe('What does a mining site earn? Hashdesk sheet');
    expect(complaints).toEqual([]);
  });

  it('that is copied after turning a knob opens on the same numbers', async () => {
    const { at, page } = await openStage();
    await page.goto(at);
    await settled(page);
    await page.getByLabel('Power price', { exact: true }).fill('6c');
    await page.waitForSelector('article b[data-value="60"]');
    await page.getByRole('button', { name: 'Breakeven', exact: true }).click();
    await settled(page);
    expect(await page.getByLabel('Power price', { exact: true }).inputValue()).toBe('6c');
    await page.getByRole('button', { name: 'Copy link' }).click();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await settled(other);
    expect(await shownNumbers(other)).toEqual(await shownNumbers(page));
  });
});
