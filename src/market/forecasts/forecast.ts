import { estimateBlockTime } from '../../economics/index.ts';
import type { MarketSnapshot } from '../contract.ts';
import { chainEstimates } from './estimates.ts';
import type { ForecastKind, ForecastScore } from './score.ts';

/** A forecast as it was made. */
export interface Forecast {
  kind: ForecastKind;
  /** The first block of the period that it speaks of. */
  height: number;
  /** Blocks into the period at which it was made: one of the positions. */
  position: number;
  /** The 80 % band. */
  low: number;
  high: number;
}

const BLOCKS_PER_PERIOD = 2016;
/** Where in a period forecasts are kept, in blocks: so that those of different periods are alike. */
const RETARGET_POSITIONS = [144, 504, 1008, 1512, 1814];
const BLOCK_TIME_POSITION = 0;
const BLOCK_TIME_PERIODS = 4;
/** A forecast that is made later than this belongs to no position: about six hours. */
const LATE_BLOCKS = 36;

/** The forecasts that fall due at this tip. None from a chain that is not live. */
export function dueForecasts(snapshot: MarketSnapshot): Forecast[] {
  if (snapshot.chain.state !== 'confirmed' && snapshot.chain.state !== 'unconfirmed') return [];
  const blocks = snapshot.chain.value.height % BLOCKS_PER_PERIOD;
  const isDue = (position: number) => blocks >= position && blocks < position + LATE_BLOCKS;
  return [
    ...RETARGET_POSITIONS.filter(isDue).map((position) => retargetForecast({ snapshot, position })),
    ...(isDue(BLOCK_TIME_POSITION) ? [blockTimeForecast(snapshot)] : []),
  ];
}

function retargetForecast(asked: { snapshot: MarketSnapshot; position: number }): Forecast {
  const { retarget } = chainEstimates(asked.snapshot);
  const { nextRetargetHeight: height, lowPercent: low, highPercent: high } = retarget;
  return { kind: 'retarget', height, position: asked.position, low, high };
}

function blockTimeForecast(snapshot: MarketSnapshot): Forecast {
  const { periodStartHeight, height: tip } = snapshot.chain.value;
  const height = periodStartHeight + BLOCK_TIME_PERIODS * BLOCKS_PER_PERIOD;
  const { pace } = chainEstimates(snapshot);
  const { earliestTime: low, latestTime: high } = estimateBlockTime({ ...pace, blocksLeft: height - tip });
  return { kind: 'block time', height, position: BLOCK_TIME_POSITION, low, high };
}

/** What came of a forecast; undefined while it is not known. */
export function outcomeOf({ kind, height }: Forecast, snapshot: MarketSnapshot): number | undefined {
  const { periodStartHeight, periodStartTime, previousRetargetPercent } = snapshot.chain.value;
  const past = snapshot.retargets.find((one) => one.height === height);
  if (height === periodStartHeight) return kind === 'retarget' ? previousRetargetPercent : periodStartTime;
  return kind === 'retarget' ? past?.changePercent : past?.time;
}

/** The score that is like a band shown `blocks` into a period: of the last position before. */
export function scoreNear(asked: {
  scores: readonly ForecastScore[];
  kind: ForecastKind;
  blocks: number;
}): ForecastScore | undefined {
  const { scores, kind, blocks } = asked;
  const alike = scores.filter((score) => score.kind === kind && score.position <= blocks);
  return alike.sort((a, b) => b.position - a.position)[0];
}
