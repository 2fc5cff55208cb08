import { expect, it } from 'vitest';
import { leaseMetrics } from '../../src/chat/show/leaseMetrics.ts';
import { nearestTurns } from '../../src/economics/finance/solve.ts';
import { openTestDesk } from '../support/desk.ts';

it('nearestTurns() finds what is next on either side, and nothing where no point is beyond it', () => {
  const points = { below: [0.9, 0.5, 0.1], above: [1.1, 1.5, 2] };
  const turns = (of: (x: number) => number) => nearestTurns({ of, from: 1, points });
  const both = turns((x) => (x - 0.4) * (1.3 - x));
  expect([both.below, both.above]).toEqual([expect.closeTo(0.4, 9), expect.closeTo(1.3, 9)]);
  const open = turns((x) => (x - 0.4) * (x - 1.3));
  expect([open.below, open.above]).toEqual([expect.closeTo(0.4, 9), expect.closeTo(1.3, 9)]);
  expect(turns((x) => x - 1.2)).toEqual({ below: undefined, above: expect.closeTo(1.2, 9) });
  expect(turns((x) => x - 3)).toEqual({ below: undefined, above: undefined });
});

it('offer says both turns where a site that closes sells its land, and one that earns mines', async () => {
  const { ask } = openTestDesk();
  await ask(
    'site add Odessa, 10000 s21xp, 10000 s19jpro, power 62, pue=1.05 opex=$3/MWh sga=$100k/month interest=$50k/month capex=$100M depreciation=5 stock=$20k/month',
  );
  const { text } = await ask('offer 23 MW critical 15y $95/kW-mo nnn site=odessa paths=100');
  const said = text.replaceAll(/\s+/gu, ' ');
  const [, lower, higher] =
    /hashprice (\d+)% lower or (\d+)% higher in every month of the network’s path/u.exec(said)!;
  // The gain by the factor on the path, $M: 0.8 −0.77, 1 +2.39, 1.2 +2.14, 1.5 −16.2.
  expect([Number(lower) < 20, Number(higher) > 20, Number(higher) < 50]).toEqual([true, true, true]);
});

it('an open verdict says at first what turns it and what would decide it, and delay says that it is open', async () => {
  const { ask } = openTestDesk();
  const place = 'the-old-smelter-by-the-river-in-the-north';
  await ask(`site add "${place}", 40 MW s21xp at $55/MWh`);
  const question = `"${place}" path=constant rent=$143`;
  const { reply, shown } = await ask(`pivot ${question} paths=1000`);
  expect(reply.title).toMatch(/too close to call: .+ more than mining, but its incremental NPV is −/u);
  expect(reply.title.length).toBeGreaterThan(160);
  for (const words of [
    /Capex \$[\d.]+M, yield on cost [\d.]+%, minimum DSCR [\d.]+×/u,
    /What turns it: rent of year 1 below/u,
    /What would decide it: which discount rate/u,
  ])
    expect(shown).toMatch(words);
  const { shown: delayed } = await ask(`delay 6 months ${question}`);
  expect(delayed.replaceAll(/\s+/gu, ' ')).toContain(
    'Whether to lease at all is too close to call: leasing all 40.0 MW',
  );
});

it('a verdict says which tax, path and rent it stands on, at first and behind it', async () => {
  const { ask } = openTestDesk();
  const said = async (line: string) => (await ask(line)).text.replaceAll(/\s+/gu, ' ');
  const untaxed = await said('pivot demo paths=100');
  expect(untaxed).toContain('NPV is before tax (no tax rate given) and without debt.');
  expect(untaxed).not.toMatch(/after (?:\d+% |its own )?tax/u);
  expect(untaxed).toContain('Hut 8 – Fluidstack');
  const taxed = await said(
    'offer 50 MW critical 15y $110/kW-mo site=demo tax=21% assume="marketRentGrowthPercentPerYear=2" paths=100',
  );
  expect(taxed).toContain('NPV is after 21% tax and without debt.');
  expect(taxed).not.toContain('no tax rate given');
  expect(taxed).toContain('the rent of year 1 is then $110/kW-month, grown at 2% a year.');
});

it('delay says what is in the net beside the mining until then, and nothing where that is all', async () => {
  const { ask } = openTestDesk();
  const said = async (more: string) =>
    (await ask(`delay grid 6 months site=demo ${more}`)).text.replaceAll(/\s+/gu, ' ');
  const taxed = await said('tax=21%');
  expect(taxed).toContain('NPV is after 21% tax and without debt, on the network’s path.');
  expect(taxed).toMatch(
    /before tax, on the network’s path\. .+ The net is \$[\d.]+M more: each plan mines until demolition.+; the mining is taxed\./u,
  );
  const alone = await said('assume="demolitionAfterMonths=0, salvagePercent=0"');
  expect(alone).toMatch(/less this mining is −\$[\d.]+k, which is the net\./u);
});

it('a change of hashprice that turns a verdict is never shown as zero', () => {
  const { show } = leaseMetrics.hashpriceOfPathChangePercent;
  expect([0.03, 0.0042, 0.2, 9.94, 35].map(show)).toEqual(['0.03%', '0.004%', '0.2%', '9.9%', '35%']);
});
