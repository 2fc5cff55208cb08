import { billingKw } from './demand.ts';
import { line, tierParts } from './lines.ts';
import { component, sumByPeriod } from './periods.ts';
import type { Bills, Scope } from './scope.ts';
import type { EnergyCharge } from './tariff.ts';

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

/** What one more kWh of each period costs: the price of the step that was reached. */
export function marginalUsdPerKwh(charge: EnergyCharge, scope: Scope): number[] {
  const scale = tierScale(charge, scope);
  const used = usedOf(charge, scope);
  return charge.periods.map(({ tiers }, period) => {
    const reached = tiers.find(({ upTo = Number.POSITIVE_INFINITY }) => used[period]! < upTo * scale);
    return (reached ?? tiers.at(-1)!).usdPerUnit;
  });
}

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
