import type { MetricSpec } from './metricSpec.ts';
import { bigUsd, count, day, fixed, money, percent, risen, short, significant, usd } from './numerals.ts';

/** Metrics by name. Names are stable and end with their unit. */
export type Metrics<Name extends string = string> = Record<Name, MetricSpec>;

const usdPerDay = (label: string): MetricSpec => ({ label, unit: 'USD/day', show: (v) => `${money(v)}/day` });
const usdPerMwh = (label: string): MetricSpec => ({
  label,
  unit: 'USD/MWh',
  show: (v) => `${usd(v, 2)}/MWh`,
});
const usdPerPhDay = (label: string): MetricSpec => ({
  label,
  unit: 'USD/PH/day',
  show: (v) => `${usd(v, 2)}/PH/day`,
});
const usdPerBtc = (label: string): MetricSpec => ({ label, unit: 'USD/BTC', show: (v) => usd(v, 0) });
const usdPerMonth = (label: string): MetricSpec => ({
  label,
  unit: 'USD/month',
  show: (v) => `${money(v)}/month`,
});
const share = (label: string, digits = 1): MetricSpec => ({
  label,
  unit: '%',
  show: (v) => percent(v, digits),
});
const change = (label: string): MetricSpec => ({
  label,
  unit: '%',
  show: (v) => risen(v, percent(v, 2)),
});
const logShare = (label: string): MetricSpec => ({
  label,
  unit: 'log %',
  show: (v) => risen(v, percent(v, 2)),
});
const tenths = (label: string): MetricSpec => ({ label, unit: '%', show: (v) => risen(v, percent(v, 1)) });
const megawatts = (label: string): MetricSpec => ({ label, unit: 'MW', show: (v) => `${mw(v)} MW` });
/** One decimal; below a megawatt two digits that count, so that what is there never reads 0. */
function mw(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || size >= 1) return fixed(value, 1);
  return fixed(value, 1 - Math.floor(Math.log10(size))).replace(/\.0+$|(?<!0)0+$/, '');
}
const whole = (label: string, unit: string): MetricSpec => ({ label, unit, show: (v) => count(v) });
const date = (label: string): MetricSpec => ({ label, unit: 'Unix s', show: (v) => day(v * 1000) });
const measure = (label: string, unit: string, digits: number): MetricSpec => ({
  label,
  unit,
  show: (v) => `${fixed(v, digits)} ${unit}`,
});

