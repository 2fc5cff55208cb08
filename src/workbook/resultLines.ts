import { cashCostsUsd, costsNotGiven, labelOf, type SiteCase } from '../answers/site/question.ts';
import { type Metric, metrics } from '../chat/show/metrics.ts';
import type { CostLevel, Site } from '../economics/index.ts';
import { labelOfAll, NOT_GIVEN, type NumberFormat, where } from './cells.ts';
import type { InputName } from './inputs.ts';
import type { ColumnName } from './machines.ts';
import { hashpriceFormulas } from './market.ts';

export const resultNames = [
  'hashpriceBtc',
  'hashprice',
  'hashrate',
  'draw',
  'mwh',
  'efficiency',
  'revenue',
  'poolFee',
  'energy',
  'demand',
  'power',
  'other',
  'sga',
  'interest',
  'cash',
  'margin',
  'marginShare',
  'btc',
  'breakevenPower',
  'breakevenHashprice',
  'breakevenPrice',
  'headroom',
  'breakevenPowerEnergyOnly',
  'breakevenHashpriceEnergyOnly',
  'breakevenPriceEnergyOnly',
  'costDirect',
  'costCash',
  'costAllIn',
] as const;
export type ResultName = (typeof resultNames)[number];

/** Names what a formula refers to, all of one case. */
export interface ResultHere {
  result: (name: ResultName) => string;
  input: (name: InputName) => string;
  machines: (name: ColumnName) => string;
}

export interface ResultLine {
  /** As a chat calls it; a line is of all cases, and names costs as given where one of them lacks some. */
  label: (cases: readonly SiteCase[]) => string;
  unit: string;
  format: NumberFormat;
  value: (of: SiteCase) => number | string;
  formula: (here: ResultHere) => string;
}

function line(
  metric: Metric,
  format: NumberFormat,
  value: ResultLine['value'],
  formula: ResultLine['formula'],
): ResultLine {
  const { label: usual, unit } = metrics[metric];
  const label = (cases: readonly SiteCase[]) => {
    const given = cases.some((of) => costsNotGiven(of).length > 0);
    return labelOfAll(cases.map((of) => labelOf({ of, metric, given }) ?? usual));
  };
  return { label, unit, format, value, formula };
}

/** An amount per month by the day, as the calculation core counts months. */
const perDay = (perMonth: string): string => `${perMonth}/730*24`;

const cost = (level: CostLevel): number | string => ('usd' in level ? level.usd : NOT_GIVEN);
/** A cost of the site that is known where one of its inputs is. */
const ofGiven = (
  fields: readonly (keyof Site)[],
  value: (of: SiteCase) => number,
): ((of: SiteCase) => number | string) => {
  return (of) => (fields.some((field) => of.question.site[field] !== undefined) ? value(of) : NOT_GIVEN);
};
/** What is not given is a text, which a sum of cells passes over. */
const sumOf = ({ result }: ResultHere, ...names: ResultName[]): string =>
  `SUM(${names.map(result).join(',')})`;
const otherInputs = ({ input }: ResultHere): string => `${input('otherPerMwh')},${input('otherPerMonth')}`;
const cashInputs = (here: ResultHere): string[] => [
  otherInputs(here),
  here.input('sga'),
  here.input('interest'),
];

const energyOnlyShare = ({ result }: ResultHere): string =>
  `${result('energy')}/(${result('revenue')}-${result('poolFee')})`;
const cashShare = ({ result }: ResultHere): string =>
  `(${result('cash')}-${result('poolFee')})/(${result('revenue')}-${result('poolFee')})`;

