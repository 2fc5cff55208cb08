// A desk of so many teams in a process of its own: what it takes, and how long others wait for it.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { alertEngine } from '../../src/alerts/engine/engine.ts';
import { here } from '../../src/compute/here.ts';
import { openAt } from '../../src/storage/open.ts';
import { calmMarket, priceFor, snapshotOf } from '../../test/support/alertDesk.ts';
import { answerQuestions } from '../../test/support/processes/helper.ts';
import { silentLog } from '../../test/support/testMarket.ts';
import { quantile, timed } from '../case.ts';
import { openSideDesk } from '../sideDesk.ts';
import { fillRules, HASHPRICE } from './rules.ts';

export interface GrowthSettings {
  directory: string;
  /** A PostgreSQL database, empty; without it the desk has a file in `directory`. */
  databaseUrl?: string;
  marketUrl: string;
  tenants: number;
}

/** What a desk of so many teams comes to. */
export interface Growth {
  diskMb: number;
  residentMb: number;
  calmTickMs: number;
  /** A fall of hashprice by a tenth in one look. */
  fallTickMs: number;
  fallStallMs: number;
  alerts: number;
  questionP50Ms: number;
  questionP99Ms: number;
}

const { directory, databaseUrl, marketUrl, tenants } = JSON.parse(process.argv[2]!) as GrowthSettings;
const RULES_PER_TENANT = 5;
const MINUTE_MS = 60_000;
const CALM_TICKS = 5;
const QUESTIONS = 500;
const MB = 2 ** 20;
const opened = () =>
  openAt({ place: { dataDirectory: directory, ...(databaseUrl && { databaseUrl }) }, log: silentLog });

async function measured(): Promise<Growth> {
  const alerts = await ticks();
  const desk = await openSideDesk({ directory, marketUrl, database: await opened() });
  const ask = (count: number) =>
    desk.bot.handle({
      address: { adapter: 'slack', tenant: `slack:T${count % tenants}`, channel: 'C1' },
      person: { id: 'U1', name: 'ana', standing: 'admin', roles: [] },
      ask: { text: 'profit "Site 0"' },
    });
  const took: number[] = [];
  for (let count = 0; count < QUESTIONS; count += 1) took.push(await timed(() => ask(count)));
  const warm = took.slice(QUESTIONS / 5);
  const residentMb = process.memoryUsage.rss() / MB;
  await desk.stop();
  return { ...alerts, residentMb, questionP50Ms: quantile(warm, 0.5), questionP99Ms: quantile(warm, 0.99) };
}

/** Looks at the alerts of all, a minute apart, in a market that stands still and then falls. */
async function ticks() {
  const database = await opened();
  let now = Date.now() - (CALM_TICKS + 2) * MINUTE_MS;
  await fillRules({ database, rules: tenants * RULES_PER_TENANT, perTenant: RULES_PER_TENANT, now });
  const market = calmMarket(HASHPRICE);
  const engine = alertEngine({
    compute: here.compute,
    database,
    now: () => now,
    log: silentLog,
    market: { snapshot: async () => snapshotOf(market, now), status: () => [] },
  });
  await engine.tick();
  const calm: number[] = [];
  for (let tick = 0; tick < CALM_TICKS; tick += 1) {
    now += MINUTE_MS;
    calm.push(await timed(() => engine.tick()));
  }
  now += MINUTE_MS;
  market.priceUsd = priceFor(HASHPRICE * 0.9, market);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const fallTickMs = await timed(() => engine.tick());
  // A turn that lasts is known only after it.
  await timed(() => new Promise((resolve) => setTimeout(resolve, 20)));
  delay.disable();
  const alerts = Number((await database.get('SELECT count(*) AS n FROM deliveries'))?.n);
  const diskMb = (await database.bytes()) / MB;
  await database.close();
  return {
    ...{ diskMb, alerts, fallTickMs, fallStallMs: delay.max / 1e6 },
    calmTickMs: quantile(calm, 0.5),
  };
}

answerQuestions(measured);
