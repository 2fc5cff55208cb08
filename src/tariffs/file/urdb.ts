import { z } from 'zod';
import type { Charge, Period, Tariff, Tier } from '../../economics/index.ts';
import { Faults } from '../../sites/fleet/faults.ts';
import { soundTariff } from '../schema.ts';
import { type Fault, faultsOf, isEmpty, TIERS_COUNT } from './urdbFaults.ts';
import { type Fields, fields, SAID, type UrdbTier } from './urdbFields.ts';

/** A tariff that was read, and what its file says that no bill follows from. */
export interface TariffRead {
  tariff: Tariff;
  notes: string[];
}

/**
 * Reads a rate of the Utility Rate Database (OpenEI): the rate itself, or `items` with one in it. Names of fields in any
 * case. @throws UserError that names every field that cannot be computed, and refuses the file whole.
 */
export function readUrdb({ name, json }: { name: string; json: unknown }): TariffRead {
  const rate = inLowerCase(oneOf({ name, json }));
  const read = fields.safeParse(rate);
  if (!read.success)
    throw refusal(
      name,
      read.error.issues.map(({ path, message }) => [z.core.toDotPath(path), message]),
    );
  const { data } = read;
  const faults = faultsOf(data);
  if (faults.length > 0) throw refusal(name, faults);
  const called = [data.utility, data.name].filter(Boolean).join(', ') || data.label || 'URDB rate';
  const tariff: Tariff = {
    name: called.slice(0, 80),
    charges: chargesOf(data),
    ...(data.demandwindow && { demandWindowMinutes: data.demandwindow }),
  };
  return { tariff: soundTariff(tariff), notes: notesOf(rate) };
}

function refusal(name: string, found: readonly Fault[]) {
  const faults = new Faults();
  for (const [field, message] of found) faults.add(field, message);
  return faults.refusal(name);
}

function oneOf({ name, json }: { name: string; json: unknown }): Record<string, unknown> {
  const rate = z.record(z.string(), z.unknown()).safeParse(json);
  if (!rate.success) throw refusal(name, [['the file', 'it must be a rate of the URDB, an object']]);
  const { items } = rate.data;
  if (items === undefined) return rate.data;
  const rates = z.array(z.record(z.string(), z.unknown())).catch([]).parse(items);
  if (rates.length === 1) return rates[0]!;
  throw refusal(name, [['items', `it must hold one rate, read ${rates.length}`]]);
}

function inLowerCase(rate: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(rate).map(([field, value]) => [field.toLowerCase(), value]));
}

function chargesOf(rate: Fields): Charge[] {
  const { energyratestructure, demandratestructure, flatdemandstructure, flatdemandmonths } = rate;
  const charges: Charge[] = [];
  if (energyratestructure)
    charges.push({
      kind: 'energy',
      name: 'Energy',
      ...byHours(rate.energyweekdayschedule, rate.energyweekendschedule),
      periods: periodsOf(energyratestructure),
      tiersCount: TIERS_COUNT[energyratestructure[0]![0]!.unit ?? 'kWh'],
    });
  if (demandratestructure)
    charges.push({
      kind: 'demand',
      name: 'TOU demand',
      ...byHours(rate.demandweekdayschedule, rate.demandweekendschedule),
      periods: periodsOf(demandratestructure),
    });
  if (flatdemandstructure)
    charges.push({
      kind: 'demand',
      name: 'Demand',
      ...(flatdemandmonths && { schedule: { months: flatdemandmonths } }),
      periods: periodsOf(flatdemandstructure),
      ...ratchetOf(rate),
    });
  const { fixedmonthlycharge, fixedchargefirstmeter, fixedchargeunits, minmonthlycharge, mincharge } = rate;
  const fixed = fixedmonthlycharge || fixedchargefirstmeter;
  if (fixed)
    charges.push({
      kind: 'fixed',
      name: 'Fixed',
      usd: fixed,
      per: perOf(fixedmonthlycharge ? undefined : fixedchargeunits),
    });
  const least = minmonthlycharge || mincharge;
  if (least)
    charges.push({
      kind: 'minimum',
      name: 'Minimum',
      usd: least,
      per: perOf(minmonthlycharge ? undefined : rate.minchargeunits),
    });
  return charges;
}

const perOf = (unit = '$/month') => unit.slice(2) as 'month' | 'day' | 'year';

const byHours = (weekday: number[][] | undefined, weekend: number[][] | undefined) =>
  weekday && weekend && { schedule: { weekday, weekend } };

function periodsOf(of: NonNullable<Fields['energyratestructure']>): Period[] {
  return of.map((tiers, at) => ({
    name: `P${at}`,
    tiers: tiers.map((it, tier) => tierOf(it, tier === tiers.length - 1)),
  }));
}

/** Writers of the form who need a number for “no end” take one beyond all loads. */
const NO_END = 1e9;

function tierOf({ rate = 0, adj = 0, max }: UrdbTier, isLast: boolean): Tier {
  const usdPerUnit = Number((rate + adj).toPrecision(12));
  const ends = max !== undefined && max !== null && !(isLast && max >= NO_END);
  return ends ? { usdPerUnit, upTo: max } : { usdPerUnit };
}

function ratchetOf({ lookbackpercent, lookbackmonths, lookbackrange }: Fields) {
  if (!lookbackpercent) return undefined;
  const share = lookbackpercent > 2 ? lookbackpercent / 100 : lookbackpercent;
  const lookBack = lookbackrange ? { monthsBack: lookbackrange } : { months: lookbackmonths!.map(Boolean) };
  return { ratchet: { share, lookBack } };
}

/** What a reader must know of a rate and no bill follows from. */
function notesOf(rate: Record<string, unknown>): string[] {
  const said = Object.entries(SAID).flatMap(([field, note]) =>
    isEmpty(rate[field]) ? [] : [note(String(rate[field]).replace(/\s+/gu, ' ').slice(0, 120))],
  );
  return said.filter((note) => note !== '');
}
