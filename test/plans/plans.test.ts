import { expect, it } from 'vitest';
import { scoresAnswer } from '../../src/answers/index.ts';
import { reply } from '../../src/chat/reply.ts';
import { replySchema } from '../../src/chat/replySchema.ts';
import { renderPlain } from '../../src/chat/show/plain.ts';
import { composeDigest } from '../../src/digest/compose.ts';
import { type KeptPlan, keepPlans, planSites, plansSince, scorePlans } from '../../src/plans/index.ts';
import { keepTariff } from '../../src/tariffs/table.ts';
import { operator, tenant, type testDigests, testSettings } from '../digest/digests.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handClock } from '../support/handClock.ts';
import { silentLog } from '../support/testMarket.ts';
import { hourOf, kept, pay, replicas, sell, site } from './prices.ts';

const HOUR_MS = 3_600_000;

/** Prices of two days, kept at noon before. */
async function withPrices() {
  const database = testDatabase();
  await sell({ database, keptAt: hourOf(-12) });
  return database;
}

const composed = ({ sources }: ReturnType<typeof testDigests>, dueAt: number) =>
  composeDigest({
    ...{ tenant, sites: [], sources },
    schedule: testSettings().schedule,
    posting: { day: '2026-04-20', dueAt, skipped: [] },
  });

it('a plan that a digest posts is kept with it, scored once on what came, and told by the next digest', async () => {
  const database = await withPrices();
  const clock = handClock(hourOf(-5.5));
  const [one, other] = replicas(database, clock.now);
  const schedule = { days: 'daily' as const, minuteOfDay: 19 * 60, timeZone: site.timeZone };
  await one!.store.add(tenant, testSettings({ schedule }), operator);
  clock.advance(HOUR_MS);
  await Promise.all([one!.tick(), other!.tick()]);
  const [posted, ...more] = await kept(database);
  expect(more).toEqual([]);
  expect(posted).toMatchObject({ day: '2026-04-20', plan: { madeAt: hourOf(-4.5), basis: 'live' } });
  expect(posted!.plan.classes).toMatchObject([{ off: [{ start: hourOf(18), end: hourOf(19) }] }]);

  // The market moved against the plan in the hour that it stopped in; of the last hour nothing was reported.
  for (let hour = 0; hour < 23; hour++) await pay(database, hour, hour === 18 ? 10 : 20);
  clock.advance(30 * HOUR_MS);
  const score = () => scorePlans({ database, now: clock.now, log: silentLog });
  await Promise.all([score(), score()]);
  const [scored] = await kept(database);
  const { strikeUsdPerMwh, meanLoadMw } = posted!.plan.classes[0]!;
  expect(scored!.score).toMatchObject({ paid: 'realTime', hours: 23, source: 'a feed', boundUsd: 0 });
  expect(scored!.score!.savedUsd).toBeCloseTo((10 - strikeUsdPerMwh) * meanLoadMw, 6);
  await sell({ database, dear: 20, keptAt: clock.now() });
  await score();
  expect(await kept(database)).toEqual([scored]);

  clock.advance(17.5 * HOUR_MS);
  await one!.tick();
  const row = await database.get('SELECT reply FROM deliveries ORDER BY id DESC LIMIT 1');
  const { title, details } = replySchema.parse(JSON.parse(String(row!.reply)));
  const told = details!.filter((block) => JSON.stringify(block).includes('Rockdale on '));
  const answer = scoresAnswer({ site, plans: [scored!], damaged: [], days: 30, tariffs: undefined });
  const shown = [reply({ title, blocks: told }), answer, reply({ title: 'More', blocks: answer.details! })];
  await expect(
    shown.map((reply) => renderPlain({ reply, now: clock.now(), width: 80 })).join('\n\n'),
  ).toMatchFileSnapshot('scores.txt');
});

