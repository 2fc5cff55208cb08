import type { MarketSnapshot, SourceTrouble } from './contract.ts';
import { moment, showDay } from './truth/moment.ts';

type Readings = Pick<MarketSnapshot, 'priceUsd' | 'chain' | 'fees'>;

const MAX_LENGTH = 200;

/** One line that says what is stale or built in, and why; undefined when all is live. */
export function noticeFor(readings: Readings, { troubles, now }: { troubles: SourceTrouble[]; now: number }) {
  const parts = [
    ['price', readings.priceUsd],
    ['chain', readings.chain],
    ['fees', readings.fees],
  ] as const;
  const byAge = Map.groupBy(
    parts.filter(([, { state }]) => state === 'stale' || state === 'reference'),
    ([, reading]) => describeAge(reading, now),
  );
  if (byAge.size === 0) return undefined;
  const groups = [...byAge].map(([age, group]) =>
    group.length === parts.length ? age : `${listOf(group.map(([name]) => name))}: ${age}`,
  );
  const what = groups.join('; ');
  return shorten(`${what[0]!.toUpperCase()}${what.slice(1)}: ${reasonFor(troubles)}.`);
}

function describeAge({ state, observedAt }: Readings['priceUsd' | 'chain' | 'fees'], now: number): string {
  if (state === 'reference') return `built-in reference data of ${showDay(observedAt)}`;
  return `stale since ${moment(observedAt, now)}`;
}

/** Sources with the same reason are named together, so that five refused connections fit the line. */
function reasonFor(troubles: SourceTrouble[]): string {
  const byReason = Map.groupBy(troubles, ({ reason }) => reason);
  const why = [...byReason].map(([reason, group]) => {
    const names = [...new Set(group.map(({ source }) => source))];
    return `${names.join(', ')}: ${reason}`;
  });
  const claim = troubles.some(({ kind }) => kind !== 'failed')
    ? 'no source gave a usable answer'
    : 'no source answered';
  return why.length === 0 ? claim : `${claim} (${why.join('; ')})`;
}

const listOf = (names: string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const shorten = (line: string) => (line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 3)}…).`);
