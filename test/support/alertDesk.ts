import { alertEngine } from '../../src/alerts/engine/engine.ts';
import { ruleStore } from '../../src/alerts/engine/store.ts';
import type { Rule } from '../../src/alerts/rules/rule.ts';
import { readRule } from '../../src/alerts/rules/words.ts';
import { replySchema } from '../../src/chat/replySchema.ts';
import { renderPlain } from '../../src/chat/show/plain.ts';
import type { Log } from '../../src/common/log.ts';
import { here } from '../../src/compute/here.ts';
import { siteStoreOf } from '../../src/desk.ts';
import { machineLabel, type Site } from '../../src/economics/index.ts';
import type { MarketSnapshot, ReadingState, SourceStatus, SourceTrouble } from '../../src/market/contract.ts';
import type { Database } from '../../src/storage/database.ts';
import { testDatabase } from './database/testDatabase.ts';
import { handClock } from './handClock.ts';
import { silentLog } from './testMarket.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const by = { id: 'U1', name: 'ana' };

/** The market as a test sets it; what hashprice it pays is for the engine to work out. */
export interface TestMarket {
  priceUsd: number;
  difficulty: number;
  feesBtcPerBlock: number;
  height: number;
  priceState: ReadingState;
  chainState: ReadingState;
  troubles: SourceTrouble[];
  status: SourceStatus[];
}

/** A live market, everything in it confirmed, that pays this much (USD/PH/day). */
export function calmMarket(hashpriceUsdPerPhDay = 48): TestMarket {
  const market: TestMarket = {
    priceUsd: 0,
    difficulty: 1.4e14,
    feesBtcPerBlock: 0.03,
    height: 945_000,
    priceState: 'confirmed',
    chainState: 'confirmed',
    troubles: [],
    status: [],
  };
  return { ...market, priceUsd: priceFor(hashpriceUsdPerPhDay, market) };
}

/** At this difficulty and no fees, $90,000 a BTC is a hashprice of 45 USD/PH/day and a bit. */
export function priceFor(hashpriceUsdPerPhDay: number, { difficulty, feesBtcPerBlock }: TestMarket): number {
  const btcPerPhDay = ((3.125 + feesBtcPerBlock) * 86_400 * 1e15) / (difficulty * 2 ** 32);
  return hashpriceUsdPerPhDay / btcPerPhDay;
}

export function snapshotOf(market: TestMarket, now: number): MarketSnapshot {
  const { height, difficulty } = market;
  const reading = { observedAt: now - 5_000, state: market.chainState };
  const periodStartHeight = height - (height % 2016);
  return {
    now,
    basis: 'live',
    troubles: market.troubles,
    remarks: [],
    priceUsd: {
      value: market.priceUsd,
      source: 'Coinbase, Kraken',
      observedAt: now - 5_000,
      state: market.priceState,
    },
    chain: {
      ...reading,
      source: 'mempool',
      value: {
        height,
        difficulty,
        tipTime: now - 300_000,
        periodStartHeight,
        periodStartTime: now - 300_000 - (height - periodStartHeight) * 590_000,
        previousRetargetPercent: 1.5,
      },
    },
    fees: { ...reading, source: 'mempool', value: { btcPerBlock: market.feesBtcPerBlock } },
    history: [],
    retargets: [],
  };
}

/** An engine over a real database, on a clock held by hand, with the market as the test sets it. */
export function alertDesk({
  database = testDatabase(),
  log = silentLog,
  isOurs = () => true,
}: {
  database?: Database;
  log?: Log;
  isOurs?: () => boolean;
} = {}) {
  const clock = handClock();
  const market = calmMarket();
  const open = () =>
    alertEngine({
      compute: here.compute,
      database,
      now: clock.now,
      log,
      isOurs,
      market: { snapshot: async () => snapshotOf(market, clock.now()), status: () => market.status },
    });
  const rules = ruleStore({ database, now: clock.now });
  const sites = siteStoreOf({ database, now: clock.now });
  let engine = open();
  let read = 0;

  /** What was put into the outbox since the last call, as people see it. */
  async function posted(): Promise<{ channel: string; key: string; text: string }[]> {
    const rows = await database.all(
      'SELECT id, key, channel, reply FROM deliveries WHERE id > :read ORDER BY id',
      {
        read,
      },
    );
    read = Number(rows.at(-1)?.id ?? read);
    return rows.map((row) => ({
      channel: String(row.channel),
      key: String(row.key),
      text: renderPlain({
        reply: replySchema.parse(JSON.parse(String(row.reply))),
        now: clock.now(),
        width: 100,
      }),
    }));
  }

  return {
    database,
    clock,
    market,
    rules,
    sites,
    posted,
    titles: async () => (await posted()).map(({ text }) => text.split('\n')[0]!),
    /** Another process, or the same after a crash. */
    restart() {
      engine = open();
    },
    tick: () => engine.tick(),
    setHashprice(usdPerPhDay: number) {
      market.priceUsd = priceFor(usdPerPhDay, market);
    },
    /** Ticks once a minute at these hashprices; undefined is a minute without a confirmed price. */
    async run(hashprices: readonly (number | undefined)[], stepMs = MINUTE_MS) {
      for (const value of hashprices) {
        clock.advance(stepMs);
        market.priceState = value === undefined ? 'unconfirmed' : 'confirmed';
        if (value !== undefined) market.priceUsd = priceFor(value, market);
        await engine.tick();
      }
    },
    async add(text: string, rule: Partial<Rule> = {}, channel = 'C1') {
      const known = (await sites.list('t')).sites.map(({ site }) => ({
        name: site.name,
        machines: site.fleet.map(({ machine }) => machineLabel({ machine })),
      }));
      const asked = readRule(text, { sites: known });
      const address = { adapter: 'console', tenant: 't', channel };
      return rules.add(
        't',
        { forMs: 0, cooldownMs: 0, once: false, pings: [], owner: by, address, ...asked, ...rule },
        by,
      );
    },
    addSite: (site: Site) => sites.add('t', site, by),
  };
}
