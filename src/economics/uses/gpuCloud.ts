import { noiShare, type Prepared } from '../case/case.ts';
import { HOURS_PER_MONTH } from '../units.ts';
import { type Block, built, rentUsd } from './colocation.ts';
import { type Leg, zeros } from './leg.ts';

const USD_M = 1e6;
const KW_PER_MW = 1000;

/** GPUs that `criticalMw` feeds with their network. */
function gpuCount({ given, criticalMw }: { given: Prepared; criticalMw: number }): number {
  const { gpuItKwPerGpu, gpuNetworkOverheadPercent } = given.assumptions;
  return (criticalMw * KW_PER_MW) / (gpuItKwPerGpu * (1 + gpuNetworkOverheadPercent / 100));
}

/**
 * GPUs bought when the halls are ready and let by the hour for one contract, the power paid by the landlord; after
 * it they are sold, and the halls are let like any others, at the rent that a first lease would have reached.
 */
export function gpuCloudLeg({ given, block }: { given: Prepared; block: Block }): Leg {
  const { assumptions, buildMonths, months } = given;
  const ready = block.startsAfter + buildMonths;
  const end = Math.min(months, ready + Math.round(assumptions.gpuTermYears * 12));
  const cloud = contract({ given, block, ready, end });
  const letUsd = rentUsd({ given, criticalMw: block.criticalMw, firstRent: ready }).map((usd, month) =>
    month >= end ? usd : 0,
  );
  const letNoiUsd = letUsd.map((usd) => usd * noiShare(given));
  const hardware = bought({ given, block, ready, end });
  const proceedsUsd = cloud.prepaidUsd.map((usd, month) => usd + hardware.residualUsd[month]!);
  const { powerUsd, netUsd } = cloud;
  return {
    use: 'gpuCloud',
    grossMw: block.grossMw,
    discountPercent: assumptions.gpuCloudDiscountPercent,
    revenueUsd: cloud.revenueUsd.map((usd, month) => usd + letUsd[month]!),
    noiUsd: netUsd.map((usd, month) => usd - powerUsd[month]! + letNoiUsd[month]!),
    capexUsd: hardware.capexUsd,
    proceedsUsd,
    depreciationUsd: hardware.depreciationUsd,
    exposure: {
      classes: [],
      marketRentUsd: letNoiUsd,
      gpuUsd: netUsd,
      powerUsd,
      fixedUsd: proceedsUsd.map((usd, month) => usd - hardware.capexUsd[month]!),
    },
  };
}

interface Contract {
  given: Prepared;
  block: Block;
  /** Months from the start until the first and after the last hour that is sold. */
  ready: number;
  end: number;
}

/** What the contract pays and the power costs. A prepayment comes when the halls are ready, out of the months to come. */
function contract({ given, block, ready, end }: Contract) {
  const { assumptions, months, powerUsdPerMwh } = given;
  const gpus = gpuCount({ given, criticalMw: block.criticalMw });
  const gpuHours = gpus * HOURS_PER_MONTH * (assumptions.gpuUtilisationPercent / 100);
  const during = (usd: (month: number) => number) =>
    zeros(months).map((_, month) => (month >= ready && month < end ? usd(month) : 0));
  const years = (month: number) => Math.floor((month - ready) / 12);
  const yearly = 1 - assumptions.gpuPriceDeclinePercentPerYear / 100;
  const revenueUsd = during((month) => gpuHours * assumptions.gpuPriceUsdPerHour * yearly ** years(month));
  const mwh = block.grossMw * HOURS_PER_MONTH;
  const prepaid = assumptions.gpuPrepaymentPercent / 100;
  const prepaidUsd = revenueUsd.map((usd) => -usd * prepaid);
  if (ready < end) prepaidUsd[Math.max(0, ready - 1)]! += revenueUsd.reduce((a, b) => a + b) * prepaid;
  return {
    revenueUsd,
    prepaidUsd,
    netUsd: revenueUsd.map((usd) => usd * (1 - assumptions.gpuOperatingPercent / 100)),
    powerUsd: during((month) => mwh * powerUsdPerMwh[month]!),
  };
}

/** Halls and GPUs: what they cost, how they depreciate, and what the GPUs bring when the contract ends. */
function bought({ given, block, ready, end }: Contract) {
  const { assumptions } = given;
  const shell = built({
    given,
    block,
    usd: block.criticalMw * assumptions.colocationCapexUsdMPerCriticalMw * USD_M,
  });
  const gpuUsd = block.criticalMw * assumptions.gpuCapexUsdMPerCriticalMw * USD_M;
  const residualUsd = zeros(given.months);
  if (ready >= end) return { ...shell, residualUsd };
  shell.capexUsd[Math.max(0, ready - 1)]! += gpuUsd;
  residualUsd[end - 1]! += (gpuUsd * assumptions.gpuResidualPercent) / 100;
  for (let month = ready; month < end; month++) shell.depreciationUsd[month]! += gpuUsd / (end - ready);
  return { ...shell, residualUsd };
}
