import type { Figure, Step } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { machineLabel } from '../../economics/index.ts';
import { hashpriceSteps, marketInputs } from '../market/hashpriceSteps.ts';
import type { MarketView } from '../market/view.ts';
import { isSplit } from './priced.ts';
import {
  cashCostsUsd,
  inputFigure,
  inputSource,
  type SiteCase,
  type SiteInput,
  siteFigure,
} from './question.ts';

/** The arithmetic behind a site's answer, from hashprice to headroom. */
export function siteSteps({ of, view }: { of: SiteCase; view: MarketView }): Step[] {
  const pen = penFor({ of, view });
  return [...daySteps(pen, view), marginStep(pen), ...breakevenSteps(pen)];
}

/** The same as far as what a day earns and costs. */
export const dayCostSteps = ({ of, view }: { of: SiteCase; view: MarketView }): Step[] =>
  daySteps(penFor({ of, view }), view);

const daySteps = (pen: Pen, view: MarketView): Step[] => [
  ...hashpriceSteps(view),
  ...productionSteps(pen),
  ...costSteps(pen),
];

type Pen = ReturnType<typeof penFor>;

/** What every step needs at hand: figures by name, numbers ready to be written down. */
function penFor({ of, view }: { of: SiteCase; view: MarketView }) {
  const { question, economics } = of;
  const now = view.snapshot.now;
  type Result = Parameters<typeof siteFigure>[0]['metric'];
  // Most results are inputs of the steps after them.
  const results = new Map<Result, Figure>();
  return {
    of,
    site: question.site,
    is: { ...economics, cashCostUsdPerDay: cashCostsUsd(of) },
    hashprice: view.hashprice,
    market: marketInputs(view),
    result(metric: Result): Figure {
      const made = results.get(metric) ?? siteFigure({ of, metric });
      results.set(metric, made);
      return made;
    },
    given: (...inputs: SiteInput[]): Figure[] =>
      inputs
        .map((input) => inputFigure({ question, subject: of.subject, input, now }))
        .filter((it) => it !== undefined),
  };
}

/** What each class of machines brings: its number, its hashrate, its power with the site's own efficiency. */
function machineInputs({ of, site }: Pen) {
  const { question } = of;
  const own = {
    source: inputSource({ question, field: 'fleet' }),
    observedAt: question.updatedAt ?? of.from.observedAt,
  };
  return site.fleet.map(({ machine, count, efficiencyJPerTh }) => {
    const subject = machineLabel({ machine });
    const from = { source: machine.source, observedAt: of.from.observedAt };
    const power =
      efficiencyJPerTh === undefined
        ? { value: machine.powerW, from }
        : { value: efficiencyJPerTh * machine.hashrateThPerS, from: own };
    return {
      count: figure({ metric: 'machineCount', value: count, subject, from: own }),
      hashrate: figure({
        metric: 'machineHashrateThPerS',
        value: machine.hashrateThPerS,
        subject,
        from,
      }),
      power: figure({ metric: 'machinePowerW', subject, ...power }),
    };
  });
}

/** `16,000 × 270 + 12,300 × 104` */
const sumOfProducts = (pairs: readonly [Figure, Figure][]): string =>
  pairs.map(([one, other]) => `${exact(one.value)} × ${exact(other.value)}`).join(' + ');

