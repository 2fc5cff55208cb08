import type { Chart } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { replyJson } from '../../src/chat/show/json.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { handClock } from '../support/handClock.ts';
import { startMarketServer } from '../support/marketServer.ts';

/** A desk that knows the market, and its history. */
async function liveDesk(): Promise<TestDesk> {
  const clock = handClock();
  const server = await startMarketServer({ now: clock.now });
  const desk = openTestDesk({ market: { urls: server.urls, clock }, onStop: server.close });
  await desk.market.refreshHistory();
  return desk;
}

async function chartOf<Form extends Chart['form']>(desk: TestDesk, line: string, form: Form) {
  const { reply } = await desk.ask(line);
  const charts = reply.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
  expect(charts.map((chart) => chart.form)).toEqual([form]);
  return { reply, chart: charts[0] as Extract<Chart, { form: Form }> };
}

const figureIn = (reply: { explanation: { result: { metric: string; value: number } }[] }, metric: string) =>
  reply.explanation.find(({ result }) => result.metric === metric)?.result.value;

describe('hashprice', () => {
  it('shows the days that are asked for, up to the present', async () => {
    const desk = await liveDesk();
    const { chart, reply } = await chartOf(desk, 'hashprice 30d', 'lines');
    const present = figureIn(reply, 'hashpriceUsdPerPhDay');
    expect(chart.now?.value).toBe(present);
    expect(chart.points.at(-1)).toEqual([desk.clock.now(), present]);
    expect(desk.clock.now() - chart.points[0]![0]).toBeLessThanOrEqual(30 * 86_400_000);
    expect(chart.points.length).toBeGreaterThan(25);
  });

  it('draws the breakevens of sites for those alone who may read them', async () => {
    const desk = await liveDesk();
    await desk.ask('site add Rockdale 100 MW s21xp at $40/MWh');
    const own = await chartOf(desk, 'hashprice', 'lines');
    expect(own.chart.levels.map(({ label }) => label)).toEqual(['Rockdale']);
    expect(own.reply.readsSites).toBe(true);
    const { reply } = await desk.ask('hashprice', { person: { id: 'stranger', standing: 'outsider' } });
    expect(JSON.stringify(reply)).not.toContain('Rockdale');
    expect(reply.readsSites).toBeUndefined();
  });

  it('draws other prices and difficulties without history, and says so when days were named', async () => {
    const desk = openTestDesk();
    const { chart, reply } = await chartOf(desk, 'hashprice 30d', 'heatMap');
    const { text } = await desk.ask('hashprice 30d');
    const middle = Math.floor(chart.x.values.length / 2);
    expect(chart.here).toMatchObject({ x: chart.x.values[middle], y: chart.y.values[middle] });
    expect(chart.values[middle]![middle]).toBe(figureIn(reply, 'hashpriceUsdPerPhDay'));
    expect(text).toContain('There is no history of the last 30 days to draw.');
  });
});

