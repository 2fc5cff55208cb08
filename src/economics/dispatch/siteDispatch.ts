import { checkInteger, checkRange, OutOfRangeError } from '../range.ts';
import { SITE_RANGES } from '../site.ts';
import type { Slot } from '../slots.ts';
import { MARKET_PRICE_RANGE } from '../units.ts';
import { type DispatchPlan, planOn, STRIKE_RANGE } from './plan.ts';
import { columnsOf, slotHoursOf } from './prices.ts';
import { type RestartRules, rampsOf, restartOf, startsOf, stopsOf } from './restart.ts';

/** A class of machines with its plan; the plans of a site are made on the same prices. */
export interface PlannedClass {
  /** At the meter, as it draws when all of it runs. */
  loadMw: number;
  strikeUsdPerMwh: number;
  plan: DispatchPlan;
}

/** Power bought ahead in every hour; what is not used of it is sold back at the index. */
export interface PowerBlock {
  blockMw: number;
  blockUsdPerMwh: number;
}

/** Load sold to the grid as reserve: it runs until the grid asks, so that nothing of it can be shed for a price as well. */
export interface ReserveSale {
  reserveMw: number;
  /** What a MW held for an hour is paid, 0…20,000. */
  usdPerMwHour: number;
}

/** A site over all hours of its plans, in USD. */
export interface SiteDispatch {
  hours: number;
  usedMwh: number;
  /** Of each class, in their order. */
  usedMwhByClass: number[];
  /** What each class draws in each slot, reserve held. */
  loadMwByClass: Float64Array[];
  /** Value of what was used (at the strike prices) and the reserve, less net power and restarts. */
  profitUsd: number;
  /** PowerBlock and index, net of the credits. */
  netPowerUsd: number;
  /** Undefined where nothing was used. */
  netPowerUsdPerMwh?: number;
  /** (block − used) × index where less than the block was used; negative where the index was. */
  creditUsd: number;
  reserveUsd: number;
  restartUsd: number;
}

/**
 * What a site earns that follows the plans of its classes, which are made on the same slots. Reserve is held by what runs
 * anyway, then by the classes of highest strike price, against their plans where need be. @throws RangeError
 */
export function siteDispatch(given: {
  classes: readonly PlannedClass[];
  /** The index, USD/MWh: the prices that came; those of the plans unless given. */
  prices?: readonly Slot[];
  rules?: RestartRules;
  block?: PowerBlock;
  reserve?: ReserveSale;
}): SiteDispatch {
  const { block = { blockMw: 0, blockUsdPerMwh: 0 }, reserve = { reserveMw: 0, usdPerMwHour: 0 } } = given;
  checkGiven({ classes: given.classes, block, reserve });
  const classes = plannedOn(given);
  const { usdPerMwh, hours, totalHours } = columnsOf(classes[0]!.plan.prices);
  const usedMw = drawn({ classes, reserveMw: reserve.reserveMw, ...(given.rules && { rules: given.rules }) });
  const usedMwhByClass = classes.map((_, item) =>
    usedMw.loads[item]!.reduce((sum, mw, slot) => sum + mw * hours[slot]!, 0),
  );
  let netPowerUsd = totalHours * block.blockMw * block.blockUsdPerMwh;
  let creditUsd = 0;
  for (let slot = 0; slot < hours.length; slot++) {
    const aboveMw = usedMw.loads.reduce((sum, load) => sum + load[slot]!, 0) - block.blockMw;
    const indexUsd = aboveMw * usdPerMwh[slot]! * hours[slot]!;
    netPowerUsd += indexUsd;
    if (aboveMw < 0) creditUsd -= indexUsd;
  }
  const usedMwh = usedMwhByClass.reduce((sum, mwh) => sum + mwh, 0);
  const valueUsd = usedMwhByClass.reduce((sum, mwh, item) => sum + mwh * classes[item]!.strikeUsdPerMwh, 0);
  const reserveUsd = totalHours * reserve.reserveMw * reserve.usdPerMwHour;
  const { restartUsd } = usedMw;
  return {
    hours: totalHours,
    ...{
      usedMwh,
      usedMwhByClass,
      loadMwByClass: usedMw.loads,
      netPowerUsd,
      creditUsd,
      reserveUsd,
      restartUsd,
    },
    profitUsd: valueUsd + reserveUsd - netPowerUsd - restartUsd,
    ...(usedMwh > 0 && { netPowerUsdPerMwh: netPowerUsd / usedMwh }),
  };
}