function productionSteps(pen: Pen): Step[] {
  const { site, is, hashprice, market, result, given } = pen;
  const paid = site.poolScheme === 'PPS' ? ' × subsidy share (PPS pays no fees)' : '';
  const paidNumber = site.poolScheme === 'PPS' ? ` × ${exact(hashprice.subsidyShare)}` : '';
  const machines = machineInputs(pen);
  const terahash = sumOfProducts(machines.map(({ count, hashrate }) => [count, hashrate]));
  const watts = sumOfProducts(machines.map(({ count, power }) => [count, power]));
  return [
    {
      result: result('hashratePhPerS'),
      formula: 'hashrate = Σ machines × nominal TH/s ÷ 1,000 × uptime',
      inputs: [...machines.flatMap(({ count, hashrate }) => [count, hashrate]), ...given('uptimePercent')],
      arithmetic: `(${terahash}) ÷ 1,000 × ${exact(site.uptime)} = ${exact(is.hashratePhPerS)}`,
    },
    {
      result: result('powerDrawMw'),
      formula: 'power draw at the meter = Σ machines × W ÷ 1,000,000 × PUE',
      inputs: [...machines.flatMap(({ count, power }) => [count, power]), ...given('pue')],
      arithmetic: `(${watts}) ÷ 1,000,000 × ${exact(site.pue)} = ${exact(is.powerDrawMw)}`,
    },
    {
      result: result('revenueUsdPerDay'),
      formula: `revenue = hashrate × hashprice${paid}`,
      inputs: [result('hashratePhPerS'), market.hashprice],
      arithmetic: `${exact(is.hashratePhPerS)} × ${exact(hashprice.usdPerPhDay)}${paidNumber} = ${exact(is.revenueUsdPerDay)}`,
    },
    {
      result: result('poolFeeUsdPerDay'),
      formula: 'pool fee = revenue × fee',
      inputs: [result('revenueUsdPerDay'), ...given('poolFeePercent')],
      arithmetic: `${exact(is.revenueUsdPerDay)} × ${exact(site.poolFee)} = ${exact(is.poolFeeUsdPerDay)}`,
    },
  ];
}

function costSteps({ of, site, is, result, given }: Pen): Step[] {
  const [rest] = given('demandChargeUsdPerKwMonth');
  const bySaid = of.question.priced?.words;
  const demandName = isSplit(of.question) ? 'rest of the power bill' : 'demand charge';
  const demand: Step = {
    result: result('demandChargeUsdPerDay'),
    formula: `${demandName} = power draw in kW × $/kW-month × 24 ÷ 730`,
    inputs: [result('powerDrawMw'), ...given('demandChargeUsdPerKwMonth')],
    arithmetic: `${exact(is.powerDrawMw * 1000)} × ${exact(site.demandChargeUsdPerKwMonth ?? 0)} × 24 ÷ 730 = ${exact(is.demandChargeUsdPerDay)}`,
  };
  const other: Step = {
    result: result('otherOperatingUsdPerDay'),
    formula: 'other operating = MWh a day × $/MWh + $/month × 24 ÷ 730',
    inputs: [result('energyMwhPerDay'), ...given('otherOperatingUsdPerMwh', 'otherOperatingUsdPerMonth')],
    arithmetic: `${exact(is.energyMwhPerDay)} × ${exact(site.otherOperatingUsdPerMwh ?? 0)} + ${exact(site.otherOperatingUsdPerMonth ?? 0)} × 24 ÷ 730 = ${exact(is.otherOperatingUsdPerDay)}`,
  };
  return [
    {
      result: result('energyMwhPerDay'),
      formula: 'MWh a day = power draw × 24 h × uptime',
      inputs: [result('powerDrawMw'), ...given('uptimePercent')],
      arithmetic: `${exact(is.powerDrawMw)} × 24 × ${exact(site.uptime)} = ${exact(is.energyMwhPerDay)}`,
    },
    {
      result: result('energyCostUsdPerDay'),
      formula: 'energy cost = MWh a day × power price',
      inputs: [result('energyMwhPerDay'), ...given('powerPriceUsdPerMwh')],
      arithmetic: `${exact(is.energyMwhPerDay)} × ${exact(site.powerPriceUsdPerMwh)} = ${exact(is.energyCostUsdPerDay)}`,
    },
    ...(rest && bySaid?.rest
      ? [bySaid.rest({ rest, subject: of.subject, uptime: given('uptimePercent') })]
      : []),
    ...(demand.inputs.length > 1 ? [demand] : []),
    ...(other.inputs.length > 1 ? [other] : []),
    {
      result: result('cashCostUsdPerDay'),
      formula: `cash costs = pool fee + energy + ${demandName} + other operating + SG&A + interest, by the month × 24 ÷ 730`,
      inputs: [
        result('poolFeeUsdPerDay'),
        result('energyCostUsdPerDay'),
        ...(demand.inputs.length > 1 ? [demand.result] : []),
        ...(other.inputs.length > 1 ? [other.result] : []),
        ...given('sgaUsdPerMonth', 'interestUsdPerMonth'),
      ],
      arithmetic: `${[is.poolFeeUsdPerDay, is.energyCostUsdPerDay, is.demandChargeUsdPerDay, is.otherOperatingUsdPerDay, is.sgaUsdPerDay, is.interestUsdPerDay].map(exact).join(' + ')} = ${exact(is.cashCostUsdPerDay)}`,
    },
  ];
}

