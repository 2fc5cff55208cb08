import { difficultyFromBits } from '../../src/economics/index.ts';
import type { MarketState } from '../support/marketServer.ts';

/** What a source may say that is not so. Each is consistent in itself, and each would make a rule of the storm fire. */
const lies = {
  /** A chain a period ahead, at a difficulty ÷3.9. */
  chainAhead({ chain }) {
    const { difficultyAt, bitsAt, height } = { ...chain };
    const from = 947_520;
    chain.height = height + 2_292;
    chain.difficultyAt = (at) => (at >= from ? LOW.difficulty : difficultyAt(at));
    chain.bitsAt = (at) => (at >= from ? LOW.bits : bitsAt(at));
  },
  /** Two exchanges on the other side of the limit answer at once, the honest ones a second later. */
  exchanges(state) {
    const told = state.priceUsd * (state.priceUsd > 80_000 ? 0.8 : 1.2);
    Object.assign(state.prices, { coinbase: told, kraken: told });
    Object.assign(state.faults, { bitstamp: { delayMs: 1_000 }, gemini: { delayMs: 1_000 } });
  },
  /** 49 BTC a block, in coinbases that pay them. */
  fees({ chain }) {
    chain.feesSatsAt = () => 49e8;
  },
  hashrate({ faults }) {
    faults['/api/v1/mining/hashrate'] = {
      change: ({ hashrates }: { hashrates: { avgHashrate: number }[] }) => ({
        hashrates: hashrates.map((day) => ({ ...day, avgHashrate: day.avgHashrate / 3 })),
      }),
    };
  },
  /** The chain of testnet4. */
  network(state) {
    state.genesisHash = '00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043';
    Object.assign(state.chain, { height: 112_000, difficultyAt: () => 1, bitsAt: () => 0x1d00ffff });
  },
} satisfies Record<string, (state: MarketState) => void>;

const LOW = { bits: 0x170817ff, difficulty: difficultyFromBits({ bits: 0x170817ff }) };

export type Lie = keyof typeof lies;
const kinds = Object.keys(lies) as Lie[];

/** Lies of a market, one kind after the other. */
export function liar({ state, first }: { state: MarketState; first: number }) {
  const told = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Lie, number>;
  let recant = () => {};
  return {
    told,
    /** Says the truth again. */
    recant: () => recant(),
    lie(): void {
      recant();
      const count = Object.values(told).reduce((sum, times) => sum + times, 0);
      const kind = kinds[(first + count) % kinds.length]!;
      const { chain, genesisHash } = { ...state, chain: { ...state.chain } };
      lies[kind](state);
      told[kind] += 1;
      recant = () => {
        Object.assign(state.chain, chain);
        Object.assign(state, { prices: {}, faults: {}, genesisHash });
        recant = () => {};
      };
    },
  };
}
