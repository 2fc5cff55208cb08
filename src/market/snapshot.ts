import type { Chain, MarketSnapshot, Reading } from './contract.ts';
import { referenceReading, toReading } from './freshness.ts';
import type { Good, LastGood } from './lastGood.ts';
import { noticeFor } from './notice.ts';
import { isOldTip } from './plausible.ts';
import { reference } from './reference.ts';
import type { Trouble } from './rounds.ts';

/** What a snapshot is made of. */
export interface SnapshotInputs {
  now: number;
  known: LastGood;
  troubles: (quantity: keyof LastGood) => Trouble[];
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
  const notice = noticeFor(readings, { troubles: needed, now });
  return {
    // Old data is computed at its own time: the present would stretch its retarget period.
    now: isLive(chain) ? now : chain.observedAt,
    basis: basisOf([priceUsd, chain, fees]),
    ...(notice === undefined ? {} : { notice }),
    remarks: [...new Set([...priceRemarks, ...missed.map(sentence)])],
    ...readings,
    ...(known.hashrate ? { hashrate: toReading(known.hashrate, now) } : {}),
    ...history,
  };
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

const sentence = ({ source, reason, refused }: Trouble) =>
  `${source} ${refused ? 'refused' : 'failed'}: ${reason}.`;
