import { type PivotCase, type Prepared, prepare } from '../case/case.ts';
import { power } from '../elementary/power.ts';
import { monthlyPowers } from '../elementary/powers.ts';
import { contractedGainUsd } from '../finance/legValue.ts';
import { type Block, expectedEvents, leaseTerms } from '../uses/colocation.ts';
import {
  blocksOf,
  type Conversion,
  checkDivision,
  type Division,
  machinesBeside,
  minedBeside,
} from '../uses/division.ts';
import { type GpuTerms, gpuTerms } from '../uses/gpuCloud.ts';
import { leasable } from '../uses/leasable.ts';
import type { LeaseEvents, LeaseTerms } from '../uses/lease.ts';
import type { ClosingRule } from './closingRule.ts';
import { closingRule } from './fitting.ts';
import { type FleetModel, fleetModel } from './fleetModel.ts';
import { type MarketModel, marketModel } from './market.ts';
import { type LeaseRisks, leaseRisks, type Risk, risks } from './risks.ts';

/** How much longer than planned a late lease may take and still be counted in full. */
const LATEST_MONTHS = 48;

/** A fleet with the rule by which it stops or is renewed; without one it mines to its last month. */
interface SimulatedFleet {
  fleet: FleetModel;
  rule: ClosingRule | undefined;
}

/** Halls that are built together, in plain numbers, with what is expected of them. */
export interface SimulatedBlock {
  lease: LeaseTerms;
  gpu: GpuTerms | undefined;
  expected: LeaseEvents;
  depreciationMonths: number;
}

/** What the whole site does. */
export interface SimulatedPlan {
  name: PlanName;
  /** The machines that stay, and those that mine until demolition. */
  fleets: readonly [SimulatedFleet, SimulatedFleet];
  blocks: readonly SimulatedBlock[];
  /** What an amount at the end of a month is worth today, mined and let. */
  miningDiscount: Float64Array;
  conversionDiscount: Float64Array;
  /** What revenue fixed at forwards is worth more. */
  contractedUsd: number;
}

export type PlanName = 'mining' | Conversion | 'split';

/** Plain data, ready to be handed to a worker. */
export interface Simulation {
  months: number;
  /** Months after which money so far is compared; the last is the whole horizon. */
  horizons: number[];
  market: MarketModel;
  leaseRisks: LeaseRisks;
  /** The risks that are drawn; what is left out comes as expected. */
  active: readonly Risk[];
  taxPercent: number;
  /** Mining, colocation, GPU cloud; then a split where one is judged. */
  plans: readonly SimulatedPlan[];
  /** Which of the plans the verdict is about. */
  judgedPlan: number;
}

/**
 * The simulation of a case, on the basis of its headline: after tax, without debt. What is `judged` may be a part of
 * what can be leased; colocation on all of it unless given. @throws RangeError
 */
export function simulationOf({ judged, ...asked }: PivotCase & { judged?: Division }): Simulation {
  const given = prepare(asked);
  const simulation = wholeSimulation(given);
  return judged ? judging({ given, simulation, judged }) : simulation;
}

/** The same of a case that is checked: of all that can be leased. */
export function wholeSimulation(given: Prepared): Simulation {
  const market = marketModel(given);
  const shorter = [5, 10].map((years) => years * 12).filter((months) => months < given.months);
  return {
    months: given.months,
    horizons: [...shorter, given.months],
    market,
    leaseRisks: leaseRisks(given),
    active: risks.filter((risk) => risk !== 'capRate' || given.leaseEnd === 'cap'),
    taxPercent: given.assumptions.taxPercent,
    plans: wholePlans({ given, market }),
    judgedPlan: COLOCATION,
  };
}

/** The same of what is judged, which nobody has to know before the rest is made ready. @throws RangeError */
export const simulationJudging = (
  asked: PivotCase & { simulation: Simulation; judged: Division },
): Simulation => {
  const { simulation, judged, ...about } = asked;
  return judging({ given: prepare(about), simulation, judged });
};

function judging(asked: { given: Prepared; simulation: Simulation; judged: Division }): Simulation {
  const { given, simulation, judged } = asked;
  checkDivision({ given, division: judged });
  if (judged.convertedMw >= leasable(given).leasableMw)
    return { ...simulation, judgedPlan: judged.use === 'gpuCloud' ? GPU_CLOUD : COLOCATION };
  const split = simulatedSplits({ given, market: simulation.market, divisions: [judged] });
  return { ...simulation, plans: [...simulation.plans, ...split], judgedPlan: SPLIT };
}

