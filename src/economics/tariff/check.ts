import { isMonth } from '../month.ts';
import { checkInteger, checkRange, describe, OutOfRangeError, type Range } from '../range.ts';
import { CLOCK_RANGE, dayNumber } from './calendar.ts';
import type { Charge, Period, Ratchet, Schedule, Tariff, TariffFrom } from './tariff.ts';

/** The accepted range of every number of a tariff. Energy may cost less than nothing, and so may riders. */
export const TARIFF_RANGES = {
  usdPerKwh: { min: -5, max: 5, unit: 'USD/kWh' },
  usdPerKw: { min: -1000, max: 1000, unit: 'USD/kW' },
  upTo: { min: 0, max: 1e12, unit: '' },
  usd: { min: -1e9, max: 1e9, unit: 'USD' },
  kw: { min: 0, max: 1e9, unit: 'kW' },
  share: { min: 0, max: 1, unit: '' },
  percentShare: { min: -1, max: 1, unit: '' },
  lossShare: { min: 0, max: 0.5, unit: '' },
  powerFactor: { min: 0.5, max: 1, unit: '' },
  raiseSharePerPoint: { min: 0, max: 0.1, unit: '' },
  blockMw: { min: 0, max: 100_000, unit: 'MW' },
  usdPerMwh: { min: -5000, max: 5000, unit: 'USD/MWh' },
  charges: { min: 1, max: 60, unit: 'charges' },
  periods: { min: 1, max: 64, unit: 'periods' },
  tiers: { min: 1, max: 30, unit: 'tiers' },
  monthsBack: { min: 1, max: 12, unit: 'months' },
  peaks: { min: 1, max: 400, unit: 'peaks' },
  holidays: { min: 0, max: 400, unit: 'days' },
  peakMinutes: { min: 1, max: 120, unit: 'minutes' },
} as const satisfies Record<string, Range>;

const LONGEST_NAME = 80;

/**
 * Returns the tariff when all of it can be billed.
 * @throws RangeError naming the field as a path ("charges[2].periods[0].tiers[1].upTo"), what was read and what is accepted.
 */
export function checkTariff(tariff: Tariff): Tariff {
  checkName('name', tariff.name);
  checkCount('charges', tariff.charges);
  const names = new Set<string>();
  for (const [at, charge] of tariff.charges.entries()) {
    checkName(`charges[${at}].name`, charge.name);
    if (names.has(charge.name))
      throw new OutOfRangeError(
        `charges[${at}].name must be unlike those above, read ${describe(charge.name)}`,
      );
    checkCharge({ field: `charges[${at}]`, charge, above: names });
    names.add(charge.name);
  }
  if (tariff.charges.filter(({ kind }) => kind === 'block').length > 1)
    throw new OutOfRangeError('charges must have one block at most: add their megawatts, weigh their prices');
  const { losses, powerFactor, demandWindowMinutes: window, holidays = [] } = tariff;
  check('holidays', TARIFF_RANGES.holidays, holidays.length);
  const wrong = holidays.find((day) => dayNumber(day) === undefined);
  if (wrong !== undefined)
    throw new OutOfRangeError(`holidays must be days such as 2026-07-04, read ${describe(wrong)}`);
  if (window !== undefined && ![5, 15, 30, 60].includes(window))
    throw new OutOfRangeError(`demandWindowMinutes must be one of 5, 15, 30, 60, read ${describe(window)}`);
  if (losses) {
    check('losses.energyShare', TARIFF_RANGES.lossShare, losses.energyShare);
    check('losses.demandShare', TARIFF_RANGES.lossShare, losses.demandShare);
  }
  if (powerFactor) {
    check('powerFactor.least', TARIFF_RANGES.powerFactor, powerFactor.least);
    if (powerFactor.raise !== 'ratio')
      check('powerFactor.raise', TARIFF_RANGES.raiseSharePerPoint, powerFactor.raise.sharePerPoint);
  }
  return tariff;
}

/** @throws RangeError also where one begins before the one that it follows */
export function checkTariffs(tariffs: readonly TariffFrom[]): void {
  let { min } = CLOCK_RANGE;
  for (const [at, { from, tariff }] of tariffs.entries()) {
    min = checkRange({ field: `tariffs[${at}].from`, value: from, ...CLOCK_RANGE, min });
    checkTariff(tariff);
  }
}

interface Checked<C> {
  field: string;
  charge: C;
  /** The names of the charges above it. */
  above: ReadonlySet<string>;
}

function checkCharge(asked: Checked<Charge>): void {
  const { kind } = asked.charge;
  if (!Object.hasOwn(checks, kind))
    throw new OutOfRangeError(
      `${asked.field}.kind must be one of ${Object.keys(checks).join(', ')}, read ${describe(kind)}`,
    );
  (checks[kind] as (asked: Checked<Charge>) => void)(asked);
}

