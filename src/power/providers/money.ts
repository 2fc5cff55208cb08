import { z } from 'zod';
import { SourceError } from '../../net/http.ts';

/** What one unit of a price is in a currency per MWh. */
export interface PriceUnit {
  currency: string;
  /** Prices × this are per MWh. */
  factor: number;
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
const currency = z.string().refine((code) => currencies.has(code), {
  error: 'a currency of three letters is accepted, such as USD or EUR',
});

/** In which currency prices are wanted, and what another's unit is worth in it, typed with its date. */
export const moneyOptions = {
  currency: currency.default('USD'),
  rate: z
    .strictObject({ from: currency, to: currency, value: z.number().positive().max(1e6), date: z.iso.date() })
    .optional(),
};

export interface MoneyOptions {
  currency: string;
  rate?: { from: string; to: string; value: number; date: string } | undefined;
}

const SIGNS: Record<string, string> = { $: 'USD', '€': 'EUR', '£': 'GBP' };
const PER_MWH: Record<string, number> = { mwh: 1, kwh: 1000 };

/** `$/MWh`, `EUR/MWh`, `$/kWh`, `c/kWh` (US cents), `p/kWh` (British pence); undefined for anything else. */
export function readPriceUnit(text: string): PriceUnit | undefined {
  const [, money = '', energy = ''] = /^\s*([A-Z]{3}|[$€£cp¢])\s*\/\s*([mk]wh)\s*$/iu.exec(text) ?? [];
  const perMwh = PER_MWH[energy.toLowerCase()];
  if (perMwh === undefined) return undefined;
  if (/^[c¢]$/iu.test(money)) return { currency: 'USD', factor: perMwh / 100 };
  if (/^p$/iu.test(money)) return { currency: 'GBP', factor: perMwh / 100 };
  const code = SIGNS[money] ?? money.toUpperCase();
  return currencies.has(code) ? { currency: code, factor: perMwh } : undefined;
}

/** The factor from prices as they stand to the wanted currency per MWh. @throws SourceError without a rate between the two */
export function factorInto({ unit, options }: { unit: PriceUnit; options: MoneyOptions }): number {
  const { currency: wanted, rate } = options;
  if (unit.currency === wanted) return unit.factor;
  if (rate?.from === unit.currency && rate.to === wanted) return unit.factor * rate.value;
  throw new SourceError(
    `prices are in ${unit.currency} and wanted in ${wanted}: give a rate with its date, such as 1 ${unit.currency} = 1.10 ${wanted} on 2026-11-28`,
  );
}
