import { hashprice, machineLabel, type Site, siteEconomics } from '../../economics/index.ts';

/**
 * A site as a straight line over what a PH/s is paid in a day: margin = net × payout − cost. With it a site rule
 * is a limit on the payout, and a million of them need no evaluation until it is crossed.
 */
export interface SiteLine {
  name: string;
  timeZone: string;
  /** Whether its pool pays the subsidy only, so that its payout leaves out the fees. */
  subsidyOnly: boolean;
  powerPriceUsdPerMwh: number;
  energyMwhPerDay: number;
  /** Per USD of payout. */
  revenue: number;
  /** Per USD of payout, after pool fee. */
  net: number;
  /** All cash costs, USD per day. */
  costUsdPerDay: number;
  classes: ClassLine[];
}

/** A machine class by its avoidable costs. */
interface ClassLine {
  machine: string;
  revenue: number;
  net: number;
  costUsdPerDay: number;
  /** At the meter, with the uptime of the site. */
  meanLoadMw: number;
}

/** The slope does not depend on the hashprice that it is measured at; with no fees the payout is all of it. */
const PROBE = hashprice({ subsidyBtc: 3.125, feesBtcPerBlock: 0, difficulty: 1e14, priceUsd: 100_000 });

export function siteLine(site: Site): SiteLine {
  const payout = PROBE.usdPerPhDay;
  const at = siteEconomics({ site, hashprice: PROBE });
  return {
    name: site.name,
    timeZone: site.timeZone,
    subsidyOnly: site.poolScheme === 'PPS',
    powerPriceUsdPerMwh: site.powerPriceUsdPerMwh,
    energyMwhPerDay: at.energyMwhPerDay,
    revenue: at.revenueUsdPerDay / payout,
    net: (at.revenueUsdPerDay - at.poolFeeUsdPerDay) / payout,
    costUsdPerDay: at.cashCostUsdPerDay,
    classes: at.classes.map((one) => ({
      machine: machineLabel({ machine: one.machine }),
      revenue: one.revenueUsdPerDay / payout,
      net: (one.revenueUsdPerDay - one.poolFeeUsdPerDay) / payout,
      costUsdPerDay: one.powerCostUsdPerDay + one.otherOperatingUsdPerDay,
      meanLoadMw: one.powerDrawMw * site.uptime,
    })),
  };
}

/** What a pool pays a PH/s for a day, in all and for the subsidy alone (USD). */
export interface Payouts {
  all: number;
  subsidyOnly: number;
}

export function payoutOf({
  line,
  payouts,
}: {
  line: Pick<SiteLine, 'subsidyOnly'>;
  payouts: Payouts;
}): number {
  return line.subsidyOnly ? payouts.subsidyOnly : payouts.all;
}

type Earning = Pick<SiteLine, 'net' | 'revenue' | 'costUsdPerDay'>;

/** Margin in USD per day at a payout. */
export const marginAt = ({ net, costUsdPerDay }: Earning, payout: number): number =>
  net * payout - costUsdPerDay;

/** What a MWh may cost before a class of the site must not run, in USD: its strike price. */
export const strikeAt = (of: { line: SiteLine; one: ClassLine; payout: number }): number =>
  of.line.powerPriceUsdPerMwh + marginAt(of.one, of.payout) / (24 * of.one.meanLoadMw);

/** What a MWh may cost before the site loses money, in USD; `power` is what it costs in the line. */
export const breakevenPowerAt = (line: SiteLine, payout: number): number =>
  line.powerPriceUsdPerMwh + marginAt(line, payout) / line.energyMwhPerDay;
