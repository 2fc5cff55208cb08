import { UserError } from '../../common/errors.ts';
import { type Machine, machineLabel, SITE_RANGES } from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import { readCount, readEfficiency, readMegawatts } from '../read/quantity.ts';
import { consumed, endsHere, quoted, type Reader, scanNumber } from '../read/scan.ts';
import { type Options, parameter } from './kind.ts';
import { nearMachines, readMachine } from './machine.ts';

/** Part of a fleet as it is asked for: so many machines, or as many as draw so many megawatts at the meter. */
export type FleetRequest = { machine: Machine; efficiencyJPerTh?: number } & (
  | { count: number }
  | { meterMw: number }
);

const efficiency = readEfficiency({ what: 'An efficiency', range: SITE_RANGES.efficiencyJPerTh });
const megawatts = readMegawatts({ what: 'Power', range: SITE_RANGES.interconnectMw });
const count = readCount({ what: 'A count', range: { ...SITE_RANGES.count, min: 1 } });

/** Reads a fleet: `20000 s21xp, 5000 s19jpro @31, 300 custom 234TH 3510W`, `100 MW s21xp`. */
export const readFleet: Reader<FleetRequest[]> = (text) => {
  const items: FleetRequest[] = [];
  let rest = text;
  for (;;) {
    const item = readItem(items.length === 0 ? rest : afterSeparator(rest));
    if (!item || !endsHere(item.rest)) break;
    items.push(item.value);
    rest = item.rest;
  }
  return items.length === 0 ? undefined : { value: items, rest };
};

/** What follows the size at the start of a text: the model, for a message that it is not known. */
function afterSize(text: string): string | undefined {
  const size = megawatts(text) ?? count(text);
  return size && afterOf(size.rest);
}

function readItem(text: string | undefined): Read<FleetRequest> | undefined {
  if (text === undefined) return undefined;
  const power = megawatts(text);
  const size = power ?? count(text);
  const machine = size && readMachine(afterOf(size.rest));
  if (!machine) return undefined;
  const override = readOverride({ text: machine.rest, machine: machine.value });
  return {
    value: {
      machine: machine.value,
      ...(power ? { meterMw: size.value } : { count: size.value }),
      ...(override && { efficiencyJPerTh: override.value }),
    },
    rest: override?.rest ?? machine.rest,
  };
}

function afterOf(text: string): string {
  return text.replace(/^\s*(?:of\s|[x×]\s)?\s*/iu, '');
}

/** After `,`, `;`, `+`, `and` or nothing but a space; what stands after `at` is a price. */
function afterSeparator(text: string): string | undefined {
  const start = text.replace(/^[\s,;+&]+(?:(?:and|with)\s+)?/iu, '');
  return start === '' ? undefined : start;
}

/** Reads `@31`, `@ 31 J/TH` or `at 31 J/TH`; a bare number must stand right after the `@`. */
function readOverride({ text, machine }: { text: string; machine: Machine }): Read<number> | undefined {
  const [mark, sign] = /^\s*(@\s*|at\s+)/iu.exec(text) ?? [];
  if (mark === undefined || sign === undefined) return undefined;
  const start = text.slice(mark.length);
  const number = scanNumber(start);
  if (!number) return undefined;
  const explicit = /^\s?[JW]\/T/iu.test(number.rest);
  if (!explicit && (sign !== '@' || !endsHere(number.rest))) return undefined;
  if (!explicit)
    refusePriceLike({ text: consumed({ text, rest: number.rest }), value: number.value, machine });
  return efficiency(start);
}

/** `@45` after a machine of 13.5 J/TH is more likely a power price. */
function refusePriceLike({ text, value, machine }: { text: string; value: number; machine: Machine }): void {
  const ratio = value / machine.efficiencyJPerTh;
  if (ratio >= 0.5 && ratio <= 2) return;
  throw new UserError(
    `I read ${quoted(text)} after ${machineLabel({ machine })}, which has ${machine.efficiencyJPerTh} J/TH: write @ ${value} J/TH for an efficiency or at $${value}/MWh for a power price.`,
  );
}

/** Machines with their number or their megawatts at the meter. */
export function fleet<R extends boolean = false>(options: Options<R>): Parameter<FleetRequest[], R> {
  return parameter(options, {
    accepted: 'a fleet such as 100 MW s21xp or 20000 s21xp, 5000 s19jpro @31',
    example: '100 MW s21xp',
    completes: 'machine',
    read: readFleet,
    nearMisses: (text) => nearMachines(afterSize(text) ?? text),
  });
}
