/**
 * The calculation core: Bitcoin mining arithmetic as pure functions of plain objects. No I/O, no clock, no
 * dependency. Times are Unix milliseconds unless a name says seconds; money is USD; what cannot be computed
 * ends in a RangeError that names the field, the value read and the accepted range, never in NaN or Infinity.
 */

// Ranges and units

export { checkRange, OutOfRangeError, type Range } from './range.ts';
export {
  convertHashprice,
  convertHashrate,
  convertPowerPrice,
  type HashpriceUnit,
  type HashrateUnit,
  HOURS_PER_MONTH,
  hashpriceUnits,
  hashrateUnits,
  MARKET_PRICE_RANGE,
  type PowerPriceUnit,
  powerPriceUnits,
} from './units.ts';

// Consensus: difficulty, retarget, subsidy

export {
  bitsFromTarget,
  difficultyFromBits,
  difficultyFromTarget,
  type Retarget,
  retarget,
  targetFromBits,
  targetFromDifficulty,
} from './difficulty.ts';
export { type Halving, halvingSchedule, nextHalving, subsidyBtc, subsidySats } from './subsidy.ts';

// Estimates of what the chain will do

export { type BlockTimeInputs, estimateBlockTime, LONG_RUN_SECONDS_PER_BLOCK } from './blockTime.ts';
export { estimateHalving, type HalvingEstimate } from './halving.ts';
export { BAND_80, HASHRATE_DRIFT_PER_PERIOD } from './hashrateDrift.ts';
export { estimateNextRetarget, type RetargetEstimate, type RetargetInputs } from './retargetEstimate.ts';

// The market as a miner sees it

export {
  type Hashprice,
  hashprice,
  MARKET_RANGES,
  type MarketInputs,
  revenueUsdPerMwh,
} from './hashprice.ts';
export { attributeHashpriceChange, type HashpriceChange, type HashpriceParts } from './hashpriceChange.ts';
export { networkHashrateFromDifficulty, networkHashrateFromWork } from './hashrate.ts';

// Machines

export { CATALOGUE_READ } from './machines/catalogue.ts';
export { announcedMachine, exactMachine, findMachine } from './machines/findMachine.ts';
export { customMachine, type Machine, machineEvidence, machineLabel, machines } from './machines/machines.ts';

// Sites

export type { ClassEconomics } from './classEconomics.ts';
export type { CostLevel } from './costPerBtc.ts';
export {
  checkSite,
  type FleetItem,
  machinesForMegawatts,
  type PoolScheme,
  poolSchemes,
  SITE_RANGES,
  type Site,
  watts,
} from './site.ts';
export { type SiteEconomics, siteEconomics } from './siteEconomics.ts';

// Run or stop

export * from './dispatch/index.ts';
export type { Slot } from './slots.ts';

// Tariffs and bills

export * from './tariff/index.ts';

// What if

export {
  afterHalving,
  afterRetarget,
  applyScenario,
  type Changes,
  NAMED_HASHPRICE_RANGE,
  whatIf,
  withHashprice,
} from './scenario.ts';

// Mine or lease

export * from './mineOrLease/index.ts';
export { addMonths, isMonth, monthOfTime } from './month.ts';
export {
  attributeMonth,
  type MonthAttribution,
  type MonthMeans,
  naiveChangePercent,
} from './monthAttribution.ts';
