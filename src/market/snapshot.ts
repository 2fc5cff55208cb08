import type { Chain, MarketSnapshot, Reading, SourceTrouble } from './contract.ts';
import { referenceReading, toReading } from './freshness.ts';
import type { Good, LastGood } from './lastGood.ts';
import { noticeFor } from './notice.ts';
import { reference } from './reference.ts';
import { isOldTip } from './truth/plausible.ts';

/** What a snapshot is made of. */
export interface SnapshotInputs {
  now: number;
  known: LastGood;
  troubles: (quantity: keyof LastGood) => SourceTrouble[];
  priceRemarks: string[];
  history: Pick<MarketSnapshot, 'history' | 'retargets' | 'longRunSecondsPerBlock' | 'forecastScores'>;
}

/** The best known value of everything at `now`, with what has to be said about it. */
export function composeSnapshot({
  now,
  known,
  troubles,
  priceRemarks,
  history,
}: SnapshotInputs): MarketSnapshot {
  const readings = {
    priceUsd: known.price ? toReading(known.price, now) : referenceReading(reference.priceUsd),
    chain: known.chain ? chainReading(known.chain, now) : referenceReading(reference.chain),
    fees: known.fees ? toReading(known.fees, now) : referenceReading(reference.fees),
  };
  const { priceUsd, chain, fees } = readings;
  const missed = (['price', 'chain', 'fees', 'hashrate'] as const).flatMap(troubles);
  const needed = [
    ...(isLive(priceUsd) ? [] : troubles('price')),
    ...(isLive(chain) ? [] : troubles('chain')),
    ...(isLive(fees) ? [] : troubles('fees')),
  ];
  const warnings = [
    noticeFor(readings, { troubles: needed, now }),
    contested({ what: 'Chain', reading: chain, troubles: troubles('chain') }),
    contested({ what: 'Fees', reading: fees, troubles: troubles('fees') }),
  ].filter((warning) => warning !== undefined);
  return {
    // Old data is computed at its own time: the present would stretch its retarget period.
    now: isLive(chain) ? now : chain.observedAt,
    basis: basisOf([priceUsd, chain, fees]),
    ...(warnings.length > 0 && { notice: warnings.join(' ') }),
    troubles: missed,
    remarks: [...new Set([...priceRemarks, ...missed.map(sentence)])],
    ...readings,
    ...(known.hashrate ? { hashrate: toReading(known.hashrate, now) } : {}),
    ...history,
  };
}

/** What is shown because nobody confirms what was known: that it is so, and that no alert is told of it. */
function contested(asked: {
  what: string;
  reading: Reading<unknown>;
  troubles: SourceTrouble[];
}): string | undefined {
  const { what, reading, troubles } = asked;
  if (reading.state !== 'unconfirmed') return undefined;
  const why =
    troubles.find(({ source }) => source === reading.source)?.reason ?? 'at odds with what was known';
  return `${what} unconfirmed: ${reading.source} alone says so (${why}); alerts wait.`;
}

/** A source that still shows an old tip confirms it, but does not follow the chain: what it says is stale. */
function chainReading(good: Good<Chain>, now: number): Reading<Chain> {
  const reading = toReading(good, now);
  return isOldTip(good) ? { ...reading, state: 'stale', observedAt: good.value.tipTime } : reading;
}

const isLive = ({ state }: Reading<unknown>) => state === 'confirmed' || state === 'unconfirmed';

function basisOf(readings: Reading<unknown>[]): MarketSnapshot['basis'] {
  const states = readings.map(({ state }) => state);
  if (states.includes('reference')) return 'reference';
  return states.includes('stale') ? 'stale' : 'live';
}

const sentence = ({ source, reason, kind }: SourceTrouble) => `${source} ${kind}: ${reason}.`;
