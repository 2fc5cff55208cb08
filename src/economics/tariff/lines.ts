import type { Charge, Per, Tier } from './tariff.ts';

/** So few kW or kWh are none: a price per MWh of less would be any number. */
export const NEXT_TO_NONE = 1e-9;

/** One component of a bill: quantity × rate, to the cent. */
export interface BillLine {
  kind: Charge['kind'];
  /** The name of the charge, and what of it: its period, its step. */
  charge: string;
  component: string;
  quantity: number;
  /** `USD` where a share of money is charged. */
  unit: 'kWh' | 'kW' | 'month' | 'day' | 'USD';
  usdPerUnit: number;
  usd: number;
  /** What set the demand where it was not the month's own peak. */
  setBy?: 'ratchet' | 'minimum' | 'stated';
  /** Of what is known alone, a share of charges of which not all is known. */
  partial?: true;
  /** What a block left unused and was sold: a credit, and no price of what was used. */
  soldBack?: true;
}

export const line = (of: Omit<BillLine, 'usd'>): BillLine => ({
  ...of,
  usd: cents(of.quantity * of.usdPerUnit),
});

/** To the cent, halves away from nothing; what binary fractions lack of a half is given back. */
export function cents(usd: number): number {
  const whole = Math.round(Math.abs(usd) * 100 + 1e-7) / 100;
  return whole === 0 ? 0 : Math.sign(usd) * whole;
}

/** What amounts to the cent come to, without the digits that adding fractions leaves behind. */
export const total = (lines: readonly BillLine[]): number =>
  cents(lines.reduce((sum, { usd }) => sum + usd, 0));

/** The parts of a quantity that fall into each step of a price, whose ends are `scale` as far as they say. */
export function tierParts(asked: { tiers: readonly Tier[]; quantity: number; scale: number }): number[] {
  const { tiers, quantity, scale } = asked;
  let below = 0;
  return tiers.map(({ upTo = Number.POSITIVE_INFINITY }) => {
    const end = Math.min(quantity, upTo * scale);
    const part = Math.max(0, end - below);
    below = Math.max(below, end);
    return part;
  });
}

/** How often an amount is charged in a month of so many days. */
export const timesAMonth = ({ per, days }: { per: Per; days: number }): number =>
  ({ day: days, month: 1, year: 1 / 12 })[per];
