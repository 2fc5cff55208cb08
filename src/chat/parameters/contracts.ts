import { UserError } from '../../common/errors.ts';
import { type Machine, type PowerMode, SITE_RANGES } from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import { readPowerPrice, readUsd } from '../read/price.ts';
import { readHashrate, readMegawatts, readWatts } from '../read/quantity.ts';
import { endsHere, quoted, type Reader } from '../read/scan.ts';
import { type Options, parameter } from './kind.ts';
import { readMachine } from './machine.ts';

/** What a site has agreed on besides a price, and how its machines are tuned. */

const AT = /^\s*(?:@|at(?=\s))\s*/iu;
const megawatts = (what: string) => readMegawatts({ what, range: SITE_RANGES.interconnectMw });
const blockPrice = readPowerPrice({ what: 'The price of a block', range: { min: -500, max: 5000 } });
const reservePrice = readUsd({
  what: 'The price of reserve',
  range: { min: 0, max: 20_000 },
  per: 'MW-hour',
});

/** A block of power bought ahead: `50 MW @ $40/MWh`. */
export function powerBlock<R extends boolean = false>(
  options: Options<R>,
): Parameter<{ blockMw: number; blockUsdPerMwh: number }, R> {
  return parameter<{ blockMw: number; blockUsdPerMwh: number }, R>(options, {
    accepted: 'megawatts and their price, such as 50 MW @ $40/MWh',
    example: '50 MW @ $40/MWh',
    read(text) {
      const { size, price } = sizeAndPrice({ text, size: megawatts('A block'), price: blockPrice });
      return (
        size && price && { value: { blockMw: size.value, blockUsdPerMwh: price.value }, rest: price.rest }
      );
    },
  });
}

/** Load sold as reserve, with what a MW held for an hour is paid where that is known: `10 MW`, `10 MW @ $12/MW-h`. */
export function reserveSale<R extends boolean = false>(
  options: Options<R>,
): Parameter<{ reserveMw: number; usdPerMwHour?: number }, R> {
  return parameter<{ reserveMw: number; usdPerMwHour?: number }, R>(options, {
    accepted: 'megawatts, with their price if it is known, such as 10 MW @ $12/MW-h',
    example: '10 MW @ $12/MW-h',
    read(text) {
      const { size, price } = sizeAndPrice({ text, size: megawatts('A reserve'), price: reservePrice });
      if (!size || !price) return size && { value: { reserveMw: size.value }, rest: size.rest };
      return { value: { reserveMw: size.value, usdPerMwHour: price.value }, rest: price.rest };
    },
  });
}

function sizeAndPrice(asked: { text: string; size: Reader<number>; price: Reader<number> }) {
  const size = asked.size(asked.text);
  const [at] = (size && AT.exec(size.rest)) ?? [];
  const price = at === undefined ? undefined : asked.price(size!.rest.slice(at.length));
  return { size, price };
}

/** A mode of one of a site's machines. */
export interface TunedMachine {
  machine: Machine;
  mode: PowerMode;
}

/** Modes of machines, each with a name, what one hashes and what it draws: `s21xp low 200TH 2500W, s21xp eco 150TH 1.7kW`. */
export function powerModes<R extends boolean = false>(options: Options<R>): Parameter<TunedMachine[], R> {
  return parameter<TunedMachine[], R>(options, {
    accepted: 'a machine, a name, hashrate and power, such as s21xp low 200TH 2500W; several after commas',
    example: 's21xp low 200TH 2500W',
    read(text) {
      const modes: TunedMachine[] = [];
      let rest = text;
      for (;;) {
        const read = readMode(modes.length === 0 ? rest : rest.replace(/^\s*[,;]\s*/u, ''));
        if (!read || !endsHere(read.rest)) break;
        modes.push(read.value);
        rest = read.rest;
        if (!/^\s*[,;]\s*\S/u.test(rest)) break;
      }
      return modes.length === 0 ? undefined : { value: modes, rest };
    },
  });
}

const NAME = /^\s*(\p{L}[\p{L}\p{N}-]{0,15})(?=\s)/u;
const hashrate = readHashrate({ what: 'The hashrate of a mode', range: SITE_RANGES.hashrateThPerS });
const watts = readWatts({ what: 'The power of a mode', range: SITE_RANGES.powerW });

function readMode(text: string): Read<TunedMachine> | undefined {
  const machine = readMachine(text);
  const [all, name] = (machine && NAME.exec(machine.rest)) ?? [];
  if (!machine || all === undefined || name === undefined) return undefined;
  const hashes = hashrate(machine.rest.slice(all.length).trimStart());
  const draws = hashes && watts(hashes.rest.trimStart());
  if (!draws)
    throw new UserError(
      `A mode has a hashrate and a power for one machine, such as low 200TH 2500W: read ${quoted(text)}.`,
    );
  const mode = { name, hashrateThPerS: hashes.value, powerW: draws.value };
  return { value: { machine: machine.value, mode }, rest: draws.rest };
}