const [COLOCATION, GPU_CLOUD, SPLIT] = [1, 2, 3];

/** The same with other risks; factors that are left out stay where they are assumed. */
export function withRisks(simulation: Simulation, active: readonly Risk[]): Simulation {
  const { market } = simulation;
  const moving: readonly (Risk | undefined)[] = ['hashprice', 'hashprice', 'power', 'marketRent', 'gpuPrice'];
  const sigma = market.sigma.map((one, factor) => (active.includes(moving[factor]!) ? one : 0));
  const centre = active.includes('hashprice') ? market.centre : market.centre.map(() => 1);
  return { ...simulation, active, market: { ...market, sigma, centre } };
}

interface Simulating {
  given: Prepared;
  market: MarketModel;
}

/** Mining beside both conversions of all that can be leased is the same. */
function wholePlans({ given, market }: Simulating): SimulatedPlan[] {
  const { leasableMw: convertedMw } = leasable(given);
  const never = simulatedFleets({ given, market, convertedMw: 0 });
  const beside = simulatedFleets({ given, market, convertedMw });
  const miningDiscount = discountsOf({ given, percent: given.assumptions.miningDiscountPercent });
  return [
    { name: 'mining', ...never, blocks: [], miningDiscount, conversionDiscount: miningDiscount },
    { name: 'colocation', ...beside, ...converted({ given, use: 'colocation', convertedMw }) },
    { name: 'gpuCloud', ...beside, ...converted({ given, use: 'gpuCloud', convertedMw }) },
  ];
}

/** Parts of a site converted, the rest mining: a rule of mining is fitted once for as many megawatts, whatever the use. */
export function simulatedSplits(asked: Simulating & { divisions: readonly Division[] }): SimulatedPlan[] {
  const { given, market, divisions } = asked;
  const beside = new Map<number, ReturnType<typeof simulatedFleets>>();
  return divisions.map(({ use, convertedMw }) => {
    const fleets = beside.get(convertedMw) ?? simulatedFleets({ given, market, convertedMw });
    beside.set(convertedMw, fleets);
    return { name: 'split', ...fleets, ...converted({ given, use, convertedMw }) };
  });
}

function converted({ given, use, convertedMw }: Pick<Simulating, 'given'> & Division) {
  const { miningDiscountPercent, colocationDiscountPercent, gpuCloudDiscountPercent } = given.assumptions;
  const percent = { colocation: colocationDiscountPercent, gpuCloud: gpuCloudDiscountPercent }[use];
  return {
    blocks: blocksOf({ given, convertedMw }).map((block) => simulatedBlock({ given, block, use })),
    miningDiscount: discountsOf({ given, percent: miningDiscountPercent }),
    conversionDiscount: discountsOf({ given, percent }),
  };
}

function simulatedFleets({ given, market, convertedMw }: Simulating & { convertedMw: number }) {
  const { kept, leaving, landMw, lastMonth } = machinesBeside({ given, convertedMw });
  const landUsd = landMw * given.assumptions.landUsdMPerMw * 1e6;
  const { mayMine, months } = given;
  const staying = fleetModel({ given, classes: kept, lastMonth: months, landUsd, mayMine });
  const until = given.machinesOwned ? leaving : [];
  const going = fleetModel({ given, classes: until, lastMonth, landUsd: 0, mayMine: [] });
  const fleets: SimulatedPlan['fleets'] = [
    { fleet: staying, rule: closingRule({ fleet: staying, market }) },
    { fleet: going, rule: undefined },
  ];
  const mined = minedBeside({ given, convertedMw });
  return { fleets, contractedUsd: mined.reduce((sum, leg) => sum + contractedGainUsd({ given, leg }), 0) };
}

function simulatedBlock(asked: { given: Prepared; block: Block; use: Conversion }): SimulatedBlock {
  const { given, block, use } = asked;
  const months = given.months + LATEST_MONTHS;
  return {
    lease: leaseTerms({ given, block, months }),
    gpu: use === 'gpuCloud' ? gpuTerms({ given, block, months }) : undefined,
    expected: expectedEvents({ given, block }),
    depreciationMonths: Math.round(given.assumptions.shellLifeYears * 12),
  };
}

/** Of every month of the horizon, and of those that a late lease may take. */
function discountsOf({ given, percent }: { given: Prepared; percent: number }): Float64Array {
  const months = given.months + LATEST_MONTHS;
  const factor = power(1 + percent / 100, -1 / 12);
  return monthlyPowers({ factor, months }).slice();
}
