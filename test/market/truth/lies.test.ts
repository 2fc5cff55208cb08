import { describe, expect, it } from 'vitest';
import { difficultyFromBits } from '../../../src/economics/index.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { handClock } from '../../support/handClock.ts';
import { EASE, mineChain, tellFurtherOn } from '../../support/marketServer/minedChain.ts';
import { type MarketServer, startMarketServer } from '../../support/marketServer.ts';
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
    await market.snapshot();
    tellFurtherOn({ chain, blocks: 52 * 2_016 });
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