const marginStep = ({ is, result }: Pen): Step => ({
  result: result('marginUsdPerDay'),
  formula: 'margin = revenue − cash costs',
  inputs: [result('revenueUsdPerDay'), result('cashCostUsdPerDay')],
  arithmetic: `${exact(is.revenueUsdPerDay)} − ${exact(is.cashCostUsdPerDay)} = ${exact(is.marginUsdPerDay)}`,
});

function breakevenSteps({ site, is, hashprice, market, result, given }: Pen): Step[] {
  const share = site.poolScheme === 'PPS' ? hashprice.subsidyShare : 1;
  const kept = (1 - site.poolFee) * share;
  const otherCash = is.cashCostUsdPerDay - is.energyCostUsdPerDay;
  return [
    {
      result: result('breakevenHashpriceUsdPerPhDay'),
      formula: 'breakeven hashprice = (cash costs − pool fee) ÷ (hashrate × share of hashprice kept)',
      inputs: [
        result('cashCostUsdPerDay'),
        result('poolFeeUsdPerDay'),
        result('hashratePhPerS'),
        ...given('poolFeePercent'),
      ],
      arithmetic: `(${exact(is.cashCostUsdPerDay)} − ${exact(is.poolFeeUsdPerDay)}) ÷ (${exact(is.hashratePhPerS)} × ${exact(kept)}) = ${exact(is.breakevenHashpriceUsdPerPhDay)}`,
    },
    {
      result: result('breakevenPowerPriceUsdPerMwh'),
      formula: 'breakeven power price = (revenue − cash costs other than energy) ÷ MWh a day',
      inputs: [
        result('revenueUsdPerDay'),
        result('cashCostUsdPerDay'),
        result('energyCostUsdPerDay'),
        result('energyMwhPerDay'),
      ],
      arithmetic: `(${exact(is.revenueUsdPerDay)} − ${exact(otherCash)}) ÷ ${exact(is.energyMwhPerDay)} = ${exact(is.breakevenPowerPriceUsdPerMwh)}`,
    },
    {
      result: result('breakevenBtcPriceUsd'),
      formula: 'breakeven BTC price = breakeven hashprice ÷ hashprice in BTC',
      inputs: [result('breakevenHashpriceUsdPerPhDay'), market.hashpriceBtc],
      arithmetic: `${exact(is.breakevenHashpriceUsdPerPhDay)} ÷ ${exact(hashprice.btcPerPhDay)} = ${exact(is.breakevenBtcPriceUsd)}`,
    },
    {
      result: result('headroomPercent'),
      formula: 'headroom = (1 − breakeven hashprice ÷ hashprice) × 100',
      inputs: [result('breakevenHashpriceUsdPerPhDay'), market.hashprice],
      arithmetic: `(1 − ${exact(is.breakevenHashpriceUsdPerPhDay)} ÷ ${exact(hashprice.usdPerPhDay)}) × 100 = ${exact(is.headroomPercent)}`,
    },
  ];
}
