import { describe, expect, it } from 'vitest';
import { difficultyFromBits } from '../../../src/economics/index.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { handClock } from '../../support/handClock.ts';
import { EASE, mineChain } from '../../support/marketServer/minedChain.ts';
import { type MarketServer, startMarketServer } from '../../support/marketServer.ts';
import { testDatabase } from '../../support/testDatabase.ts';
import { testMarket } from '../../support/testMarket.ts';

const MINUTE = 60_000;
const TRUE_DIFFICULTY = 135_594_876_535_256.58;
const LIE_BITS = 0x170817ff;
const LIE_DIFFICULTY = difficultyFromBits({ bits: LIE_BITS });

/** One period ahead at a quarter of the difficulty, and consistent in itself. */
function lie({ state: { chain } }: MarketServer): () => void {
  const truth = { ...chain };
  Object.assign(chain, {
    height: truth.height + 2_292,
    difficultyAt: (height: number) => (height >= 947_520 ? LIE_DIFFICULTY : truth.difficultyAt(height)),
    bitsAt: (height: number) => (height >= 947_520 ? LIE_BITS : truth.bitsAt(height)),
  });
  return () => Object.assign(chain, truth);
}

const storage = () => keyValue({ database: testDatabase(), namespace: 'market', now: () => 0 });
const variables = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL'];

describe('a consistent lie of the only chain source', () => {
  it('is held back for 30 minutes, then shown with a warning and no alert, and the truth is back at once', async () => {
    const { market, clock, server } = await testMarket({ variables });
    await market.snapshot();
    const recant = lie(server);
    clock.advance(MINUTE);
    const held = await market.snapshot();
    expect(held.chain).toMatchObject({ value: { difficulty: TRUE_DIFFICULTY }, state: 'confirmed' });
    expect(held.troubles).toContainEqual(
      expect.objectContaining({ kind: 'refused', reason: expect.stringMatching(/^height 948,292/) }),
    );
    clock.advance(30 * MINUTE);
    const shown = await market.snapshot();
    expect(shown.chain).toMatchObject({
      value: { difficulty: LIE_DIFFICULTY },
      state: 'unconfirmed',
      grade: 'single',
    });
    expect(shown.notice).toMatch(
      /^Chain unconfirmed: mempool at .* alone says so \(height 948,292, .*\); alerts wait\.$/,
    );
    clock.advance(MINUTE);
    expect((await market.snapshot()).chain.state).toBe('unconfirmed');
    recant();
    clock.advance(MINUTE);
    const back = await market.snapshot();
    expect(back.chain).toMatchObject({ value: { difficulty: TRUE_DIFFICULTY }, state: 'confirmed' });
    expect(back.notice).toBeUndefined();
  });

  it('at first contact is never confirmed, and does not silence the truth across a restart', async () => {
    const [store, clock] = [storage(), handClock()];
    const before = await testMarket({ store, clock, variables });
    lie(before.server);
    expect((await before.market.snapshot()).chain).toMatchObject({
      value: { difficulty: LIE_DIFFICULTY },
      state: 'unconfirmed',
    });
    await before.market.stop();
    clock.advance(MINUTE);
    const after = await testMarket({ store, clock, variables });
    expect((await after.market.snapshot()).chain).toMatchObject({
      value: { height: 946_000, difficulty: TRUE_DIFFICULTY },
      state: 'confirmed',
      grade: 'single',
    });
  });

  it('that was held to be true is overturned by two sources at once, and by one after 30 minutes with a warning', async () => {
    const [store, clock] = [storage(), handClock()];
    const before = await testMarket({ store, clock, variables });
    const { chain } = before.server.state;
    // Small enough to be taken for true at first contact.
    chain.height += 1_600;
    await before.market.snapshot();
    await before.market.stop();
    clock.advance(MINUTE);
    const alone = await testMarket({ store, clock, variables });
    expect((await alone.market.snapshot()).chain.value.height).toBe(947_600);
    clock.advance(31 * MINUTE);
    expect((await alone.market.snapshot()).chain).toMatchObject({
      value: { height: 946_000 },
      state: 'unconfirmed',
    });
    const both = await testMarket({ store, clock, variables: [...variables, 'BITCOIN_RPC_URL'] });
    expect((await both.market.snapshot()).chain).toMatchObject({
      value: { height: 946_000 },
      state: 'confirmed',
      grade: 'agreed',
    });
  });

  it('is outvoted by two that agree, whoever is asked first', async () => {
    const clock = handClock();
    const liar = await startMarketServer({ now: clock.now });
    lie(liar);
    const { market } = await twoServers({ liar, clock, honest: 2 });
    const { chain } = await market.snapshot();
    expect(chain).toMatchObject({ value: { height: 946_000 }, state: 'confirmed', grade: 'agreed' });
    await liar.close();
  });
});