/** Every metric that an answer can hold. Names are stable: people read them with `--json`. */
export const metrics = {
  // The network and the market
  btcPriceUsd: { label: 'BTC price', unit: 'USD', show: (v) => usd(v, v < 1000 ? 2 : 0) },
  hashpriceUsdPerPhDay: usdPerPhDay('Hashprice'),
  hashpriceBtcPerPhDay: {
    label: 'Hashprice in BTC',
    unit: 'BTC/PH/day',
    show: (v) => `${fixed(v, 8)} BTC/PH/day`,
  },
  hashpriceUsdPerEhDay: {
    label: 'Hashprice per EH/s',
    unit: 'USD/EH/day',
    show: (v) => `${usd(v, 0)}/EH/day`,
  },
  hashvalueSatsPerThDay: measure('Hashvalue', 'sats/TH/day', 2),
  hashpriceChangePercent: change('Hashprice change'),
  hashpriceChangeFromPricePercent: change('Hashprice change from BTC price'),
  hashpriceChangeFromDifficultyPercent: change('Hashprice change from difficulty'),
  hashpriceChangeFromRewardPercent: change('Hashprice change from fees and subsidy'),
  btcPriceChangePercent: change('BTC price change'),
  difficultyChangePercent: change('Difficulty change'),
  difficulty: { label: 'Difficulty', unit: '', show: (v) => significant(v) },
  networkHashrateChangePercent: change('Network hashrate change'),
  percentageChangePoints: {
    label: 'Change',
    unit: 'percentage points',
    show: (v) => `${risen(v, fixed(v, 2))} points`,
  },
  blockHeight: whole('Block height', 'blocks'),
  feesBtcPerBlock: measure('Fees per block, last 144 blocks', 'BTC', 5),
  subsidyBtc: { label: 'Block subsidy', unit: 'BTC', show: (v) => `${Number(v.toFixed(8))} BTC` },
  subsidySharePercent: share('Subsidy share of block reward', 2),
  feeSharePercent: share('Fee share of block reward', 2),
  networkHashrateEhPerS: measure('Network hashrate', 'EH/s', 0),
  nextRetargetChangePercent: change('Next retarget, estimate'),
  nextRetargetLowPercent: change('80% band, low'),
  nextRetargetHighPercent: change('80% band, high'),
  nextRetargetTimeUnix: date('Next retarget on'),
  nextRetargetHeight: whole('Next retarget at block', 'blocks'),
  retargetBlocksLeft: whole('Blocks to the retarget', 'blocks'),
  retargetProgressPercent: share('Period done'),
  bandHeldCount: whole('Forecasts within their band', 'forecasts'),
  bandJudgedCount: whole('Forecasts judged', 'forecasts'),
  secondsPerBlock: measure('Time per block', 's', 0),
  pastRetargetChangePercent: change('Retarget'),
  halvingBlocksLeft: whole('Blocks to the halving', 'blocks'),
  halvingDaysLeft: { label: 'Days to the halving', unit: 'days', show: (v) => `${count(v)} days` },
  halvingHeight: whole('Halving at block', 'blocks'),
  halvingTimeUnix: date('Halving, estimate'),
  halvingEarliestUnix: date('80% band, from'),
  halvingLatestUnix: date('80% band, to'),
  subsidyAfterHalvingBtc: {
    label: 'Subsidy after the halving',
    unit: 'BTC',
    show: (v) => `${Number(v.toFixed(8))} BTC`,
  },

  // A site or a machine
  revenueUsdPerDay: usdPerDay('Revenue'),
  poolFeeUsdPerDay: usdPerDay('Pool fee'),
  energyCostUsdPerDay: usdPerDay('Energy cost'),
  demandChargeUsdPerDay: usdPerDay('Demand charge'),
  powerCostUsdPerDay: usdPerDay('Power cost'),
  otherOperatingUsdPerDay: usdPerDay('Other operating'),
  sgaUsdPerDay: usdPerDay('SG&A'),
  interestUsdPerDay: usdPerDay('Interest'),
  cashCostUsdPerDay: usdPerDay('All cash costs'),
  marginUsdPerDay: usdPerDay('Margin'),
  marginPercent: share('Margin of revenue'),
  marginChangeUsdPerDay: usdPerDay('Margin change'),
  btcPerDay: { label: 'BTC earned', unit: 'BTC/day', show: (v) => `${fixed(v, v >= 1 ? 4 : 8)} BTC/day` },
  hashratePhPerS: {
    label: 'Hashrate',
    unit: 'PH/s',
    show: (v) => (v >= 1 ? `${fixed(v, v >= 100 ? 0 : 2)} PH/s` : `${fixed(v * 1000, 1)} TH/s`),
  },
  powerDrawMw: {
    label: 'Power draw at the meter',
    unit: 'MW',
    show: (v) => (v >= 1 ? `${fixed(v, 2)} MW` : `${fixed(v * 1000, 2)} kW`),
  },
  interconnectMw: measure('Interconnect', 'MW', 2),
  energyMwhPerDay: measure('Energy', 'MWh/day', 2),
  fleetEfficiencyJPerTh: measure('Fleet efficiency', 'J/TH', 2),
  efficiencyJPerTh: measure('Efficiency', 'J/TH', 2),
  machineCount: { label: 'Machines', unit: 'machines', show: (v) => count(v) },
  machineHashrateThPerS: {
    label: 'Nominal hashrate',
    unit: 'TH/s',
    show: (v) => `${fixed(v, v % 1 ? 1 : 0)} TH/s`,
  },
  machinePowerW: { label: 'Nameplate power', unit: 'W', show: (v) => `${count(v)} W` },
  powerPriceUsdPerMwh: usdPerMwh('Power price'),
  stopSavedUsd: { label: 'Saved by a stop', unit: 'USD', show: money },
  pue: { label: 'PUE', unit: '', show: (v) => String(Number(v.toFixed(4))) },
  uptimePercent: share('Uptime'),
  poolFeePercent: share('Pool fee', 2),
  otherOperatingUsdPerMwh: usdPerMwh('Other operating'),
  otherOperatingUsdPerMonth: usdPerMonth('Other operating'),
  demandChargeUsdPerKwMonth: {
    label: 'Demand charge',
    unit: 'USD/kW-month',
    show: (v) => `${usd(v, 2)}/kW-month`,
  },
  sgaUsdPerMonth: usdPerMonth('SG&A'),
  interestUsdPerMonth: usdPerMonth('Interest'),
  stockCompensationUsdPerMonth: usdPerMonth('Stock compensation'),
  depreciationYears: measure('Depreciation', 'years', 1),
  breakevenPowerPriceUsdPerMwh: usdPerMwh('Breakeven power price, all cash costs'),
  breakevenPowerPriceEnergyOnlyUsdPerMwh: usdPerMwh('Breakeven power price, energy only'),
  breakevenHashpriceUsdPerPhDay: usdPerPhDay('Breakeven hashprice, all cash costs'),
  breakevenHashpriceEnergyOnlyUsdPerPhDay: usdPerPhDay('Breakeven hashprice, energy only'),
  breakevenBtcPriceUsd: usdPerBtc('Breakeven BTC price, all cash costs'),
  breakevenBtcPriceEnergyOnlyUsd: usdPerBtc('Breakeven BTC price, energy only'),
  headroomPercent: share('Headroom'),
  hashpriceRiseNeededPercent: share('Rise in hashprice needed'),
  grossMw: megawatts('Gross'),
  energisedMw: megawatts('Energised'),
  firmMw: megawatts('Firm'),
  leasableMw: megawatts('Leasable'),
  criticalMw: megawatts('Critical'),
  convertedMw: megawatts('Converted'),
  grossToCritical: { label: 'Gross MW per critical MW', unit: '', show: short },
  capexUsd: { label: 'Capex', unit: 'USD', show: bigUsd },
  costPerBtcDirectUsd: usdPerBtc('Cost per BTC, direct'),
  costPerBtcCashUsd: usdPerBtc('Cost per BTC, cash'),
  costPerBtcAllInUsd: usdPerBtc('Cost per BTC, all-in'),

  // A month of hashprice
  totalLogPercent: logShare('Change in logarithms'),
  priceLogPercent: logShare('Price'),
  difficultyLogPercent: logShare('Difficulty'),
  feesLogPercent: logShare('Fees'),
  subsidyLogPercent: logShare('Subsidy'),
  withinMonthMixLogPercent: logShare('Within-month mix'),
  naiveChangePercent: tenths('Price ÷ hashrate, the naive figure'),
  quotedPriceChangePercent: tenths('Price, as quoted'),
  quotedHashrateChangePercent: tenths('Hashrate, as quoted'),

  // The desk itself
  siteCount: whole('Sites', 'sites'),
  tenantCount: whole('Tenants with sites', 'tenants'),
  keptAnswerCount: whole('Answers kept', 'answers'),
  changeCount: whole('Changes', 'changes'),
  messageCount: whole('Messages', 'messages'),
  alertCount: whole('Alerts', 'alerts'),
  troubledSourceCount: whole('Price sources lost or disagreeing', 'sources'),
  underWaterClassCount: whole('Machine classes under water', 'classes'),
  sourceAnswers: whole('Answers', 'answers'),
  sourceErrors: whole('Errors', 'errors'),
  sourceAgeSeconds: { label: 'Age', unit: 's', show: (v) => `${count(v)} s` },
  sourceLatencyMs: { label: 'Latency', unit: 'ms', show: (v) => `${count(v)} ms` },
} satisfies Record<string, MetricSpec>;

export type Metric = keyof typeof metrics;

/** What may bring metrics of its own. */
interface Bringer {
  name: string;
  metrics?: Metrics;
  subcommands?: readonly Bringer[];
}

/** The table with the metrics of these commands in it. RangeError where two that differ have the same name. */
export function metricsWith(commands: readonly Bringer[]): Metrics {
  const all: Metrics = { ...metrics };
  const take = ({ name, metrics: own = {}, subcommands = [] }: Bringer): void => {
    // Commands of one subject bring the same.
    const twice = Object.keys(own).find(
      (metric) => Object.hasOwn(all, metric) && all[metric] !== own[metric],
    );
    if (twice !== undefined)
      throw new RangeError(`The command ${name} brings a metric that there is: ${twice}`);
    Object.assign(all, own);
    subcommands.forEach(take);
  };
  commands.forEach(take);
  return all;
}
