import { billingKw } from './demand.ts';
import { line, NEXT_TO_NONE, tierParts } from './lines.ts';
import { component, sumByPeriod } from './periods.ts';
import type { Bills, Scope } from './scope.ts';
import type { EnergyCharge, Tariff } from './tariff.ts';

/** The energy of each period, step by step; for a part of a month the steps are as much shorter. */
export const energyLines: Bills<EnergyCharge> = (charge, scope) => {
  const scale = tierScale(charge, scope);
  const used = usedOf(charge, scope);
  return charge.periods.flatMap(({ tiers }, period) =>
    tierParts({ tiers, quantity: used[period]!, scale }).map((part, tier) =>
      line({
        kind: 'energy',
        charge: charge.name,
        component: component({ charge, period, tier }),
        quantity: part,
        unit: 'kWh',
        usdPerUnit: tiers[tier]!.usdPerUnit,
      }),
    ),
  );
};

/**
 * What a kWh of each period counts by its volume: the price of the step that was reached, or the mean of the steps where that
 * is lower, so that stopping never counts as more than the energy that it saves. Where prices do not rise step by step that is
 * what one more kWh costs.
 */
export function countedUsdPerKwh(charge: EnergyCharge, scope: Scope): number[] {
  const scale = tierScale(charge, scope);
  const used = usedOf(charge, scope);
  return charge.periods.map(({ tiers }, period) => {
    const quantity = used[period]!;
    const reached = tiers.find(({ upTo = Number.POSITIVE_INFINITY }) => quantity < upTo * scale);
    const { usdPerUnit } = reached ?? tiers.at(-1)!;
    if (tiers.length === 1 || quantity < NEXT_TO_NONE) return usdPerUnit;
    const parts = tierParts({ tiers, quantity, scale });
    const usd = parts.reduce((sum, part, tier) => sum + part * tiers[tier]!.usdPerUnit, 0);
    return Math.min(usdPerUnit, usd / quantity);
  });
}

/** Whether energy costs more from some step on, so that a MWh counts by volume at less than one more costs. */
export const hasRisingSteps = ({ charges }: Pick<Tariff, 'charges'>): boolean =>
  charges.some(
    (charge) =>
      charge.kind === 'energy' &&
      charge.periods.some(({ tiers }) =>
        tiers.some(({ usdPerUnit }, tier) => usdPerUnit > (tiers[tier - 1]?.usdPerUnit ?? usdPerUnit)),
      ),
  );

/** kWh of each period as they are billed, losses added. */
function usedOf(charge: EnergyCharge, { month, energyKwh, tariff }: Scope): Float64Array {
  const losses = 1 + (tariff.losses?.energyShare ?? 0);
  return sumByPeriod(charge, month, energyKwh).map((kwh) => kwh * losses);
}

/** How far the ends of tiers reach: for a part of a month as much less. */
function tierScale({ tiersCount = 'kWh', periods }: EnergyCharge, scope: Scope): number {
  if (periods.every(({ tiers }) => tiers.length === 1)) return 1;
  const counted = { kWh: () => 1, 'kWh/day': () => scope.days, 'kWh/kW': () => billingKw(scope) };
  return scope.share * counted[tiersCount]();
}