/** What each class draws in each slot (MW), and what its starts cost. */
function drawn(given: { classes: readonly PlannedClass[]; reserveMw: number; rules?: RestartRules }) {
  const { classes, reserveMw, rules } = given;
  const slotHours = rules === undefined ? 1 : slotHoursOf(classes[0]!.plan.prices);
  const { rampLoads, restartUsdPerMw, paidAtEnd } = restartOf({ ...(rules && { rules }), slotHours });
  const starts = classes.map(({ plan }) => startsOf({ stops: stopsOf(plan.on), on: plan.on, paidAtEnd }));
  const loads = classes.map(({ loadMw, plan }, item) => {
    const load = Float64Array.from(plan.on, (runs) => runs * loadMw);
    for (const ramp of rampsOf({ on: plan.on, starts: starts[item]!, rampLoads }))
      load[ramp.slot] = ramp.load * loadMw;
    return load;
  });
  holdReserve({ classes, loads, reserveMw });
  const stoppedMw = classes.flatMap(({ loadMw }, item) =>
    starts[item]!.map((slot) => loadMw - loads[item]![slot - 1]!),
  );
  return { loads, restartUsd: stoppedMw.reduce((sum, mw) => sum + mw, 0) * restartUsdPerMw };
}

/** Raises the loads where less than the reserve would run. */
function holdReserve(given: {
  classes: readonly PlannedClass[];
  loads: Float64Array[];
  reserveMw: number;
}): void {
  const { classes, loads, reserveMw } = given;
  const byStrike = classes
    .map(({ loadMw, strikeUsdPerMwh }, item) => ({ loadMw, strikeUsdPerMwh, load: loads[item]! }))
    .sort((a, b) => b.strikeUsdPerMwh - a.strikeUsdPerMwh);
  for (let slot = 0; slot < loads[0]!.length; slot++) {
    let missingMw = reserveMw - loads.reduce((sum, load) => sum + load[slot]!, 0);
    for (const { load, loadMw } of byStrike) {
      if (missingMw <= 0) break;
      const moreMw = Math.min(missingMw, loadMw - load[slot]!);
      load[slot]! += moreMw;
      missingMw -= moreMw;
    }
  }
}

/** The classes with their plans on the prices that came. */
function plannedOn(given: { classes: readonly PlannedClass[]; prices?: readonly Slot[] }): PlannedClass[] {
  const { classes, prices = classes[0]!.plan.prices } = given;
  const on = classes.map((one) => ({ ...one, plan: planOn({ plan: one.plan, prices }) }));
  const slots = on.map(({ plan }) => plan.prices.length);
  if (slots.some((count) => count !== slots[0]))
    throw new OutOfRangeError(
      `The plans of a site must be of the same slots, read ${slots.join(', ')} slots`,
    );
  return on;
}

function checkGiven(given: {
  classes: readonly PlannedClass[];
  block: PowerBlock;
  reserve: ReserveSale;
}): void {
  const { classes, block, reserve } = given;
  const MW = { ...SITE_RANGES.interconnectMw, min: 0 };
  checkInteger({ field: 'classes.length', value: classes.length, ...SITE_RANGES.fleetItems });
  classes.forEach(({ loadMw, strikeUsdPerMwh }, item) => {
    checkRange({ field: `classes[${item}].loadMw`, value: loadMw, ...MW });
    checkRange({ field: `classes[${item}].strikeUsdPerMwh`, value: strikeUsdPerMwh, ...STRIKE_RANGE });
  });
  checkRange({ field: 'blockMw', value: block.blockMw, ...MW });
  checkRange({ field: 'blockUsdPerMwh', value: block.blockUsdPerMwh, ...MARKET_PRICE_RANGE });
  const siteMw = classes.reduce((sum, { loadMw }) => sum + loadMw, 0);
  checkRange({ field: 'reserveMw', value: reserve.reserveMw, ...MW, max: siteMw });
  checkRange({
    field: 'usdPerMwHour',
    value: reserve.usdPerMwHour,
    ...MARKET_PRICE_RANGE,
    min: 0,
    unit: 'USD per MW and hour',
  });
}
