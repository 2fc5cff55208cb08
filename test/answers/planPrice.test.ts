import { expect, it } from 'vitest';
import { figuresOf, type Reply } from '../../src/chat/reply.ts';
import { setReport } from '../support/database/setReport.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { openTestDesk } from '../support/desk.ts';

const HOUR_MS = 3_600_000;
const MONTH_MS = 730 * HOUR_MS;

const numberOf = (reply: Reply, metric: string, subject = 'rockdale') =>
  figuresOf(reply).find((one) => one.metric === metric && one.subject === subject)!.value;

it('years are valued on the tariff, else on three months of reports, else on what was typed, and never on what the question overrides', async () => {
  const database = testDatabase();
  const { ask, clock } = openTestDesk({ database });
  const breakeven = async (more = '') => {
    const { reply, shown } = await ask(`breakeven rockdale${more}`);
    const hashprice = numberOf(reply, 'breakevenHashpriceUsdPerPhDay');
    return { hashprice, shown: shown.replaceAll(/\s+/gu, ' ') };
  };
  await ask('site add rockdale 100 MW s21xp at $45/MWh demand=$9');
  const typed = await breakeven();
  expect(typed.shown).toContain('power at $45.00/MWh, as typed');

  // A price that is set now holds for hours, and is no price of years.
  await ask('power rockdale 900');
  expect((await breakeven()).hashprice).toBe(typed.hashprice);
  // Nor of the halving, which is years away: profit says of it what the command of it says.
  const halved = async (line: string) =>
    numberOf((await ask(line)).reply, 'marginUsdPerDay', 'rockdale after the next halving');
  expect(await halved('profit rockdale')).toBe(await halved('halving rockdale'));
  expect((await ask('profit rockdale')).reply.title).toMatch(
    /loses \$.* after the halving with power at \$45\.00\/MWh as planned, all else unchanged/u,
  );
  const keepFor = (months: number) =>
    setReport(database, {
      ...{ tenant: 'console:local', site: 'rockdale', name: 'rockdale', source: 'set by Ana' },
      ...{ priceUsdPerMwh: 60, observedAt: clock.now() - 8 * MONTH_MS },
      until: clock.now() + (months - 8) * MONTH_MS,
    });
  await keepFor(2.9);
  expect((await ask('breakeven rockdale')).text).toMatch(/covers 2\.9 months of the last\s+twelve/u);
  await keepFor(3.4);
  const reported = await breakeven();
  expect(reported.shown).toContain('power at $60.00/MWh, the mean of 3.4 months of reports');
  expect(reported.hashprice).toBeCloseTo((await breakeven(' power=60')).hashprice, 9);

  await ask('tariff rockdale energy=$47/MWh demand=$5/kW-month tax=5%');
  const billed = await breakeven();
  expect(billed.shown).toMatch(
    /power at \$56\.92\/MWh all in by its tariff in 2026, volumetric \$49\.35\/MWh/u,
  );
  // All in, and no demand charge beside it that was typed for the site.
  const allInUsd = 47 * 1.05 + (5 * 1.05 * 12 * 1000) / (8760 * 0.95);
  const asAllIn = await breakeven(` power=${allInUsd}`);
  expect(billed.hashprice).toBeCloseTo(asAllIn.hashprice, 4);
  // A class is switched off by what one more MWh costs.
  const classOf = (reply: Reply) => numberOf(reply, 'marginUsdPerDay', 'rockdale, S21 XP');
  const [byTariff, byEnergy] = await Promise.all([
    ask('breakeven rockdale'),
    ask('breakeven rockdale power=49.35'),
  ]);
  expect(classOf(byTariff.reply)).toBeCloseTo(classOf(byEnergy.reply), 4);
  // The bill has its own demand charges: another one is refused, but beside a price of all of it.
  for (const command of ['whatif', 'profit', 'breakeven'])
    expect((await ask(`${command} rockdale demand=$6/kW-month`)).text.replaceAll(/\s+/gu, ' ')).toMatch(
      /demand=6 was typed, and rockdale is billed by its tariff Typed tariff.* ask with power=/u,
    );
  const besidePrice = await breakeven(' power=45 demand=$6/kW-month');
  const allInOne = await breakeven(` power=${45 + 6 / (0.73 * 0.95)}`);
  expect(besidePrice.hashprice).toBeCloseTo(allInOne.hashprice, 4);
  // What is typed counts, even where it is what the site says itself.
  expect((await breakeven(' power=45')).shown).toContain('power at $45.00/MWh, as asked');
  expect(billed.shown).toMatch(/, or at a volumetric price of \$[\d.]+\/MWh, the rest of the bill as is/u);
  // A row says which price it is of, and what is planned is told without asking for more.
  expect((await ask('whatif rockdale power=60')).shown).toMatch(
    /Power, all in +\$56\.92\/MWh +\$60\.00\/MWh/u,
  );
  expect((await ask('whatif rockdale price=90k')).reply.title).toMatch(
    / than planned at \$56\.92\/MWh, all in by its tariff in 2026$/u,
  );
  const halving = (await ask('halving rockdale')).text;
  expect(halving).toContain('Power at $56.92/MWh, all in by its tariff in 2026.');
  expect(halving).toMatch(/Site +BTC price +Volumetric price/u);
  const dearer = numberOf(
    (await ask('whatif rockdale power=+10%')).reply,
    'powerPriceUsdPerMwh',
    'rockdale with these changes',
  );
  expect(dearer).toBeCloseTo(allInUsd * 1.1, 3);

  // A price that is not known takes the next one, and says why.
  const block = {
    kind: 'block',
    name: 'Supply',
    blockMw: 50,
    blockUsdPerMwh: 40,
    adderUsdPerMwh: 5,
    sellsBack: true,
  };
  await ask('tariff rockdale index.json', {
    files: { 'index.json': JSON.stringify({ name: 'Index', charges: [block] }) },
  });
  const unknown = await ask('breakeven rockdale');
  expect(unknown.text).toMatch(/mean of 3\.4 months/u);
  expect(unknown.text.replaceAll(/\s+/gu, ' ')).toContain(
    'Its tariff Index is not used: its bill lacks the index prices of the whole month, by which Supply charges in part.',
  );
});

