import { type PivotCase, prepare } from '../case/case.ts';
import { checkWord } from '../case/choices.ts';
import { power } from '../elementary/power.ts';
import { monthlyDiscountFactor, presentValue } from '../finance/finance.ts';
import { presentValueUsd } from '../finance/legValue.ts';
import { siteNpvUsd } from '../finance/siteTax.ts';
import { checkInteger } from '../range.ts';
import { machinesBeside } from '../uses/division.ts';
import { leasable } from '../uses/leasable.ts';
import { mineUntil } from '../uses/mining.ts';
import { convertedLegs } from './plans.ts';
import { startingAfter } from './when.ts';

/** What the tenant of a late lease does: takes it on the same terms, or leaves, so that the next has to be found. */
export const lateTenants = ['waits', 'leaves'] as const;
export type LateTenant = (typeof lateTenants)[number];

/** What it costs a lease of all that is leasable to begin later. */
export interface DelayValue {
  months: number;
  tenant: LateTenant;
  /** At the meter. */
  grossMw: number;
  /** Of the lease alone, on time. */
  npvUsd: number;
  /** Everything waits: nothing is built until the power is near. The lease alone. */
  waiting: DelayCost;
  /** The halls are built on time and stand empty until the power comes. The lease alone. */
  idle: DelayCost;
  /** What mining on the same megawatts earns in these months, where they are energised. */
  miningMeanwhileUsd: number;
  /** The site, mining until the lease begins: below 0 where waiting gains. */
  net: DelayCost;
}

export interface DelayCost {
  npvUsd: number;
  lostUsd: number;
  lostUsdPerMonth: number;
}

/**
 * Values a delay of `months` (whole, 1…240) in the power of a lease. A tenant that leaves is followed by the next: months
 * empty once the halls are ready, the cost of finding it, and market rent, as assumed. @throws RangeError
 */
export function delayValue(asked: PivotCase & { months: number; tenant?: LateTenant }): DelayValue {
  const { months, tenant = 'waits', ...pivot } = asked;
  checkInteger({ field: 'months', value: months, min: 1, max: 240, unit: 'months' });
  checkWord({ field: 'tenant', words: lateTenants, read: tenant });
  const signed = { ...pivot, signed: true };
  const late = { ...signed, tenantComes: tenant === 'waits' };
  const onTime = leaseAlone(signed);
  const delayed = leaseAlone(late);
  const later = power(monthlyDiscountFactor(onTime), months);
  const cost = (usd: number, onTimeUsd: number): DelayCost => ({
    npvUsd: usd,
    lostUsd: onTimeUsd - usd,
    lostUsdPerMonth: (onTimeUsd - usd) / months,
  });
  const { npvUsd, capexUsd } = onTime;
  return {
    months,
    tenant,
    grossMw: onTime.grossMw,
    npvUsd,
    waiting: cost(delayed.npvUsd * later, npvUsd),
    idle: cost((delayed.npvUsd + capexUsd) * later - capexUsd, npvUsd),
    miningMeanwhileUsd: meanwhileUsd({ ...pivot, months }),
    net: cost(
      startingAfter({ asked: late, waitMonths: months }).npvUsd,
      startingAfter({ asked: signed, waitMonths: 0 }).npvUsd,
    ),
  };
}

/** NPV of a lease of all that is leasable, begun now, and of what is paid for building. */
function leaseAlone(asked: PivotCase) {
  const given = prepare(asked);
  const { leasableMw: grossMw } = leasable(given);
  const legs = convertedLegs({ given, use: 'colocation', convertedMw: grossMw });
  const { colocationDiscountPercent: discountPercent } = given.assumptions;
  const factor = monthlyDiscountFactor({ discountPercent });
  const capexUsd = legs.reduce((sum, leg) => sum + presentValue({ flowsUsd: leg.capexUsd, factor }), 0);
  return { grossMw, discountPercent, npvUsd: siteNpvUsd({ given, legs }), capexUsd };
}

function meanwhileUsd({ months, ...pivot }: PivotCase & { months: number }): number {
  const given = prepare({ ...pivot, waitMonths: Math.max(months, pivot.waitMonths ?? 0) });
  const { leaving: classes } = machinesBeside({ given, convertedMw: leasable(given).leasableMw });
  const leg = mineUntil({ given, classes, lastMonth: months });
  return presentValueUsd({ given, leg: { ...leg, capexUsd: given.nothing, proceedsUsd: given.nothing } });
}
