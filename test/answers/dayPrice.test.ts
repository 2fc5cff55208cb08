import { expect, it } from 'vitest';
import { figuresOf, type Reply } from '../../src/chat/reply.ts';
import { openTestDesk } from '../support/desk.ts';

const numberOf = (reply: Reply, metric: string, subject = 'rockdale') =>
  figuresOf(reply).find((one) => one.metric === metric && one.subject === subject)!.value;

it('profit counts a day with the bill of the month, by kind of charge, until a price is reported, and again when that has run out', async () => {
  const { ask, clock } = openTestDesk();
  const said = async (line: string) => (await ask(line)).text.replaceAll(/\s+/gu, ' ');
  await ask('site add rockdale 100 MW s21xp at $45/MWh demand=$9 opex=$2 sga=50000 interest=0');
  await ask('tariff rockdale energy=$47/MWh demand=$5/kW-month fixed=$1,200/month tax=5%');
  const { reply: bill } = await ask('bill rockdale 2026-01');
  const { reply, shown } = await ask('profit rockdale');
  const ofDay = numberOf(bill, 'billUsd', 'rockdale, 2026-01') / 31;
  expect(numberOf(reply, 'powerCostUsdPerDay')).toBeCloseTo(ofDay, 6);
  const kinds = ['Energy', 'Demand', 'Fixed', 'Riders and taxes'];
  const parts = kinds.map((kind) => numberOf(reply, 'powerCostUsdPerDay', `rockdale, ${kind}`));
  expect(parts.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(ofDay, 6);
  // The pool's fee is among the costs: what is left of revenue is the margin.
  const [revenue, costs, margin] = (
    ['revenueUsdPerDay', 'cashCostUsdPerDay', 'marginUsdPerDay'] as const
  ).map((metric) => numberOf(reply, metric)) as [number, number, number];
  expect(revenue - costs).toBeCloseTo(margin, 6);
  expect(costs - ofDay).toBeCloseTo(0.02 * revenue + 2 * 2280 + (50_000 * 24) / 730, 6);
  expect(shown).toContain('all in by its tariff');
  expect((await ask('digest preview')).text).toContain(
    figuresOf(reply).find(({ metric }) => metric === 'marginUsdPerDay')!.text,
  );

  // A price that is reported is that of energy: demand and the rest of the bill stay.
  await ask('power rockdale 80 until=18:00');
  const reported = (await ask('profit rockdale')).reply;
  const dearer = (80 - 47 * 1.05) * 2280;
  expect(numberOf(reported, 'powerCostUsdPerDay')).toBeCloseTo(ofDay + dearer, 6);
  clock.advance(3 * 60_000);
  await ask('power rockdale 80 until=12:10');
  clock.advance(17 * 60_000);
  expect(await said('profit rockdale')).toContain('today’s mean of 20 min known, 10 min of it reported;');
  clock.advance(30 * 3_600_000);
  expect(numberOf((await ask('profit rockdale')).reply, 'powerCostUsdPerDay')).toBeCloseTo(ofDay, 6);
  // What was stated of this year's peaks is charged in the next one too.
  await ask('tariff rockdale energy=$47/MWh coincident=65 coincidentMw="40 MW"');
  const card = await said('tariff rockdale');
  expect(card).toContain('Coincident peaks, mean of 4 peaks of 2025');
  expect(card).toContain('charged in later years too');
  clock.advance(300 * 24 * 3_600_000);
  expect(await said('profit rockdale')).toContain('all in by its tariff');
  expect(await said('bill rockdale 2027-01')).toContain(
    'on the demand stated for 2026, as none is stated since',
  );
  // What the question says stands for all of the tariff.
  const asked = (await ask('profit rockdale power=50')).reply;
  expect(numberOf(asked, 'powerCostUsdPerDay')).toBeCloseTo(50 * 2280, 6);
});

it('profit and cost say of how much of the day a mean is known', async () => {
  const { ask, clock } = openTestDesk();
  await ask('site add rockdale 100 MW s21xp at $45/MWh');
  await ask('power rockdale 300 until=18:00');
  // Of several sites it is said whose prices they count with.
  await ask('site add odessa 50 MW s21xp at $50/MWh');
  for (const line of ['profit all', 'cost all', 'digest preview'])
    expect((await ask(line)).text.replaceAll(/\s+/gu, ' ')).toContain(
      'Power at its mean of today so far, as reported (rockdale); as typed (odessa).',
    );
  clock.advance(12 * 60_000);
  await ask('power rockdale 200 until=16:00');
  const mean = /\$300\.00\/MWh, today’s mean of 12 min known; \$200\.00\/MWh is in force/u;
  for (const line of ['profit rockdale', 'cost rockdale'])
    expect((await ask(line)).shown.replaceAll(/\s+/gu, ' ')).toMatch(mean);
  expect((await ask('profit rockdale')).text.replaceAll(/\s+/gu, ' ')).toContain(
    'is the mean of 12 min of the day’s 12.2 h so far',
  );
});

it('profit says that a class loses money now at the price in force alone, and at a mean that it is one', async () => {
  const { ask, clock } = openTestDesk();
  await ask('site add rockdale 100 MW s21xp at $45/MWh');
  await ask('power rockdale 300 until=18:00');
  const said = async () => (await ask('profit rockdale')).text.replaceAll(/\s+/gu, ' ');
  expect(await said()).toContain('Losing money now, before costs of the whole site: S21 XP');
  clock.advance(150 * 60_000);
  await ask('power rockdale 40 until=22:00');
  const text = await said();
  expect(text).toMatch(
    /rockdale loses \S+ on the costs given, \S+ of revenue at today’s mean of 2\.5 h known;/u,
  );
  expect(text).toContain(
    'Losing money at today’s mean of 2.5 h known, before costs of the whole site: S21 XP; at the price in force none.',
  );
  expect(text).toMatch(/By machine class at today’s mean of 2\.5 h known.+ S21 XP .+ earns/u);
  expect(text).not.toContain('now, before');
  await ask('tariff rockdale energy=$47/MWh demand=$5/kW-month');
  expect(await said()).toContain('Machine classes are held against the reported price');
});
