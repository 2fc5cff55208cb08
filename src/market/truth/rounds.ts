import { SourceError } from '../../net/http.ts';
import type { Chain } from '../contract.ts';
import type { GuardedSource } from '../guard.ts';
import type { LastGood } from '../lastGood.ts';
import { reference } from '../reference.ts';
import {
  agreeOnChain,
  agreeOnFees,
  agreeOnHashrate,
  contradictsChain,
  contradictsFees,
  contradictsHashrate,
  contradictsHeight,
} from './continuity.ts';
import { gradedRound, HELD_MS } from './graded.ts';
import { moment } from './moment.ts';
import { isOldTip, refuseChain, refuseFees, refuseHashrate } from './plausible.ts';
import { priceRound } from './priceRound.ts';
import { refuseProof } from './proof.ts';
import type { Round } from './round.ts';

/** One round per quantity. A round never rejects: what fails is reported. */
export const rounds: Record<keyof LastGood, (round: Round) => Promise<void>> = {
  price: priceRound,
  chain: chainRound,
  fees: feesRound,
  hashrate: hashrateRound,
};

/** The chain of those that follow the network; one with an old tip only where no source has a newer. */
async function chainRound(round: Round): Promise<void> {
  const { now, known } = round;
  let accepted = false;
  const aside = await gradedRound(
    {
      ...round,
      accept(quantity, good) {
        accepted = true;
        round.accept(quantity, good);
      },
    },
    {
      quantity: 'chain',
      refuse: (chain) => refuseChain(chain, { now: now() }),
      contradicts: (chain, last) => contradictsChain(chain, { ...(last && { last }), now: now() }),
      agree: agreeOnChain,
      behind: (good) =>
        isOldTip(good) ? `its newest block is of ${moment(good.value.tipTime, now())}` : undefined,
      prove: (guard, chain) => proves({ round, guard, chain }),
    },
  );
  const last = known.chain;
  const newest = aside.map(({ good }) => good).sort((a, b) => b.value.tipTime - a.value.tipTime)[0];
  if (accepted || !newest || newest.value.tipTime < (last?.value.tipTime ?? 0)) return;
  if (contradictsChain(newest.value, { ...(last && { last }), now: now() }) === undefined)
    round.accept('chain', { ...newest, grade: 'single' });
}

/**
 * Whether the source has block headers that prove what it says. One that has none is not in trouble. Real headers told of
 * with another height would prove nothing: no proof helps a height that the pace of blocks does not allow. A last known height
 * that nobody has confirmed for long may be the lie, though: then the built-in reference is what it has to follow from.
 */
async function proves(asked: { round: Round; guard: GuardedSource; chain: Chain }): Promise<boolean> {
  const { round, guard, chain } = asked;
  const last = round.known.chain;
  const isHeard = last !== undefined && round.now() - last.observedAt < HELD_MS;
  const height = contradictsHeight(chain, { ...(isHeard && { last }), now: round.now() });
  if (!guard.provides('headers') || height !== undefined) return false;
  try {
    const { value: headers } = await guard.ask('headers');
    return refuseProof({ chain, headers, ease: round.ease }) === undefined;
  } catch (error) {
    if (error instanceof SourceError || error instanceof RangeError) return false;
    throw error;
  }
}

async function feesRound(round: Round): Promise<void> {
  await gradedRound(round, {
    quantity: 'fees',
    refuse: refuseFees,
    contradicts: (fees, last) => contradictsFees(fees, { ...(last && { last }), now: round.now() }),
    agree: agreeOnFees,
  });
}

async function hashrateRound(round: Round): Promise<void> {
  const chain = () => round.known.chain?.value ?? reference.chain;
  await gradedRound(round, {
    quantity: 'hashrate',
    refuse: (observed) => refuseHashrate(observed, chain()),
    contradicts: (observed) => contradictsHashrate(observed, { chain: chain() }),
    agree: agreeOnHashrate,
  });
}
