import { combined, type Provenance } from '../../chat/show/figures.ts';
import { UserError } from '../../common/errors.ts';
import { localDay } from '../../common/localTime.ts';
import {
  type CoincidentPeaks,
  missedPeakUsd,
  OutOfRangeError,
  type Tariff,
  worthAvoidingUsdPerMwh,
} from '../../economics/index.ts';
import type { StoredTariff } from '../../tariffs/index.ts';
import type { PowerBasis } from '../site/priced.ts';
import type { SiteCase } from '../site/question.ts';

/** How often a site stops for each peak that it meets, and for how long: what is usual under four peaks a year. */
export interface PeakStops {
  triesPerPeak: number;
  hoursPerTry: number;
}
export const USUAL_STOPS: PeakStops = { triesPerPeak: 4, hoursPerTry: 2.5 };

/** What is charged by coincident peaks, and when those were that it names (Unix milliseconds). */
interface PeakCharge extends CoincidentPeaks {
  name: string;
  peakTimes: readonly number[];
}

/** What a peak of this year is worth, by the rate that is charged this year. */
export interface PeakWorth {
  /** At their rates with the riders and taxes on them. */
  charges: readonly PeakCharge[];
  stops: PeakStops;
  /** At the meter, with the site's uptime. */
  meanLoadMw: number;
  /** What one missed peak adds to next year's charges. */
  missedUsd: number;
  /** What a stopped MWh may give up so that avoiding still pays. */
  worthUsdPerMwh: number;
  /** Of the tariff and the site; what is given up follows from the market too. */
  from: Provenance;
  /** What a stopped MWh gives up now: the classes' margin at the volumetric price. */
  givenUpUsdPerMwh: number;
  /** Whose price that is. */
  costsBy: PowerBasis['by'];
}

/** Undefined where the tariff charges for no coincident peak. @throws UserError where its rate cannot be one */
export function peakWorth(asked: {
  of: SiteCase;
  /** The site's, by the day from which on they hold; that of `day` counts. */
  tariffs: readonly StoredTariff[];
  day: string;
  stops: PeakStops;
}): PeakWorth | undefined {
  const { of, tariffs, day, stops } = asked;
  const tariff = tariffs.findLast(({ since }) => since <= day);
  const charges = tariff ? coincidentOf(tariff.tariff) : [];
  if (tariff === undefined || charges.length === 0) return undefined;
  const { source, updatedAt = tariff.setAt } = of.question;
  const { classes } = of.economics;
  const sum = (each: (one: (typeof classes)[number]) => number) =>
    classes.reduce((all, one) => all + each(one), 0);
  const meanLoadMw = sum(({ powerDrawMw }) => powerDrawMw) * of.question.site.uptime;
  const total = (each: (charge: CoincidentPeaks) => number) =>
    charges.reduce((all, one) => all + each(one), 0);
  try {
    return {
      ...{ charges, stops, meanLoadMw },
      from: combined([
        { source: tariff.source, observedAt: tariff.setAt },
        { source, observedAt: updatedAt },
      ]),
      missedUsd: total((charge) => missedPeakUsd({ ...charge, loadMw: meanLoadMw })),
      worthUsdPerMwh: total((charge) => worthAvoidingUsdPerMwh({ ...charge, ...stops })),
      givenUpUsdPerMwh: sum((one) => one.marginUsdPerDay) / sum((one) => one.energyMwhPerDay),
      costsBy: of.question.priced?.basis.by ?? 'own',
    };
  } catch (error) {
    throw error instanceof OutOfRangeError ? new UserError(`${error.message}.`) : error;
  }
}

const TIMES_A_YEAR = { year: 1, month: 12, day: 365 };

/** The charges by coincident peaks, each by the year. The highest of several peaks counts once, as one. */
const coincidentOf = ({ charges }: Tariff): PeakCharge[] =>
  charges.flatMap((charge, at) => {
    if (charge.kind !== 'coincident') return [];
    const { name, usdPerKw, per, of, peaks, stated } = charge;
    const rateUsdPerMwYear = usdPerKw * 1000 * TIMES_A_YEAR[per] * withPercents(charges.slice(at));
    const count = of === 'highest' ? 1 : (stated?.peaks ?? peaks.length);
    return [{ name, rateUsdPerMwYear, peaks: count, peakTimes: peaks.map(({ start }) => start) }];
  });

/** What a dollar of a charge comes to with the riders and taxes below it that count it. */
function withPercents([charge, ...below]: Tariff['charges']): number {
  const parts = [{ name: charge!.name, usd: 1 }];
  for (const { name, ...rider } of below) {
    if (rider.kind !== 'percent') continue;
    const counted = parts.filter((part) => rider.of?.includes(part.name) ?? true);
    parts.push({ name, usd: rider.share * counted.reduce((sum, { usd }) => sum + usd, 0) });
  }
  return parts.reduce((sum, { usd }) => sum + usd, 0);
}

/** `06, 07`: the months of the year, by the site's clock, of the peaks that its tariff names; none where a charge names none. */
export const peakMonths = ({ charges }: PeakWorth, timeZone: string): string[] =>
  charges.some(({ peakTimes }) => peakTimes.length === 0)
    ? []
    : [
        ...new Set(
          charges.flatMap(({ peakTimes }) =>
            peakTimes.map((time) => localDay({ time, timeZone }).slice(5, 7)),
          ),
        ),
      ].sort();
