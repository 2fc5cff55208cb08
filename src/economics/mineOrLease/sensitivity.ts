import { type AssumptionName, assumptionNames, assumptions } from '../case/assumptionTable.ts';
import { type PivotCase, prepare } from '../case/case.ts';
import { leasable } from '../case/leasable.ts';
import { isWithin } from '../range.ts';
import { SITE_RANGES } from '../site.ts';
import { leaseGainUsd } from './breakevens.ts';

/** An input that the verdict hangs on: an assumption, or a number of the site or the market. */
export type SensitiveInput =
  | AssumptionName
  | 'hashpriceUsdPerPhDay'
  | 'powerPriceUsdPerMwh'
  | 'uptimePercent';

/** What moving one input by a fifth does to the value that leasing adds. */
export interface Sensitivity {
  input: SensitiveInput;
  value: number;
  /** The input a fifth lower and higher, or at the end of its range, and the gain from leasing there. */
  low: { value: number; gainUsd: number };
  high: { value: number; gainUsd: number };
  swingUsd: number;
  /** Whether one of the two turns the verdict around. */
  overturns: boolean;
}

const STEP = 0.2;

/** The inputs ranked by what ±20 % of each does to the gain from leasing, those without effect left out. @throws RangeError */
export function sensitivities(asked: PivotCase): { gainUsd: number; inputs: Sensitivity[] } {
  const gainUsd = gainOf(asked);
  const inputs = levers(asked).flatMap(({ input, value, min, max, put }) => {
    const at = (factor: number) => {
      const moved = Math.min(max, Math.max(min, value * factor));
      return { value: moved, gainUsd: gainOf(put(moved)) };
    };
    const [one, other] = [at(1 - STEP), at(1 + STEP)];
    const [low, high] = one.value <= other.value ? [one, other] : [other, one];
    const swingUsd = Math.abs(high.gainUsd - low.gainUsd);
    const overturns = [low, high].some((end) => end.gainUsd > 0 !== gainUsd > 0);
    return swingUsd > 0 ? [{ input, value, low, high, swingUsd, overturns }] : [];
  });
  return { gainUsd, inputs: inputs.sort((a, b) => b.swingUsd - a.swingUsd) };
}

function gainOf(asked: PivotCase): number {
  const given = prepare(asked);
  return leaseGainUsd({ given, convertedMw: leasable(given).leasableMw });
}

interface Lever {
  input: SensitiveInput;
  value: number;
  min: number;
  max: number;
  /** The case with the input at another value. */
  put: (value: number) => PivotCase;
}

function levers(asked: PivotCase): Lever[] {
  const { site, hashprice } = asked;
  const inSite: Lever[] = [
    {
      input: 'powerPriceUsdPerMwh',
      value: site.powerPriceUsdPerMwh,
      ...SITE_RANGES.powerPriceUsdPerMwh,
      put: (powerPriceUsdPerMwh) => ({ ...asked, site: { ...site, powerPriceUsdPerMwh } }),
    },
    {
      input: 'uptimePercent',
      value: site.uptime * 100,
      min: SITE_RANGES.uptime.min * 100,
      max: SITE_RANGES.uptime.max * 100,
      put: (percent) => ({ ...asked, site: { ...site, uptime: percent / 100 } }),
    },
    {
      input: 'hashpriceUsdPerPhDay',
      value: hashprice.usdPerPhDay,
      min: 1e-6,
      max: 1e9,
      put: (usdPerPhDay) => ({ ...asked, hashprice: { ...hashprice, usdPerPhDay } }),
    },
  ];
  const assumed = assumptionNames.map((input): Lever => {
    const put = (value: number) => ({ ...asked, assumptions: { ...asked.assumptions, [input]: value } });
    return { ...assumptions[input], input, value: asked.assumptions[input], put };
  });
  return [...inSite, ...assumed].filter((lever) => lever.value !== 0 && isWithin(lever, lever.value));
}
