import { readCount, readEfficiency, readHashrate, readNumber, readWatts } from '../../chat/read/quantity.ts';
import { quoted, type Reader } from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';
import { SITE_RANGES } from '../../economics/index.ts';
import type { Column } from './columns.ts';

export type NumberColumn = Exclude<Column, 'model' | 'status'>;

const LONGEST_CELL = 200;
const { count, hashrateThPerS, powerW, efficiencyJPerTh } = SITE_RANGES;

/** The readers of chat, with none as the least: what does not run hashes and draws nothing. */
const READERS: Record<NumberColumn, { unit: string; read: Reader<number>; accepted: string }> = {
  count: { unit: '', read: countOrPart, accepted: 'a number of machines such as 20,000' },
  hashrateThPerS: {
    unit: 'TH/s',
    read: readHashrate({ what: 'A hashrate', range: { ...hashrateThPerS, min: 0 } }),
    accepted: 'a hashrate such as 104, 104T or 0.1 PH/s',
  },
  powerW: {
    unit: 'W',
    read: readWatts({ what: 'A power', range: { ...powerW, min: 0 } }),
    accepted: 'a power such as 3250, 3,250 W or 3.25 kW',
  },
  efficiencyJPerTh: {
    unit: '',
    read: readEfficiency({ what: 'An efficiency', range: efficiencyJPerTh }),
    accepted: 'an efficiency such as 29.5 or 29.5 J/TH',
  },
};

/** A cell as a number in the unit of its column. UserError says what is accepted. `unit` is that of the title. */
export function readCell(asked: { column: NumberColumn; cell: unknown; unit: string }): number {
  const { column, cell, unit } = asked;
  const { read, unit: own, accepted } = READERS[column];
  const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
  const isBare = /^[-−]?[\d.,_'’\s]*\d$/u.test(text);
  const found =
    text.length <= LONGEST_CELL ? read(isBare && own !== '' ? `${text} ${unit || own}` : text) : undefined;
  if (found?.rest.trim() === '') return found.value;
  throw new UserError(`I read ${quoted(describe(cell))}, expected ${accepted}`);
}

/** A share of a machine is what megawatts leave behind: the desk writes it with more than three decimals. */
function countOrPart(text: string) {
  const range = { ...count, min: 0 };
  const isPart = /^\d+\.\d+$/u.test(text) && !/^\d{1,3}\.\d{3}$/u.test(text);
  return isPart
    ? readNumber({ what: 'A count', range, unit: '' })(text)
    : readCount({ what: 'A count', range })(text);
}

const describe = (cell: unknown): string => (typeof cell === 'object' ? JSON.stringify(cell) : String(cell));

const RUNNING =
  /^(?:online|on|ok|up|active|alive|running|mining|hashing|normal|healthy|success|warning|true|yes|1)$/iu;
const STOPPED =
  /^(?:offline|off|down|dead|inactive|stopped|sleep(?:ing)?|idle|paused|curtailed|error|failed|lost|unreachable|maintenance|false|no|0)$/iu;

/** Whether a miner runs, by the word of its status. */
export function readStatus(cell: unknown): boolean {
  const text = String(cell).trim();
  if (RUNNING.test(text)) return true;
  if (STOPPED.test(text)) return false;
  throw new UserError(`I read ${quoted(text)}, expected online or offline`);
}