it('scorePlans() goes by day-ahead prices as corrected, and says so, where too little was reported', async () => {
  const database = await withPrices();
  const clock = handClock(hourOf(12));
  const [desk] = replicas(database, clock.now);
  const { plans } = await composed(desk!, clock.now());
  const [first] = plans as [KeptPlan];
  expect(first.day).toBe('2026-04-21');
  await keepPlans(database, plans);
  await keepPlans(database, [{ ...first, plan: { ...first.plan, hashpriceUsdPerPhDay: 1 } }]);
  await sell({ database, dear: 300, keptAt: hourOf(13) });
  await pay(database, 24 + 18, 10);
  clock.advance(40 * HOUR_MS);
  await scorePlans({ database, now: clock.now, log: silentLog });
  const [scored] = await kept(database);
  expect(scored!.plan).toEqual(first.plan);
  const { strikeUsdPerMwh, meanLoadMw, savedUsd } = first.plan.classes[0]!;
  expect(savedUsd).toBeCloseTo((400 - strikeUsdPerMwh) * meanLoadMw, 6);
  expect(scored!.score).toMatchObject({ paid: 'dayAhead', hours: 24, pricesAsOf: hourOf(13) });
  expect(scored!.score!.savedUsd).toBeCloseTo((300 - strikeUsdPerMwh) * meanLoadMw, 6);
});

it('scorePlans() takes day-ahead prices as the index of the tariff that the plan was decided by', async () => {
  const database = await withPrices();
  const clock = handClock(hourOf(12));
  const [desk] = replicas(database, clock.now);
  const supply = { kind: 'block' as const, name: 'Supply', blockMw: 0, blockUsdPerMwh: 0, adderUsdPerMwh: 5 };
  const tax = { kind: 'percent' as const, name: 'Tax', share: 0.08 };
  const tariff = {
    ...{ name: 'Index', charges: [{ ...supply, sellsBack: true }, tax] },
    losses: { energyShare: 0.03, demandShare: 0 },
  };
  const held = { tenant, site: 'rockdale', since: '2000-01-01', tariff, source: 'a file', setAt: hourOf(-9) };
  await database.transaction(`tenant:${tenant}`, () => keepTariff(database, held));
  const { plans } = await composed(desk!, clock.now());
  const { strikeUsdPerMwh, meanLoadMw, savedUsd } = plans[0]!.plan.classes[0]!;
  const atMeter = (index: number) => 1.03 * 1.08 * (5 + index);
  expect(savedUsd).toBeCloseTo((atMeter(400) - strikeUsdPerMwh) * meanLoadMw, 6);
  await keepPlans(database, plans);
  await sell({ database, dear: 300, keptAt: hourOf(13) });
  // By now the tariff is another one: the plan goes by the one of then.
  await database.run('DELETE FROM tariffs');
  clock.advance(40 * HOUR_MS);
  await scorePlans({ database, now: clock.now, log: silentLog });
  const [scored] = await kept(database);
  expect(scored!.score).toMatchObject({ paid: 'dayAhead', hours: 24, source: 'a market' });
  expect(scored!.score!.savedUsd).toBeCloseTo((atMeter(300) - strikeUsdPerMwh) * meanLoadMw, 6);
});

it('planSites() lets plans go on under a new name and go with their site; a damaged one is named, old ones go', async () => {
  const database = await withPrices();
  const clock = handClock(hourOf(12));
  const [desk] = replicas(database, clock.now);
  const [plan] = (await composed(desk!, clock.now())).plans as [KeptPlan];
  await keepPlans(database, [plan]);
  const pecos = { key: 'pecos', name: 'Pecos' };
  await planSites(database).renamed({ tenant, from: { key: 'rockdale', name: 'Rockdale' }, to: pecos });
  expect(await kept(database)).toEqual([{ ...plan, site: 'pecos' }]);
  await database.run(`UPDATE dispatch_plans SET plan = '{}'`);
  expect(await plansSince(database, { tenant, since: 0 })).toEqual({
    plans: [],
    damaged: [{ tenant, site: 'pecos', day: '2026-04-21' }],
  });
  const later = 401 * 24 * HOUR_MS;
  await keepPlans(database, [
    { ...plan, day: '2027-05-27', plan: { ...plan.plan, to: plan.plan.to + later } },
  ]);
  expect(await plansSince(database, { tenant, since: 0 })).toMatchObject({
    damaged: [],
    plans: [{ site: 'rockdale' }],
  });
  await planSites(database).removed({ tenant, key: 'rockdale', name: 'Rockdale' });
  expect(await kept(database)).toEqual([]);
});
