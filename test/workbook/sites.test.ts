import { describe, expect, it } from 'vitest';
import { hashprice, siteEconomics } from '../../src/economics/index.ts';
import { demoSites } from '../../src/sites/demo.ts';
import { xlsxOf } from '../../src/workbook/xlsx.ts';
import { openTestDesk } from '../support/desk.ts';
import { besideLabel, readWorkbook, recompute } from '../support/workbooks/spreadsheet.ts';
import { expectSameAsKept, workbookBehind } from '../support/workbooks/workbooks.ts';

describe('workbookOf()', () => {
  it.each([
    'profit demo',
    'profit 100 MW s21xp at $45/MWh pue=1.03 fee=2% uptime=97% scheme=PPS',
    'profit 3 s19jpro at 12c',
    'breakeven demo',
    'cost demo',
    'whatif demo price=90k hashprice=-20% power=60 fleet="50 MW s21xp"',
    'halving',
    'machines hydro 45',
  ])('writes formulas that compute the answer of %s from its inputs alone', async (line) => {
    const sheets = await workbookBehind(line);
    expect(sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['Inputs', 'Sources']));
    expectSameAsKept({ sheets, least: 50 });
  });

  it('writes formulas that follow a changed input as the calculation core does', async () => {
    const [inputs, results, ...others] = await workbookBehind('profit demo');
    const inputCell = (label: string) => `Inputs!${besideLabel({ sheet: inputs!, label, columns: 2 })}`;
    const value = recompute([inputs!, results!, ...others], {
      [inputCell('BTC price')]: 61_234.5,
      [inputCell('Power price')]: 71.25,
      [inputCell('PUE')]: 1.19,
      [inputCell('Pool fee')]: 0.0375,
      [inputCell('SG&A')]: 1_234_567,
    });
    const market = { difficulty: 0, subsidyBtc: 0, feesBtcPerBlock: 0, priceUsd: 61_234.5 };
    for (const [label, part] of [
      ['Difficulty', 'difficulty'],
      ['Block subsidy', 'subsidyBtc'],
      ['Fees per block, last 144 blocks', 'feesBtcPerBlock'],
    ] as const)
      market[part] = Number(inputs!.cells.get(inputCell(label).slice(7))!.value);
    const changed = { powerPriceUsdPerMwh: 71.25, pue: 1.19, poolFee: 0.0375, sgaUsdPerMonth: 1_234_567 };
    const site = { ...demoSites[0]!, ...changed };
    const cases = [
      market,
      { ...market, difficulty: Number(value('Inputs', 'D6')) },
      { ...market, subsidyBtc: market.subsidyBtc / 2 },
    ].map((it) => siteEconomics({ site, hashprice: hashprice(it) }));
    for (const [at, economics] of cases.entries()) {
      const result = (label: string) =>
        value('Results', besideLabel({ sheet: results!, label, columns: at + 2 }));
      const core = {
        Margin: economics.marginUsdPerDay,
        'Breakeven power price, all cash costs': economics.breakevenPowerPriceUsdPerMwh,
        'Breakeven hashprice, energy only': economics.breakevenHashpriceEnergyOnlyUsdPerPhDay,
        Headroom: economics.headroomPercent / 100,
        'Cost per BTC, all-in': (economics.costPerBtc.allIn as { usd: number }).usd,
      };
      for (const [label, expected] of Object.entries(core))
        expect(Number(result(label)) / expected).toBeCloseTo(1, 9);
    }
  });

  it('says that a cost per BTC is not known where an input of it is empty', async () => {
    const sheets = await workbookBehind('profit 3 s19jpro at 12c');
    const computed = recompute(sheets);
    const result = (label: string) =>
      computed('Results', besideLabel({ sheet: sheets[1]!, label, columns: 2 }));
    for (const label of ['Cost per BTC, cash', 'Demand charge', 'Other operating', 'SG&A', 'Interest'])
      expect(result(label)).toBe('not given');
    const known = Number(result('Pool fee')) + Number(result('Energy cost'));
    expect(result('Cash costs given')).toBeCloseTo(known, 9);
    expect([...sheets[1]!.cells.values()].filter(({ value }) => /all cash costs/i.test(`${value}`))).toEqual(
      [],
    );
  });

  it('sums sites, and says of a tariff what its bill comes to and what nobody typed', async () => {
    const desk = openTestDesk();
    await desk.ask('site add rock 10 MW s21xp at $45/MWh');
    await desk.ask('site add rockdale 100 MW s21xp at $45/MWh sga=$100k/month');
    await desk.ask('tariff rockdale energy=$45/MWh demand=$4/kW-month tax=5%');
    const sheets = await workbookBehind('profit all', desk);
    expectSameAsKept({ sheets, least: 50 });
    const [inputs, results] = sheets;
    const row = (sheet: typeof inputs, label: string) =>
      [0, 2, 3, 4].map((columns) => sheet!.cells.get(besideLabel({ sheet: sheet!, label, columns }))?.value);
    const [, rock, rockdale, all] = row(results, 'Margin on costs given');
    expect(all).toBeCloseTo(Number(rock) + Number(rockdale), 6);
    expect(row(results, 'SG&A').slice(1, 2)).toEqual(['not given']);
    expect(inputs!.cells.get('A1')!.value).toMatch(
      /^As asked: 2 sites, margin \$[\d,]+\/day on the costs given; /,
    );
    expect(row(inputs, 'Demand charge / Rest of the power bill, per kW').at(-1)).toBe(
      'the tariff (typed by operator) as billed for 2026-01',
    );
  });

  it('writes each number in the format of its unit', async () => {
    const [inputs, results] = await workbookBehind('profit demo');
    const shown = (sheet: typeof inputs, label: string) =>
      sheet!.cells.get(besideLabel({ sheet: sheet!, label, columns: 2 }))!.shown;
    expect(shown(inputs, 'Uptime')).toBe('97.0%');
    expect(shown(inputs, 'Power price')).toBe('$45.00');
    expect(shown(results, 'Margin')).toMatch(/^\$\d\d,\d{3}$/);
  });

  it('keeps a site whose name begins like a formula as a text', async () => {
    const desk = openTestDesk();
    const name = '=HYPERLINK("http://x.example","@SUM(1)")';
    await desk.ask(`site add '${name}' 50 MW s21xp at $45/MWh`);
    const sheets = await workbookBehind(`profit '${name}'`, desk);
    const cells = sheets.flatMap(({ cells: all }) => [...all.values()]);
    expect(cells.filter(({ value }) => value === name).length).toBeGreaterThan(2);
    expect(cells.filter(({ formula }) => formula?.includes('HYPERLINK'))).toEqual([]);
  });
});

describe('xlsxOf()', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "='a'!A1", '<f>1</f>', 'Ωmega ⛏ & "nr"', ' lead', '1e3'])(
    'keeps %j as a text',
    (value) => {
      const [sheet] = readWorkbook(xlsxOf([{ name: 'One', widths: [10], rows: [[{ value }]] }]));
      expect(sheet!.cells.get('A1')).toMatchObject({ value, formula: undefined });
    },
  );

  it('leaves out what XML cannot hold, and cuts a text at what a cell holds', () => {
    const rows = [[{ value: 'a\u0000b\ud800' }, { value: 'x'.repeat(40_000) }]];
    const [sheet] = readWorkbook(xlsxOf([{ name: 'One', widths: [], rows }]));
    expect(sheet!.cells.get('A1')!.value).toBe('ab\ufffd');
    expect(String(sheet!.cells.get('B1')!.value).length).toBe(32_767);
  });

  it('makes the same bytes of the same sheets', () => {
    const sheets = [{ name: 'One', widths: [], rows: [[{ value: 1, formula: '1' }]] }];
    expect(xlsxOf(sheets)).toEqual(xlsxOf(sheets));
  });
});
