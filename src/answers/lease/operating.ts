import {
  type Alternative,
  hallCapexUsdMPerCriticalMw,
  type PivotCase,
  type ValuedPlan,
} from '../../economics/index.ts';

type Legs = ValuedPlan['converted'] | ValuedPlan['mining'];

/**
 * NOI of the first twelve months in which all halls are let, or in which machines run, per MW at the meter, USD.
 * Undefined where there are no such months.
 */
export function firstFullYearNoiUsdPerMw({ legs, rampMonths }: { legs: Legs; rampMonths: number }) {
  const earning = legs.filter(({ revenueUsd }) => revenueUsd.some((usd) => usd > 0));
  const from =
    Math.max(...earning.map(({ revenueUsd }) => revenueUsd.findIndex((usd) => usd > 0))) + rampMonths;
  const grossMw = earning.reduce((sum, leg) => sum + leg.grossMw, 0);
  if (earning.length === 0 || grossMw === 0 || from + 12 > earning[0]!.noiUsd.length) return undefined;
  const noi = earning.map(({ noiUsd }) =>
    noiUsd.subarray(from, from + 12).reduce((sum, usd) => sum + usd, 0),
  );
  return noi.reduce((sum, usd) => sum + usd, 0) / grossMw;
}

/** Months from the first hall to the last; a GPU contract begins with all of them. */
export const rampOf = ({ given, use }: { given: PivotCase; use: Alternative['use'] }): number =>
  use === 'gpuCloud' ? 0 : Math.round(given.assumptions.rampMonths);

/** What a conversion is budgeted at, without the overrun that is assumed, USD. */
export function budgetUsd({ given, use, convertedMw }: Budgeted): number {
  const { site, assumptions } = given;
  const criticalMw = convertedMw / (site.grossToCritical ?? assumptions.grossToCritical);
  const gpus = use === 'gpuCloud' ? assumptions.gpuCapexUsdMPerCriticalMw : 0;
  return criticalMw * (hallCapexUsdMPerCriticalMw(given) + gpus) * 1e6;
}

interface Budgeted extends Pick<Alternative, 'use' | 'convertedMw'> {
  given: PivotCase;
}

/** NOI of year 1 at the rent that is assumed ÷ budget, in percent; of GPUs, NOI of the first full year ÷ budget. */
export function yieldOnCostPercent({ given, judged }: { given: PivotCase; judged: Alternative }) {
  const { assumptions, leaseForm, site } = given;
  const costUsd = budgetUsd({ given, ...judged });
  if (costUsd < 1) return undefined;
  if (judged.use === 'gpuCloud') {
    const noi = firstFullYearNoiUsdPerMw({ legs: judged.converted, rampMonths: 0 });
    return noi === undefined ? undefined : ((noi * judged.convertedMw) / costUsd) * 100;
  }
  const { rentUsdPerKwMonth, noiMarginTripleNetPercent, noiMarginModifiedGrossPercent } = assumptions;
  const margin = leaseForm === 'triple-net' ? noiMarginTripleNetPercent : noiMarginModifiedGrossPercent;
  const criticalMw = judged.convertedMw / (site.grossToCritical ?? assumptions.grossToCritical);
  return (rentUsdPerKwMonth * 12_000 * criticalMw * margin) / costUsd;
}
