import { combined, type Provenance } from '../../chat/show/figures.ts';
import { UserError } from '../../common/errors.ts';
import {
  type CoincidentPeaks,
  missedPeakUsd,
  OutOfRangeError,
  type Tariff,
  worthAvoidingUsdPerMwh,
} from '../../economics/index.ts';
import type { StoredTariff } from '../../tariffs/index.ts';
import { isSplit } from '../site/priced.ts';
import type { SiteCase } from '../site/question.ts';

/** How often a site stops for each peak that it meets, and for how long: what is usual under four peaks a year. */
export interface PeakStops {
  triesPerPeak: number;
  hoursPerTry: number;
}
export const USUAL_STOPS: PeakStops = { triesPerPeak: 4, hoursPerTry: 2.5 };

/** What a peak of this year is worth, by the rate that is charged this year. */
export interface PeakWorth {
  charges: readonly (CoincidentPeaks & { name: string })[];
  stops: PeakStops;
  /** At the meter, with the site's uptime. */
  meanLoadMw: number;
  /** What one missed peak adds to next year's charges. */
  missedUsd: number;
  /** What a stopped MWh may give up so that avoiding still pays. */
  worthUsdPerMwh: number;
  /** Of the tariff and the site; what is given up follows from the market too. */
  from: Provenance;
  /** What a stopped MWh gives up now: the classes' margin at what one more MWh costs. */
  givenUpUsdPerMwh: number;
  /** What one more MWh costs by. */
  costsBy: 'tariff' | 'own price';
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
      costsBy: isSplit(of.question) ? 'tariff' : 'own price',
    };
  } catch (error) {
    throw error instanceof OutOfRangeError ? new UserError(`${error.message}.`) : error;
  }
}

const TIMES_A_YEAR = { year: 1, month: 12, day: 365 };

/** The charges by coincident peaks, each by the year. The highest of several peaks counts once, as one. */
const coincidentOf = ({ charges }: Tariff): (CoincidentPeaks & { name: string })[] =>
  charges.flatMap((charge) => {
    if (charge.kind !== 'coincident') return [];
    const { name, usdPerKw, per, of, peaks, stated } = charge;
    const rateUsdPerMwYear = usdPerKw * 1000 * TIMES_A_YEAR[per];
    return [{ name, rateUsdPerMwYear, peaks: of === 'highest' ? 1 : (stated?.peaks ?? peaks.length) }];
  });
