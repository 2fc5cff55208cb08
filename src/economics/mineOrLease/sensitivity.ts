import { type AssumptionName, assumptionNames, assumptions } from '../case/assumptionTable.ts';
import { type PivotCase, prepare } from '../case/case.ts';
import { spreads } from '../case/spreads.ts';
import type { PathName } from '../paths/hashpricePath.ts';
import { SITE_RANGES } from '../site.ts';
import { checkDivision, type Division } from '../uses/division.ts';
import { leasable } from '../uses/leasable.ts';
import { gainUsdOf, minedOf } from './breakevens.ts';

/** An input that the verdict hangs on: an assumption, or a number of the site or the market. */
export type SensitiveInput =
  | AssumptionName
  | 'hashpriceUsdPerPhDay'
  | 'powerPriceUsdPerMwh'
  | 'uptimePercent';

/** What moving one input over its P10–P90 does to the gain of a conversion. */
export interface Sensitivity {
  input: SensitiveInput;
  value: number;
  /** The input at its P10 and P90, or at the end of its range, and the gain there. */
  low: { value: number; gainUsd: number };
  high: { value: number; gainUsd: number };
  swingUsd: number;
  /** Whether one of the two turns the verdict around. */
  overturns: boolean;
}

/** The gain on another path of hashprice. */
export interface PathSensitivity {
  path: PathName;
  gainUsd: number;
  overturns: boolean;
}

export interface Sensitivities {
  gainUsd: number;
  /** The widest swing first, those without effect left out. */
  inputs: Sensitivity[];
  paths: PathSensitivity[];
}

/**
 * What P10 and P90 of each input, and each path of hashprice, do to the gain of the conversion that is `judged`: all
 * that can be leased let, unless given. @throws RangeError
 */
export function sensitivities(of: PivotCase & { judged?: Division }): Sensitivities {
  const { judged, ...asked } = of;
  if (judged) checkDivision({ given: prepare(asked), division: judged });
  const gainOf = gains({ asked, judged });
  const gainUsd = gainOf(asked);
  const turns = (usd: number) => usd > 0 !== gainUsd > 0;
  const inputs = levers(asked).flatMap(({ input, value, min, max, ends, put }) => {
    const [low, high] = ends.map((end) => {
      const moved = Math.min(max, Math.max(min, end));
      return { value: moved, gainUsd: gainOf(put(moved), input) };
    }) as [Sensitivity['low'], Sensitivity['high']];
    const swingUsd = Math.abs(high.gainUsd - low.gainUsd);
    const overturns = turns(low.gainUsd) || turns(high.gainUsd);
    return swingUsd > 0 ? [{ input, value, low, high, swingUsd, overturns }] : [];
  });
  const paths = otherPaths(asked).map((path): PathSensitivity => {
    const moved = gainOf({ ...asked, path, forwards: [] });
    return { path, gainUsd: moved, overturns: turns(moved) };
  });
  return { gainUsd, inputs: inputs.sort((a, b) => b.swingUsd - a.swingUsd), paths };
}

const otherPaths = ({ path = 'network' }: PivotCase): PathName[] =>
  (['network', 'constant', 'falling'] as const).filter((one) => one !== path);

/** The gain of a case in which one input is moved; where mining does not hang on that, it is valued once for all. */
function gains({ asked, judged }: { asked: PivotCase; judged: Division | undefined }) {
  const dividedOf = (moved: PivotCase) => {
    const given = prepare(moved);
    const all = { use: 'colocation' as const, convertedMw: leasable(given).leasableMw };
    return { given, ...(judged ?? all) };
  };
  const mined = minedOf(dividedOf(asked));
  return (moved: PivotCase, input?: SensitiveInput): number =>
    gainUsdOf({ ...dividedOf(moved), ...(input && OF_LEASES.has(input) && { mined }) });
}

