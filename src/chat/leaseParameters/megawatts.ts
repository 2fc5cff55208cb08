import { UserError } from '../../common/errors.ts';
import { assumptions, SITE_RANGES } from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import { parameter } from '../parameters/kind.ts';
import type { Measure } from '../parameters/measures.ts';
import { readMegawatts } from '../read/quantity.ts';
import { consumed } from '../read/scan.ts';

/** Megawatts that say whether they are critical or gross, and those that are gross by what they are asked for. */

/** Gross megawatts for each critical one, where nobody says another ratio. */
export const USUAL_GROSS_TO_CRITICAL = assumptions.grossToCritical.value;

/** Megawatts of an offer, which are worth nothing to know without what they count. */
export interface LeaseMegawatts {
  megawatts: number;
  basis: 'critical' | 'gross';
}

/** Megawatts that say what they are: `150 MW critical`, `210 MW gross`. */
export function leaseMegawatts<R extends boolean = false>(options: Measure<R>): Parameter<LeaseMegawatts, R> {
  const { what = 'The power', range = SITE_RANGES.grossMw, ...rest } = options;
  const power = readMegawatts({ what, range });
  return parameter<LeaseMegawatts, R>(rest, {
    accepted: 'power that says what it is, such as 150 MW critical or 210 MW gross',
    example: '150 MW critical',
    read(text) {
      const read = power(text);
      if (!read) return undefined;
      const said = scanBasis(read.rest);
      if (said === undefined) throw unclear(consumed({ text, rest: read.rest }));
      return { value: { megawatts: read.value, basis: said.value }, rest: said.rest };
    },
  });
}

/** Megawatts at the meter: `50 MW`, `50 MW gross`. Critical ones are refused: how many those are at the meter is not said. */
export function meterMegawatts<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'Power', range = SITE_RANGES.interconnectMw, ...rest } = options;
  const power = readMegawatts({ what, range });
  return parameter<number, R>(rest, {
    accepted: 'power such as 50 MW, 250 kW or 1.2 GW',
    example: '50 MW',
    read(text) {
      const read = power(text);
      const said = read && scanBasis(read.rest);
      if (said?.value === 'critical') throw notCritical(read!.value);
      return read && { value: read.value, rest: said?.rest ?? read.rest };
    },
  });
}

function scanBasis(text: string): Read<LeaseMegawatts['basis']> | undefined {
  const [said, word = ''] = /^\s*(?:of\s+)?(critical|IT|gross|utility)(?!\p{L})/iu.exec(text) ?? [];
  if (said === undefined) return undefined;
  return { value: /^(?:critical|it)$/iu.test(word) ? 'critical' : 'gross', rest: text.slice(said.length) };
}

function notCritical(criticalMw: number): UserError {
  const ratio = assumptions.grossToCritical.value;
  const [critical, gross] = [criticalMw, criticalMw * ratio].map((mw) => mw.toLocaleString('en-US'));
  return new UserError(
    `These megawatts are gross, at the meter: ${critical} MW critical are about ${gross} MW gross, at ${ratio} gross per critical. Write ${gross} MW.`,
  );
}

const unclear = (was: string): UserError =>
  new UserError(`Is ${was} gross or critical? Write ${was} critical or ${was} gross.`);