/** What each kind of charge must hold. */
const checks: { [Kind in Charge['kind']]: (asked: Checked<Extract<Charge, { kind: Kind }>>) => void } = {
  energy: ({ field, charge }) => checkPeriods({ field, ...charge, rate: TARIFF_RANGES.usdPerKwh }),
  demand({ field, charge }) {
    checkPeriods({ field, ...charge, rate: TARIFF_RANGES.usdPerKw });
    checkIfGiven(`${field}.minimumKw`, TARIFF_RANGES.kw, charge.minimumKw);
    if (charge.ratchet) checkRatchet(`${field}.ratchet`, charge.ratchet);
  },
  coincident({ field, charge }) {
    const { usdPerKw, minimumKw, stated, peaks, months } = charge;
    check(`${field}.usdPerKw`, TARIFF_RANGES.usdPerKw, usdPerKw);
    checkIfGiven(`${field}.minimumKw`, TARIFF_RANGES.kw, minimumKw);
    checkIfGiven(`${field}.stated.kw`, TARIFF_RANGES.kw, stated?.kw);
    const counted = stated?.peaks ?? peaks.length;
    checkInteger({ field: `${field}.peaks`, value: counted, ...TARIFF_RANGES.peaks });
    for (const [at, { start, end }] of peaks.entries()) {
      check(`${field}.peaks[${at}].start`, CLOCK_RANGE, start);
      check(`${field}.peaks[${at}]`, TARIFF_RANGES.peakMinutes, (end - start) / 60_000);
    }
    const wrong = months.find((month) => !isMonth(month));
    if (wrong !== undefined || months.length === 0)
      throw new OutOfRangeError(`${field}.months must be months such as 2026-01, read ${describe(wrong)}`);
  },
  fixed: ({ field, charge }) => check(`${field}.usd`, TARIFF_RANGES.usd, charge.usd),
  minimum: ({ field, charge }) => check(`${field}.usd`, TARIFF_RANGES.usd, charge.usd),
  block({ field, charge }) {
    check(`${field}.blockMw`, TARIFF_RANGES.blockMw, charge.blockMw);
    check(`${field}.blockUsdPerMwh`, TARIFF_RANGES.usdPerMwh, charge.blockUsdPerMwh);
    check(`${field}.adderUsdPerMwh`, TARIFF_RANGES.usdPerMwh, charge.adderUsdPerMwh);
  },
  percent({ field, charge, above }) {
    check(`${field}.share`, TARIFF_RANGES.percentShare, charge.share);
    const unknown = charge.of?.find((name) => !above.has(name));
    if (unknown !== undefined)
      throw new OutOfRangeError(`${field}.of must name charges above it, read ${describe(unknown)}`);
  },
  hosting: ({ field, charge }) => check(`${field}.share`, TARIFF_RANGES.share, charge.share),
};

function checkPeriods(asked: {
  field: string;
  periods: readonly Period[];
  schedule?: Schedule | undefined;
  rate: Range;
}): void {
  const { field, periods, schedule, rate } = asked;
  checkCount(`${field}.periods`, periods);
  for (const [at, { name, tiers }] of periods.entries()) {
    const path = `${field}.periods[${at}]`;
    checkName(`${path}.name`, name);
    checkCount(`${path}.tiers`, tiers);
    let below = 0;
    for (const [tier, { usdPerUnit, upTo }] of tiers.entries()) {
      check(`${path}.tiers[${tier}].usdPerUnit`, rate, usdPerUnit);
      const isLast = tier === tiers.length - 1;
      if (isLast !== (upTo === undefined))
        throw new OutOfRangeError(
          `${path}.tiers[${tier}].upTo must be ${isLast ? 'left out, so that the last tier has no end' : 'given'}, read ${describe(upTo)}`,
        );
      checkIfGiven(`${path}.tiers[${tier}].upTo`, { ...TARIFF_RANGES.upTo, min: below }, upTo);
      below = upTo ?? below;
    }
  }
  if (schedule) checkSchedule({ field: `${field}.schedule`, schedule, periods: periods.length });
}

function checkSchedule({
  field,
  schedule,
  periods,
}: {
  field: string;
  schedule: Schedule;
  periods: number;
}): void {
  const rows = 'months' in schedule ? [schedule.months] : [...schedule.weekday, ...schedule.weekend];
  const [wantedRows, wantedCells] = 'months' in schedule ? [1, 12] : [24, 24];
  if (rows.length !== wantedRows || rows.some((row) => row.length !== wantedCells))
    throw new OutOfRangeError(`${field} must have 12 months, and 24 hours in each where it goes by hours`);
  for (const period of rows.flat())
    checkInteger({ field: `${field} period`, value: period, min: 0, max: periods - 1 });
}

function checkRatchet(field: string, { share, lookBack }: Ratchet): void {
  check(`${field}.share`, TARIFF_RANGES.share, share);
  if ('monthsBack' in lookBack)
    checkInteger({ field: `${field}.monthsBack`, value: lookBack.monthsBack, ...TARIFF_RANGES.monthsBack });
  else if (lookBack.months.length !== 12)
    throw new OutOfRangeError(`${field}.months must have 12 flags, read ${lookBack.months.length}`);
}

function checkName(field: string, name: unknown): void {
  if (typeof name === 'string' && name.trim() !== '' && name.length <= LONGEST_NAME) return;
  throw new OutOfRangeError(`${field} must be 1 to ${LONGEST_NAME} characters, read ${describe(name)}`);
}

function checkCount(field: string, list: readonly unknown[]): void {
  const counted = field.split('.').at(-1) as 'charges' | 'periods' | 'tiers' | 'peaks';
  check(field, TARIFF_RANGES[counted], list.length);
}

function checkIfGiven(field: string, range: Range, value: number | undefined): void {
  if (value !== undefined) check(field, range, value);
}

function check(field: string, range: Range, value: unknown): void {
  checkRange({ field, value, ...range });
}
