import { networkHashrateFromDifficulty } from '../../economics/index.ts';
import type { Chain, Fees, ObservedHashrate } from '../contract.ts';

/** Why a reading is refused, in words that follow its source's name; undefined: it is accepted. */
export type Refusal = string | undefined;

/** A range with the words for a value outside it. */
function limit({ what, min, max, unit }: { what: string; min: number; max: number; unit: string }) {
  const holds = (value: number) => value >= min && value <= max;
  const refuse = (value: number): Refusal =>
    holds(value) ? undefined : `${what} ${show(value)}${unit}, accepted ${show(min)} to ${show(max)}${unit}`;
  return { holds, refuse };
}

/** What has any meaning at all for a number from outside, whatever it was before. */
export const limits = {
  priceUsd: limit({ what: 'price', min: 100, max: 100_000_000, unit: ' USD' }),
  feesBtcPerBlock: limit({ what: 'fees', min: 0, max: 50, unit: ' BTC per block' }),
  height: limit({ what: 'height', min: 2_016, max: 10_000_000, unit: '' }),
  difficulty: limit({ what: 'difficulty', min: 1, max: 1e20, unit: '' }),
  previousRetargetPercent: limit({ what: 'previous retarget', min: -75, max: 300, unit: '%' }),
};

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** Consensus lets a block be two hours ahead of the clock. */
const MAX_AHEAD_MS = 2 * HOUR_MS;
/** A day's luck moves an observed hashrate by some 10 %; a wrong unit moves it by ×1,000. */
const MAX_HASHRATE_FACTOR = 5;

const OLD_TIP_MS = 6 * HOUR_MS;

/** Six hours without a block has not happened in fifteen years: a source with an older tip does not follow the chain. */
export const isOldTip = ({ value, observedAt }: { value: Chain; observedAt: number }): boolean =>
  observedAt - value.tipTime > OLD_TIP_MS;

export const refusePrice = (priceUsd: number): Refusal => limits.priceUsd.refuse(priceUsd);

export const refuseFees = ({ btcPerBlock }: Fees): Refusal => limits.feesBtcPerBlock.refuse(btcPerBlock);

/** Refuses a hashrate that the difficulty contradicts, such as EH/s printed as TH/s. */
export function refuseHashrate(
  { ehPerS }: ObservedHashrate,
  { difficulty }: { difficulty: number },
): Refusal {
  const implied = networkHashrateFromDifficulty({ difficulty });
  return limit({
    what: 'network hashrate',
    min: implied / MAX_HASHRATE_FACTOR,
    max: implied * MAX_HASHRATE_FACTOR,
    unit: ' EH/s',
  }).refuse(ehPerS);
}

/** Refuses a chain that cannot be, whatever was known before. `now` in Unix milliseconds. */
export function refuseChain(chain: Chain, { now }: { now: number }): Refusal {
  return (
    limits.height.refuse(chain.height) ??
    limits.difficulty.refuse(chain.difficulty) ??
    limits.previousRetargetPercent.refuse(chain.previousRetargetPercent) ??
    refuseTimes(chain, now)
  );
}

function refuseTimes(chain: Chain, now: number): Refusal {
  const { tipTime, periodStartTime, block504Time } = chain;
  if (chain.periodStartHeight !== chain.height - (chain.height % 2016)) {
    return `period start ${show(chain.periodStartHeight)}, which is not where the period of block ${show(chain.height)} began`;
  }
  // A period at a quarter of the normal pace takes eight weeks; block times may be two hours out of order.
  return (
    refuseTime({ what: 'tip time', time: tipTime, earliest: 0, latest: now + MAX_AHEAD_MS }) ??
    refuseTime({
      what: 'period start time',
      time: periodStartTime,
      earliest: tipTime - 9 * WEEK_MS,
      latest: tipTime + MAX_AHEAD_MS,
    }) ??
    (block504Time === undefined
      ? undefined
      : refuseTime({
          what: 'time of the block 504 back',
          time: block504Time,
          earliest: tipTime - 9 * WEEK_MS,
          latest: tipTime,
        }))
  );
}

function refuseTime({
  what,
  ...t
}: {
  what: string;
  time: number;
  earliest: number;
  latest: number;
}): Refusal {
  if (t.time >= t.earliest && t.time <= t.latest) return undefined;
  return `${what} ${showTime(t.time)}, accepted ${showTime(t.earliest)} to ${showTime(t.latest)}`;
}

export const show = (value: number) =>
  value.toLocaleString('en-US', { maximumSignificantDigits: 15 }).replace('-', '−');
const showTime = (time: number) => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
