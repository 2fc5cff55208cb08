import { UserError } from '../../common/errors.ts';
import {
  announcedMachine,
  customMachine,
  exactMachine,
  findMachine,
  type Machine,
  machineLabel,
  SITE_RANGES,
} from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import { readHashrate, readWatts } from '../read/quantity.ts';
import { endsHere, inRange, quoted, type Reader } from '../read/scan.ts';
import { runs } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

const MOST_WORDS_OF_A_MODEL = 5;
const CUSTOM = /^custom(?=\s|$)\s*/iu;
/** A hashrate of one machine, which is never written in PH/s. */
const TERAHASH = /^\s*\d[\d.,]*\s?T(?:H(?:\/s)?)?(?![\p{L}\p{N}/])/iu;
/** Bins and tuned firmware keep a model within these shares of its nominal hashrate; beyond is another quantity. */
const BIN_SHARE = { min: 0.5, max: 1.5 };

const hashrate = readHashrate({ what: 'The hashrate of a machine', range: SITE_RANGES.hashrateThPerS });
const watts = readWatts({ what: 'The power of a machine', range: SITE_RANGES.powerW });

/** Reads a machine by its loose name, of its own hashrate where one follows, or a custom one: `s21xp`, `s19jpro 100T`. */
export const readMachine: Reader<Machine> = (text) => {
  const custom = CUSTOM.exec(text);
  if (custom) return readCustom(text, text.slice(custom[0].length));
  for (const { value, rest } of runs(text, { most: MOST_WORDS_OF_A_MODEL })) {
    const known = /\p{L}/u.test(value) ? exactMachine({ name: value }) : undefined;
    if (known) return readBin({ machine: known, rest }) ?? { value: known, rest };
  }
  refuseAnnounced(text);
  return undefined;
};

function refuseAnnounced(text: string): void {
  for (const { value } of runs(text, { most: MOST_WORDS_OF_A_MODEL })) {
    const said = announcedMachine({ name: value });
    if (said !== undefined)
      throw new UserError(`${said}. Describe it yourself: custom 234TH 3510W, with its own figures.`);
  }
}

/** The hashrate that follows a model: that of a bin, or as it is tuned. */
function readBin({ machine, rest }: { machine: Machine; rest: string }): Read<Machine> | undefined {
  const read = TERAHASH.test(rest) ? hashrate(rest.trimStart()) : undefined;
  const bin = read && endsHere(read.rest) ? binOf({ machine, hashrateThPerS: read.value }) : undefined;
  return bin && { value: bin, rest: read!.rest };
}

/** A model at another hashrate than its nominal one, at the same J/TH; undefined where no such machine is made. */
export function binOf(asked: { machine: Machine; hashrateThPerS: number }): Machine | undefined {
  const { machine, hashrateThPerS } = asked;
  const share = hashrateThPerS / machine.hashrateThPerS;
  if (share === 1) return machine;
  if (!(share >= BIN_SHARE.min && share <= BIN_SHARE.max)) return undefined;
  const name = `${machineLabel({ machine })} ${hashrateThPerS}T`;
  return customMachine({ name, hashrateThPerS, powerW: hashrateThPerS * machine.efficiencyJPerTh });
}

function readCustom(text: string, specification: string): Read<Machine> {
  const hash = hashrate(specification);
  const power = hash && watts(hash.rest.replace(/^[\s,/]+/u, ''));
  if (!power) {
    throw new UserError(
      `I read ${quoted(text)}: a custom machine needs its hashrate and its power, such as custom 234TH 3510W.`,
    );
  }
  const { rest } = inRange(
    { value: power.value / hash.value, rest: power.rest },
    {
      text,
      what: 'The efficiency of a custom machine',
      range: SITE_RANGES.efficiencyJPerTh,
      unit: 'J/TH',
    },
  );
  return { value: customMachine({ hashrateThPerS: hash.value, powerW: power.value }), rest };
}

/** The models that a text which names none may have meant. */
export function nearMachines(text: string): string[] {
  for (const { value } of runs(text, { most: 3 })) {
    const known = findMachine({ name: value });
    if ('candidates' in known && known.candidates.length > 0) {
      return known.candidates.map((machine) => machineLabel({ machine }));
    }
  }
  return [];
}

/** A machine by its loose name, or a custom one. */
export function machine<R extends boolean = false>(options: Options<R>): Parameter<Machine, R> {
  return parameter(options, {
    accepted: 'a machine such as s21xp, M60S++ or custom 234TH 3510W',
    example: 's21xp',
    completes: 'machine',
    read: readMachine,
    nearMisses: nearMachines,
  });
}