/** A market over a liar, which is preferred, and as many honest mempool servers. */
async function twoServers(asked: {
  liar: MarketServer;
  clock: ReturnType<typeof handClock>;
  honest: number;
}) {
  const { liar, clock, honest } = asked;
  const others = await Promise.all(
    Array.from({ length: honest - 1 }, () => startMarketServer({ now: clock.now })),
  );
  const server = await startMarketServer({ now: clock.now });
  server.urls.MEMPOOL_URL = [liar, server, ...others].map(({ url }) => url).join(',');
  const opened = await testMarket({ server, clock, variables });
  const close = server.close;
  server.close = async () => void (await Promise.all([close(), ...others.map((one) => one.close())]));
  return opened;
}

describe('block headers', () => {
  const proving = async () => {
    const clock = handClock();
    const opened = await testMarket({ clock, variables, ease: EASE });
    const mined = mineChain({ tipHeight: 946_000, tipTime: clock.now() - 4 * MINUTE });
    mined.serve(opened.server.state.chain);
    return { ...opened, mined };
  };

  it('prove what one source says, and a new block costs one question more', async () => {
    const { market, clock, server, mined } = await proving();
    expect((await market.snapshot()).chain).toMatchObject({ state: 'confirmed', grade: 'proved' });
    const headers = () => server.state.requests.filter((line) => line.endsWith('/header')).length;
    const first = headers();
    mined.mine(clock.now() + 30_000);
    mined.serve(server.state.chain);
    clock.advance(MINUTE);
    expect((await market.snapshot()).chain).toMatchObject({
      value: { height: 946_001 },
      grade: 'proved',
    });
    expect(headers()).toBe(first + 1);
  });

  it('overturn at once a difficulty that was held to be true', async () => {
    const { market, clock, server, mined } = await proving();
    const { chain } = server.state;
    const truth = { ...chain };
    Object.assign(chain, { headerOf: () => undefined, difficultyAt: () => 138_955_357_012_247.3 });
    chain.bitsAt = () => 0x1702068f;
    expect((await market.snapshot()).chain).toMatchObject({
      value: { difficulty: 138_955_357_012_247.3 },
      grade: 'single',
    });
    mined.mine(clock.now() + 30_000);
    mined.serve(Object.assign(chain, truth));
    clock.advance(MINUTE);
    expect((await market.snapshot()).chain).toMatchObject({
      value: { difficulty: truth.difficultyAt(946_000) },
      state: 'confirmed',
      grade: 'proved',
    });
  });

  it('told of with another height prove nothing: 52 periods on, past a halving, is held back', async () => {
    const { market, clock, server } = await proving();
    const { chain } = server.state;
    const truth = { ...chain };
    await market.snapshot();
    const on = 52 * 2_016;
    Object.assign(chain, {
      height: truth.height + on,
      hashAt: (height: number) => truth.hashAt(height - on),
      difficultyAt: (height: number) => truth.difficultyAt(height - on),
      bitsAt: (height: number) => truth.bitsAt(height - on),
      timeAt: (height: number) => truth.timeAt(height - on),
    });
    clock.advance(MINUTE);
    const { chain: reading, remarks } = await market.snapshot();
    expect(reading).toMatchObject({ value: { height: 946_000 }, state: 'confirmed' });
    expect(remarks.join(' ')).toMatch(/refused: height 1,050,832, which is 104,832 above the last known/);
  });

  it('come from the own node too', async () => {
    const clock = handClock();
    const { market, server } = await testMarket({ clock, variables: ['BITCOIN_RPC_URL'], ease: EASE });
    mineChain({ tipHeight: 946_000, tipTime: clock.now() - 4 * MINUTE }).serve(server.state.chain);
    expect((await market.snapshot()).chain).toMatchObject({ source: 'Bitcoin Core', grade: 'proved' });
  });

  it('without work prove nothing', async () => {
    const clock = handClock();
    const { market, server } = await testMarket({ clock, variables });
    mineChain({ tipHeight: 946_000, tipTime: clock.now() - 4 * MINUTE }).serve(server.state.chain);
    expect((await market.snapshot()).chain).toMatchObject({ state: 'confirmed', grade: 'single' });
  });
});

