import { type PivotCase, type Prepared, prepare } from '../case/case.ts';
import { leasable } from '../case/leasable.ts';
import { monthlyDiscountFactor } from '../finance/finance.ts';
import { conversionPlan, miningPlan, type SitePlan } from '../mineOrLease/plans.ts';
import { addUp, type Exposure, type Leg } from '../uses/leg.ts';
import { factorModel } from './factors.ts';
import type { Simulation } from './paths.ts';

/** The simulation of a case, before tax and debt. @throws RangeError */
export function simulationOf(asked: PivotCase): Simulation {
  const given = prepare(asked);
  const { leasableMw: convertedMw } = leasable(given);
  const plans = [
    miningPlan(given),
    conversionPlan({ given, use: 'colocation', convertedMw }),
    conversionPlan({ given, use: 'gpuCloud', convertedMw }),
  ];
  const shorter = [5, 10].map((years) => years * 12).filter((months) => months < given.months);
  return {
    months: given.months,
    horizons: [...shorter, given.months],
    plans: plans.map((plan) => presentExposure({ given, plan })),
    ...factorModel(given.assumptions),
  };
}

/** A plan's legs in one exposure, every amount discounted at its leg's rate. */
function presentExposure({ given, plan }: { given: Prepared; plan: SitePlan }): Exposure {
  const legs = [...plan.mining, ...plan.converted].map((leg) => discounted(leg));
  const total = (key: Exclude<keyof Exposure, 'classes'>) =>
    addUp(
      legs.map((exposure) => exposure[key]),
      given.months,
    );
  return {
    classes: legs.flatMap(({ classes }) => classes),
    marketRentUsd: total('marketRentUsd'),
    gpuUsd: total('gpuUsd'),
    powerUsd: total('powerUsd'),
    fixedUsd: total('fixedUsd'),
  };
}

function discounted({ exposure, discountPercent }: Leg): Exposure {
  const factor = monthlyDiscountFactor({ discountPercent });
  const present = (series: Float64Array) => series.map((usd, month) => usd * factor ** (month + 1));
  return {
    classes: exposure.classes.map(({ revenueUsd, energyUsd, otherUsd }) => ({
      revenueUsd: present(revenueUsd),
      energyUsd: present(energyUsd),
      otherUsd: present(otherUsd),
    })),
    marketRentUsd: present(exposure.marketRentUsd),
    gpuUsd: present(exposure.gpuUsd),
    powerUsd: present(exposure.powerUsd),
    fixedUsd: present(exposure.fixedUsd),
  };
}