/** What is said of a case, a line each, in the order of the sheet. */
export const resultLines: Record<ResultName, ResultLine> = {
  hashpriceBtc: line(
    'hashpriceBtcPerPhDay',
    'btc',
    ({ hashprice }) => hashprice.btcPerPhDay,
    ({ input }) => hashpriceFormulas(input).btcPerPhDay,
  ),
  hashprice: line(
    'hashpriceUsdPerPhDay',
    'usdCents',
    ({ hashprice }) => hashprice.usdPerPhDay,
    ({ result, input }) => `${result('hashpriceBtc')}*${input('price')}`,
  ),
  hashrate: line(
    'hashratePhPerS',
    'cents',
    ({ economics }) => economics.hashratePhPerS,
    ({ machines }) => `SUM(${machines('phPerS')})`,
  ),
  draw: line(
    'powerDrawMw',
    'cents',
    ({ economics }) => economics.powerDrawMw,
    ({ machines }) => `SUM(${machines('mw')})`,
  ),
  mwh: line(
    'energyMwhPerDay',
    'cents',
    ({ economics }) => economics.energyMwhPerDay,
    ({ machines }) => `SUM(${machines('mwh')})`,
  ),
  efficiency: line(
    'fleetEfficiencyJPerTh',
    'cents',
    ({ economics }) => economics.fleetEfficiencyJPerTh,
    ({ machines }) =>
      `SUMPRODUCT(${machines('count')},${machines('watts')})/SUMPRODUCT(${machines('count')},${machines('thPerS')})`,
  ),
  revenue: line(
    'revenueUsdPerDay',
    'usd',
    ({ economics }) => economics.revenueUsdPerDay,
    ({ machines }) => `SUM(${machines('revenue')})`,
  ),
  poolFee: line(
    'poolFeeUsdPerDay',
    'usd',
    ({ economics }) => economics.poolFeeUsdPerDay,
    ({ machines }) => `SUM(${machines('fee')})`,
  ),
  energy: line(
    'energyCostUsdPerDay',
    'usd',
    ({ economics }) => economics.energyCostUsdPerDay,
    ({ machines }) => `SUM(${machines('energy')})`,
  ),
  demand: line(
    'demandChargeUsdPerDay',
    'usd',
    ofGiven(['demandChargeUsdPerKwMonth'], ({ economics }) => economics.demandChargeUsdPerDay),
    ({ result, input }) => where([input('demand')], perDay(`${result('draw')}*1000*${input('demand')}`)),
  ),
  power: line(
    'powerCostUsdPerDay',
    'usd',
    ({ economics }) => economics.powerCostUsdPerDay,
    (here) => sumOf(here, 'energy', 'demand'),
  ),
  other: line(
    'otherOperatingUsdPerDay',
    'usd',
    ofGiven(
      ['otherOperatingUsdPerMwh', 'otherOperatingUsdPerMonth'],
      ({ economics }) => economics.otherOperatingUsdPerDay,
    ),
    (here) =>
      where([otherInputs(here)], `SUM(${here.machines('other')})+${perDay(here.input('otherPerMonth'))}`),
  ),
  sga: line(
    'sgaUsdPerDay',
    'usd',
    ofGiven(['sgaUsdPerMonth'], ({ economics }) => economics.sgaUsdPerDay),
    ({ input }) => where([input('sga')], perDay(input('sga'))),
  ),
  interest: line(
    'interestUsdPerDay',
    'usd',
    ofGiven(['interestUsdPerMonth'], ({ economics }) => economics.interestUsdPerDay),
    ({ input }) => where([input('interest')], perDay(input('interest'))),
  ),
  cash: line('cashCostUsdPerDay', 'usd', cashCostsUsd, (here) =>
    sumOf(here, 'poolFee', 'power', 'other', 'sga', 'interest'),
  ),
  margin: line(
    'marginUsdPerDay',
    'usd',
    ({ economics }) => economics.marginUsdPerDay,
    ({ result }) => `${result('revenue')}-${result('cash')}`,
  ),
  marginShare: line(
    'marginPercent',
    'percent',
    ({ economics }) => economics.marginPercent / 100,
    ({ result }) => `${result('margin')}/${result('revenue')}`,
  ),
  btc: line(
    'btcPerDay',
    'btc',
    ({ economics }) => economics.btcPerDay,
    ({ result, input }) =>
      `${result('hashrate')}*${result('hashpriceBtc')}*${hashpriceFormulas(input).paidShare}*(1-${input('poolFee')})`,
  ),
  breakevenPower: line(
    'breakevenPowerPriceUsdPerMwh',
    'usdCents',
    ({ economics }) => economics.breakevenPowerPriceUsdPerMwh,
    ({ result }) => `(${result('margin')}+${result('energy')})/${result('mwh')}`,
  ),
  breakevenHashprice: line(
    'breakevenHashpriceUsdPerPhDay',
    'usdCents',
    ({ economics }) => economics.breakevenHashpriceUsdPerPhDay,
    (here) => `${here.result('hashprice')}*${cashShare(here)}`,
  ),
  breakevenPrice: line(
    'breakevenBtcPriceUsd',
    'usd',
    ({ economics }) => economics.breakevenBtcPriceUsd,
    (here) => `${here.input('price')}*${cashShare(here)}`,
  ),
  headroom: line(
    'headroomPercent',
    'percent',
    ({ economics }) => economics.headroomPercent / 100,
    (here) => `1-${cashShare(here)}`,
  ),
  breakevenPowerEnergyOnly: line(
    'breakevenPowerPriceEnergyOnlyUsdPerMwh',
    'usdCents',
    ({ economics }) => economics.breakevenPowerPriceEnergyOnlyUsdPerMwh,
    ({ result }) => `(${result('revenue')}-${result('poolFee')})/${result('mwh')}`,
  ),
  breakevenHashpriceEnergyOnly: line(
    'breakevenHashpriceEnergyOnlyUsdPerPhDay',
    'usdCents',
    ({ economics }) => economics.breakevenHashpriceEnergyOnlyUsdPerPhDay,
    (here) => `${here.result('hashprice')}*${energyOnlyShare(here)}`,
  ),
  breakevenPriceEnergyOnly: line(
    'breakevenBtcPriceEnergyOnlyUsd',
    'usd',
    ({ economics }) => economics.breakevenBtcPriceEnergyOnlyUsd,
    (here) => `${here.input('price')}*${energyOnlyShare(here)}`,
  ),
  costDirect: line(
    'costPerBtcDirectUsd',
    'usd',
    ({ economics }) => cost(economics.costPerBtc.direct),
    ({ result }) => `${result('power')}/${result('btc')}`,
  ),
  costCash: line(
    'costPerBtcCashUsd',
    'usd',
    ({ economics }) => cost(economics.costPerBtc.cash),
    (here) =>
      where(cashInputs(here), `(${here.result('cash')}-${here.result('poolFee')})/${here.result('btc')}`),
  ),
  costAllIn: line(
    'costPerBtcAllInUsd',
    'usd',
    ({ economics }) => cost(economics.costPerBtc.allIn),
    (here) => {
      const [capex, years, stock] = (['capex', 'depreciation', 'stock'] as const).map(here.input);
      const nonCash = perDay(`(${capex}/(${years}*12)+${stock})`);
      const all = `(${here.result('cash')}-${here.result('poolFee')}+${nonCash})/${here.result('btc')}`;
      return where([...cashInputs(here), capex!, years!, stock!], all);
    },
  ),
};
