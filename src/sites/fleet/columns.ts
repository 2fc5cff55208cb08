import { quoted } from '../../chat/read/scan.ts';

/** What of a fleet file is read; the names that the desk itself writes. */
export const COLUMNS = ['model', 'count', 'efficiencyJPerTh', 'hashrateThPerS', 'powerW', 'status'] as const;
export type Column = (typeof COLUMNS)[number];

/** A title of a file and what it was read as: nothing, where it is not about economics. */
export interface TitleRead {
  title: string;
  column: Column | undefined;
  /** The unit in the title, for cells without one. */
  unit: string;
  /** Whether the title is the desk's own name for it, so that nothing was guessed. */
  exact: boolean;
}

const NAMES: Record<Column, RegExp> = {
  model: /^(?:(?:miner|machine|asic|device|hardware)?(?:model|type)(?:name)?|miner|machine|asic|hardware)$/u,
  count:
    /^(?:(?:machine|miner|unit)?(?:count|quantity|qty)|(?:numberof)?(?:machines|miners|units)|number|pcs)$/u,
  efficiencyJPerTh: /^(?:efficiency|[jw](?:per)?th)(?:[jw](?:per)?ths?)?$/u,
  hashrateThPerS:
    /^(?:(?:avg|average|mean|current|realtime|measured)?hashrate(?:avg|average|h|rt)?|[tpg]hs?)(?:[tpg]h(?:per)?s?)?$/u,
  powerW:
    /^(?:(?:avg|average|mean|current|measured)?(?:power|watts?|wattage|consumption|draw)(?:consumption|draw|usage)?|k?w)(?:k?w)?$/u,
  status: /^(?:(?:miner|machine)?(?:status|state)|online)$/u,
};

/** Reads the titles of a file. Undefined columns are for the caller to refuse or to name. */
export function readTitles(titles: readonly string[]): TitleRead[] {
  return titles.map((title) => {
    const name = plain(title);
    const own = COLUMNS.find((column) => plain(column) === name);
    const column = own ?? COLUMNS.find((it) => NAMES[it].test(name) || NAMES[it].test(plain(bare(title))));
    return {
      title: title.trim(),
      column,
      unit: unitOf(title, column),
      exact: own !== undefined,
    };
  });
}

/** Why the titles cannot be used: two that are one column, or none that names the machine. */
export function titleFault(read: readonly TitleRead[]): string | undefined {
  for (const [index, { column, title }] of read.entries()) {
    const other = read.slice(0, index).find((it) => column !== undefined && it.column === column);
    if (other) return `${quoted(other.title)} and ${quoted(title)} are both ${column}: leave one out`;
  }
  return read.some(({ column }) => column === 'model') ? undefined : `no column is the model; ${ACCEPTED}`;
}

export const ACCEPTED = `accepted: ${COLUMNS.join(', ')}`;

const plain = (title: string): string => title.toLowerCase().replace(/[^a-z]/gu, '');
const bare = (title: string): string => title.split(/[([]/u, 1)[0] ?? '';

const UNITS: Partial<Record<Column, RegExp>> = {
  hashrateThPerS: /(?<![a-z])[GTPE]H(?:\/s)?(?![a-z])/iu,
  powerW: /(?<![a-z])k?W(?![a-z])/iu,
};

/** The unit that a title gives its cells; empty where it gives none. */
function unitOf(title: string, column: Column | undefined): string {
  return (column && UNITS[column]?.exec(title)?.[0]) ?? '';
}