describe('another network', () => {
  it('is refused by its first block, and by its name at the node', async () => {
    const all = ['BITCOIN_RPC_URL', 'MEMPOOL_URL'];
    const { market, server } = await testMarket({ variables: all });
    server.state.genesisHash = '00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043';
    server.state.network = 'testnet4';
    const { chain, remarks } = await market.snapshot();
    expect(chain.state).toBe('reference');
    expect(remarks.join(' ')).toMatch(/Bitcoin Core failed: follows another network: testnet4/);
    expect(remarks.join(' ')).toMatch(
      /mempool .* failed: follows another network: its first block is 00000000da84/,
    );
  });
});

describe('two exchanges that are 20 % off and answer first', () => {
  it('move nothing while the others are a second late', async () => {
    const { market, clock, server } = await testMarket({ timeoutMs: 5_000 });
    await market.snapshot();
    for (const liar of ['coinbase', 'kraken'] as const) server.state.prices[liar] = 91_234.5 * 1.2;
    for (const late of ['bitstamp', 'gemini']) server.state.faults[late] = { delayMs: 400 };
    clock.advance(MINUTE);
    const during = await market.snapshot({ deadlineMs: 150 });
    expect(during.priceUsd).toMatchObject({ value: 91_234.5, state: 'confirmed' });
    const after = await market.snapshot({ deadlineMs: 5_000 });
    expect(after.priceUsd).toMatchObject({ value: 91_234.5, state: 'confirmed' });
    expect(after.remarks.join(' ')).toMatch(
      /^The price shown was confirmed at 12:00 UTC; unconfirmed since: Coinbase \$109,481\.4, /,
    );
  });
});

describe('a lone quote', () => {
  it('does not take the place of a fresh confirmed price, and is mentioned', async () => {
    const { market, clock, server } = await testMarket();
    const { priceUsd: confirmed } = await market.snapshot();
    for (const gone of ['coinbase', 'bitstamp', 'gemini']) server.state.faults[gone] = { status: 404 };
    server.state.prices.kraken = 80_000;
    clock.advance(MINUTE);
    const { priceUsd, remarks } = await market.snapshot();
    expect(priceUsd).toEqual(confirmed);
    expect(remarks).toContain(
      'The price shown was confirmed at 12:00 UTC; unconfirmed since: Kraken $80,000.',
    );
    clock.advance(15 * MINUTE);
    expect((await market.snapshot()).priceUsd).toMatchObject({ value: 80_000, state: 'unconfirmed' });
  });
});