/** Inputs that change nothing about mining, not its last month either. */
const OF_LEASES: ReadonlySet<SensitiveInput> = new Set([
  'colocationDiscountPercent',
  'gpuCloudDiscountPercent',
  'renewalPercent',
  'reletMonths',
  'reletCostUsdMPerCriticalMw',
  'reletRentPercent',
  'marketRentGrowthPercentPerYear',
  'capRatePercent',
  'grossToCritical',
  'colocationCapexUsdMPerCriticalMw',
  'retrofitCapexUsdMPerCriticalMw',
  'rampMonths',
  'capexOverrunPercent',
  'unsignedRentPercent',
  'rentUsdPerKwMonth',
  'escalatorPercentPerYear',
  'noiMarginTripleNetPercent',
  'noiMarginModifiedGrossPercent',
  'gpuItKwPerGpu',
  'gpuPriceUsdPerHour',
  'gpuPriceDeclinePercentPerYear',
  'gpuUtilisationPercent',
  'gpuCapexUsdMPerCriticalMw',
  'gpuOperatingPercent',
  'gpuTermYears',
  'gpuResidualPercent',
]);

interface Lever {
  input: SensitiveInput;
  value: number;
  min: number;
  max: number;
  ends: readonly [number, number];
  /** The case with the input at another value. */
  put: (value: number) => PivotCase;
}

/** What a signature fixes is not moved where there is one. */
const SIGNED: readonly AssumptionName[] = [
  'rentUsdPerKwMonth',
  'escalatorPercentPerYear',
  'leaseTermYears',
  'unsignedRentPercent',
];

const levers = (asked: PivotCase): Lever[] => [...siteLevers(asked), ...assumedLevers(asked)];

function assumedLevers(asked: PivotCase): Lever[] {
  return assumptionNames.flatMap((input): Lever[] => {
    const spread = spreads[input];
    if (spread === undefined || (asked.signed && SIGNED.includes(input))) return [];
    const { value: usual, min, max } = assumptions[input];
    const value = asked.assumptions[input];
    // Around another value than the default the spread keeps its width, as a share where there is one.
    const end = (at: number) => (usual > 0 ? (value * at) / usual : value + at - usual);
    const ends: [number, number] = [end(spread[0]), end(spread[1])];
    const put = (moved: number) => ({ ...asked, assumptions: { ...asked.assumptions, [input]: moved } });
    return [{ input, value, min, max, ends, put }];
  });
}

/** House views of how well a site knows its own numbers, and of where hashprice may be when it decides. */
const SITE_SHARE = { powerPriceUsdPerMwh: 0.15, hashpriceUsdPerPhDay: 0.2, uptimePercent: 0.05 };

function siteLevers(asked: PivotCase): Lever[] {
  const { site, hashprice, hallPowerUsdPerMwh: hallUsd } = asked;
  const ends = (value: number, share: number): [number, number] => [
    value - Math.abs(value) * share,
    value + Math.abs(value) * share,
  ];
  const [power, uptime, usd] = [site.powerPriceUsdPerMwh, site.uptime * 100, hashprice.usdPerPhDay];
  return [
    {
      input: 'powerPriceUsdPerMwh',
      value: power,
      ...SITE_RANGES.powerPriceUsdPerMwh,
      ends: ends(power, SITE_SHARE.powerPriceUsdPerMwh),
      put: (powerPriceUsdPerMwh) => ({
        ...asked,
        site: { ...site, powerPriceUsdPerMwh },
        ...(hallUsd !== undefined && { hallPowerUsdPerMwh: hallUsd + powerPriceUsdPerMwh - power }),
      }),
    },
    {
      input: 'uptimePercent',
      value: uptime,
      min: SITE_RANGES.uptime.min * 100,
      max: SITE_RANGES.uptime.max * 100,
      ends: ends(uptime, SITE_SHARE.uptimePercent),
      put: (percent) => ({ ...asked, site: { ...site, uptime: percent / 100 } }),
    },
    {
      input: 'hashpriceUsdPerPhDay',
      value: usd,
      min: 1e-6,
      max: 1e9,
      ends: ends(usd, SITE_SHARE.hashpriceUsdPerPhDay),
      put: (usdPerPhDay) => ({ ...asked, hashprice: { ...hashprice, usdPerPhDay } }),
    },
  ];
}
