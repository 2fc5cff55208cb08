/** What power costs: tariffs as data, and the bill of a month. */

export { type Bill, type BillTerms, biller, billsOf } from './bill.ts';
export { type Grid, type LocalTime, localOf, utcTime } from './calendar.ts';
export { checkTariff, TARIFF_RANGES } from './check.ts';
export { netOfCreditsUsdPerMwh, soldBack } from './credits.ts';
export { hasRisingSteps } from './energy.ts';
export { onGrid } from './intervals.ts';
export type { BillLine } from './lines.ts';
export type { Load } from './load.ts';
export { type IntervalPrices, type PlanPrice, planPrice } from './plan.ts';
export * from './tariff.ts';
export { atMeter, hasIndex, type MeterPrice, meterPrices, volumetricUsdPerMwh } from './volumetric.ts';
export { type BillChange, monthsOfYear, withChange } from './whatIf.ts';
export { type TariffPrice, withTariff } from './withTariff.ts';