describe('fees and hashrate of one source', () => {
  it('of 49 BTC a block are not believed, whether the blocks say so or not', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    server.state.faults['/api/v1/mining/reward-stats'] = {
      change: (stats: object) => ({ ...stats, totalFee: String(49e8 * 144) }),
    };
    clock.advance(MINUTE);
    const against = await market.snapshot();
    expect(against.fees).toMatchObject({ value: { btcPerBlock: expect.closeTo(0.023, 3) } });
    expect(against.remarks.join(' ')).toMatch(
      /counts fees of 7056 BTC in rewards of .* where the subsidy is 450/,
    );
    server.state.faults = {};
    server.state.chain.feesSatsAt = () => 49e8;
    clock.advance(MINUTE);
    const consistent = await market.snapshot();
    expect(consistent.fees).toMatchObject({ value: { btcPerBlock: expect.closeTo(0.023, 3) } });
    expect(consistent.remarks.join(' ')).toMatch(/refused: fees 49 BTC per block after 0\.02/);
  });

  it('of a third of what bits and times of the blocks say are not believed', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    server.state.faults['/api/v1/mining/hashrate'] = {
      change: ({ hashrates }: { hashrates: { avgHashrate: number }[] }) => ({
        hashrates: hashrates.map((day) => ({ ...day, avgHashrate: day.avgHashrate / 3 })),
      }),
    };
    clock.advance(MINUTE);
    const { hashrate, remarks } = await market.snapshot();
    expect(hashrate).toMatchObject({ value: { ehPerS: expect.closeTo(978.8, 0) }, state: 'confirmed' });
    expect(remarks.join(' ')).toMatch(/refused: network hashrate 326 EH\/s, where the blocks say 979\./);
  });
});

describe('what a server says of the last retarget', () => {
  const retarget = (previousRetarget: number) => ({
    '/api/v1/difficulty-adjustment': { change: (answer: object) => ({ ...answer, previousRetarget }) },
  });

  it('is derived from two difficulties where it is 0', async () => {
    const { market, server } = await testMarket({ variables });
    server.state.faults = retarget(0);
    expect((await market.snapshot()).chain).toMatchObject({
      value: { previousRetargetPercent: expect.closeTo(-2.426474, 5) },
      state: 'confirmed',
    });
  });

  it('is refused where its blocks contradict it, and asked again', async () => {
    const { market, clock, server } = await testMarket({ variables });
    server.state.faults = retarget(3);
    const { chain, remarks } = await market.snapshot();
    expect(chain.state).toBe('reference');
    expect(remarks.join(' ')).toMatch(
      /failed: states a last retarget of 3%, where its blocks moved by -2\.43%/,
    );
    server.state.faults = {};
    clock.advance(MINUTE);
    expect((await market.snapshot()).chain.state).toBe('confirmed');
  });
});

describe('the time that a source itself gives', () => {
  it('makes a quote old, however often it is repeated', async () => {
    const { market, server, clock } = await testMarket();
    server.state.faults.bitstamp = {
      change: (ticker: object) => ({ ...ticker, timestamp: String(clock.now() / 1000 - 3_600) }),
    };
    server.state.faults.gemini = {
      change: (ticker: object) => ({ ...ticker, volume: { timestamp: clock.now() - 7_200_000 } }),
    };
    const { priceUsd, remarks } = await market.snapshot();
    expect(priceUsd).toMatchObject({ source: 'Coinbase, Kraken', state: 'confirmed' });
    expect(remarks).toEqual([
      'Bitstamp refused: its answer is of 11:00 UTC.',
      'Gemini failed: its ticker is of 10:00 UTC.',
    ]);
  });
});

describe('two processes over one store', () => {
  it('know what the other has learned, and never put the older over the newer', async () => {
    const [store, clock] = [storage(), handClock()];
    const [one, other] = [await testMarket({ store, clock }), await testMarket({ store, clock })];
    await one.market.snapshot();
    await other.market.snapshot();
    clock.advance(MINUTE);
    // Only the second still has prices, only the first a chain.
    for (const gone of ['coinbase', 'kraken', 'bitstamp', 'gemini'])
      one.server.state.faults[gone] = { status: 404 };
    other.server.state.faults.mempool = { status: 404 };
    one.server.state.chain.height = 946_002;
    other.server.state.priceUsd = 92_000;
    await other.market.snapshot();
    expect(await one.market.snapshot()).toMatchObject({
      priceUsd: { value: 92_000 },
      chain: { value: { height: 946_002 } },
    });
    clock.advance(MINUTE);
    expect(await other.market.snapshot()).toMatchObject({
      priceUsd: { value: 92_000, state: 'confirmed' },
      chain: { value: { height: 946_002 }, state: 'confirmed' },
    });
  });
});