it('years are valued on the tariff of today: one that begins later waits, and the only one says why it is not used', async () => {
  const { ask } = openTestDesk();
  const said = async (line: string) => (await ask(line)).text.replaceAll(/\s+/gu, ' ');
  await ask('site add rockdale 100 MW s21xp at $45/MWh');
  // The clock stands at 2026-04-20.
  const later = await said('tariff rockdale energy=$90/MWh since=2027-01-01');
  expect(later).toContain('As if it held all of 2027, by its own model');
  expect(later).toContain(
    'It holds from 2027-01-01 on. Until then run or stop, profit, breakevens and mine or lease count without it.',
  );
  for (const command of ['breakeven', 'profit'])
    expect(await said(`${command} rockdale`)).toContain(
      'Its tariff Typed tariff is not used: it holds from 2027-01-01 on.',
    );
  await ask('tariff rockdale energy=$50/MWh since=2020-01-01');
  expect(await said('breakeven rockdale')).toContain('power at $50.00/MWh all in by its tariff');
});

it('a tariff whose host takes a share of revenue is billed, and neither days nor years are valued on it', async () => {
  const { ask } = openTestDesk();
  const said = async (line: string, more = {}) => (await ask(line, more)).text.replaceAll(/\s+/gu, ' ');
  await ask('site add rockdale 100 MW s21xp at $45/MWh');
  const energy = {
    kind: 'energy',
    name: 'Energy',
    periods: [{ name: 'all', tiers: [{ usdPerUnit: 0.05 }] }],
  };
  const host = { kind: 'hosting', name: 'Host', share: 0.1, of: 'revenue', passesPowerThrough: true };
  const hosted = JSON.stringify({ name: 'Hosted', charges: [energy, host] });
  expect(await said('tariff rockdale hosted.json', { files: { 'hosted.json': hosted } })).toContain(
    'Bills count with it; run or stop, profit, breakevens and mine or lease do not (its host’s share moves with hashprice: see bill).',
  );
  for (const command of ['breakeven', 'profit'])
    expect(await said(`${command} rockdale`)).toContain(
      'Its tariff Hosted is not used: its host’s share moves with hashprice: see bill.',
    );
  expect(await said('profit rockdale')).toContain('as typed; its tariff is not used');
  expect(await said('dispatch rockdale')).toMatch(
    /^.*No day-ahead prices of rockdale are known for .+ Its tariff is not used: its host’s share moves with hashprice: see bill\. Say where they come from/u,
  );
  expect(await said('site add west 50 MW s21xp at $45/MWh')).toContain('west');
  expect(await said('halving all')).toContain('Power as typed; not by the tariff of rockdale.');
  expect(await said('bill rockdale 2026-03')).toContain('Host: share of revenue $');
});