describe('the picture of', () => {
  it('profit runs from revenue by every cost to the margin', async () => {
    const { chart, reply } = await chartOf(openTestDesk(), 'profit demo', 'waterfall');
    const [first, ...rest] = chart.steps;
    const left = rest.slice(0, -1).reduce((sum, { value }) => sum + value, first!.value);
    expect(left).toBeCloseTo(chart.steps.at(-1)!.value, 6);
    expect(chart.steps.at(-1)!.value).toBe(figureIn(reply, 'marginUsdPerDay'));
  });

  it('breakeven is zero where the site breaks even', async () => {
    const { chart } = await chartOf(openTestDesk(), 'breakeven demo', 'heatMap');
    const { x, y, values, here } = chart;
    expect(values.map((row) => row.length)).toEqual(y.values.map(() => x.values.length));
    expect(here!.x).toBeGreaterThan(x.values[0]!);
    expect(here!.x).toBeLessThan(x.values.at(-1)!);
    // More hashprice is more margin, dearer power less.
    expect(values[0]![0]!).toBeLessThan(values[0]!.at(-1)!);
    expect(values[0]![0]!).toBeGreaterThan(values.at(-1)![0]!);
  });

  it('difficulty ends in the estimate, within its band', async () => {
    const { chart } = await chartOf(await liveDesk(), 'difficulty', 'lines');
    const { expected } = chart;
    expect(expected!.low).toBeLessThan(expected!.value);
    expect(expected!.high).toBeGreaterThan(expected!.value);
    expect(expected!.at).toBeGreaterThan(chart.points.at(-1)![0]);
  });

  it('all sites ranks them by what a MW earns in a day, and names those that lose', async () => {
    const desk = openTestDesk();
    await desk.ask('site add Rockdale 100 MW s21xp at $40/MWh');
    await desk.ask('site add Fargo 20 MW s19jpro at $90/MWh');
    const { chart } = await chartOf(desk, 'profit all', 'bars');
    expect(chart.bars.map(({ label }) => label).toSorted()).toEqual(['Fargo', 'Rockdale']);
    expect(chart.alt).toContain('1 of 2 sites loses money: Fargo.');
    expect(chart.unit).toBe('USD/MW/day');
  });

  it('all sites puts the one that stands still behind the same site at work', async () => {
    const desk = openTestDesk();
    await desk.ask('site add Rockdale 100 MW s21xp at $40/MWh uptime=100%');
    await desk.ask('site add Idle 10 MW s21xp at $40/MWh uptime=50%');
    const { chart } = await chartOf(desk, 'profit all', 'bars');
    const [rockdale, idle] = ['Rockdale', 'Idle'].map(
      (name) => chart.bars.find(({ label }) => label === name)!.value,
    );
    expect(idle! / rockdale!).toBeCloseTo(0.5, 9);
  });

  it('halving steps to half the subsidy, and has those sites under water that lose money then', async () => {
    const desk = openTestDesk();
    await desk.ask('site add Rockdale 100 MW s21xp at $40/MWh');
    await desk.ask('site add Fargo 20 MW s19jpro at $35/MWh');
    const { chart, reply } = await chartOf(desk, 'halving', 'lines');
    const [before, after] = chart.points.map(([, value]) => value);
    expect([after! < before!, chart.now!.value]).toEqual([true, after]);
    const losing = replyJson(reply).figures.filter(
      ({ metric, subject = '', value }) =>
        metric === 'marginUsdPerDay' && subject.includes('after') && value < 0,
    );
    const under = chart.levels.filter(({ value }) => value > after!);
    expect(under.map(({ label }) => `${label} after the next halving`)).toEqual(
      losing.map(({ subject }) => subject),
    );
    expect(chart.note).toMatch(/all else unchanged · 1 of 2 sites under water after it · on the costs given/);
  });

  it('machines holds each against the price of power that was asked about', async () => {
    const { chart } = await chartOf(openTestDesk(), 'machines "s21xp, s19jpro" at 6c', 'bars');
    expect(chart.limit).toMatchObject({ value: 60, text: '$60.00', good: 'above' });
    expect(chart.bars.map(({ label, value }) => [label, value > 60])).toEqual([
      ['S21 XP', true],
      ['S19j Pro', false],
    ]);
    expect(chart.alt).toContain('With power at $60.00/MWh 1 of 2 machines earns money.');
  });

  it('cost has the levels that are known beside the price, and names the others', async () => {
    const desk = openTestDesk();
    const whole = (await chartOf(desk, 'cost demo', 'bars')).chart;
    expect(whole.bars.map(({ label }) => label)).toEqual(['In power', 'In cash', 'All in']);
    expect([whole.limit?.label, whole.limit?.good]).toEqual(['BTC price', 'below']);
    const { chart } = await chartOf(desk, 'cost 100 MW s21xp at $45/MWh', 'bars');
    expect([chart.bars.length, chart.note]).toEqual([
      1,
      expect.stringContaining('not known: in cash, all in'),
    ]);
  });

  it('the cost of all sites names those whose power costs more than a bitcoin', async () => {
    const desk = openTestDesk();
    await desk.ask('site add Rockdale 100 MW s21xp at $40/MWh');
    await desk.ask('site add Fargo 20 MW s19jpro at $90/MWh');
    const { chart } = await chartOf(desk, 'cost all', 'bars');
    expect(chart.alt).toMatch(/^1 of 2 sites pays more for power than a bitcoin’s price, \$[\d,]+: Fargo\.$/);
  });

  it('a digest is the market’s strip alone, sites or none', async () => {
    const desk = await liveDesk();
    await desk.ask('site add Rockdale 100 MW s21xp at $40/MWh');
    await desk.ask('site add Fargo 20 MW s19jpro at $90/MWh');
    const { chart } = await chartOf(desk, 'digest preview', 'strip');
    expect(chart.rows.map(({ label }) => label)).toEqual(['Hashprice', 'BTC price', 'Difficulty']);
  });
});
