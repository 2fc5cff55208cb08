import { expect, it } from 'vitest';
import { scoresAnswer } from '../../src/answers/index.ts';
import { figuresOf, reply } from '../../src/chat/reply.ts';
import { replySchema } from '../../src/chat/replySchema.ts';
import { renderPlain } from '../../src/chat/show/plain.ts';
import { pauseUnreachable } from '../../src/digest/index.ts';
import { scorePlans } from '../../src/plans/index.ts';
import { recordPrice } from '../../src/power/prices.ts';
import type { Database } from '../../src/storage/database.ts';
import { keepTariff } from '../../src/tariffs/table.ts';
import { delivered, operator, tenant, testSettings } from '../digest/digests.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { silentLog } from '../support/testMarket.ts';
import { hourOf, kept, pay, replicas, sell, site, wallClock } from './prices.ts';

/** The messages of the outbox as they are read. */
async function shownOf(database: Database): Promise<string> {
  const rows = await database.all('SELECT reply FROM deliveries ORDER BY id');
  const replies = rows.map(({ reply }) => replySchema.parse(JSON.parse(String(reply))));
  return replies.map((reply) => renderPlain({ reply, now: hourOf(-2), width: 80 })).join('\n\n');
}

const evening = (hour = 18) =>
  testSettings({
    about: 'plan',
    schedule: { days: 'daily', minuteOfDay: hour * 60, timeZone: site.timeZone },
    sites: [site.name],
  });

it('runDigests() posts the plan of the next day when its prices have come, once for all processes and askers', async () => {
  const database = testDatabase();
  const clock = wallClock(-9);
  const [one, other] = replicas(database, clock.now);
  await one!.store.add(tenant, evening(18), operator);
  await one!.store.add(tenant, evening(19), operator);
  const tick = async (hour: number) => {
    clock.set(hourOf(hour));
    await Promise.all([one!.tick(), other!.tick()]);
  };
  await tick(-5.5);
  // Half of the day is known: it is waited for.
  await sell({ database, hours: 12, keptAt: hourOf(-5) });
  await tick(-4.5);
  expect(await delivered(database)).toEqual([]);
  await sell({ database, keptAt: hourOf(-3) });
  await tick(-2.5);
  await tick(-2);
  const [posted, ...more] = await delivered(database);
  expect(more).toEqual([]);
  expect(posted!.key).toBe('plan:rockdale:2026-04-19:slack/slack:T1/C1');
  expect(posted!.title).toMatch(/^Rockdale on 2026-04-20: 200 TH\/s at 3,500 W off 1 h; saves \$/u);
  await expect(await shownOf(database)).toMatchFileSnapshot('evening.txt');
  expect(await kept(database)).toMatchObject([{ day: '2026-04-20', plan: { madeAt: hourOf(-2.5) } }]);
  expect([one!.faults, other!.faults]).toEqual([[], []]);
});

it('runDigests() says at a quarter to midnight that no prices came, names an evening that it missed and a tariff that is left out, and goes on', async () => {
  const database = testDatabase();
  const clock = wallClock(-9);
  const [desk] = replicas(database, clock.now);
  await desk!.store.add(tenant, evening(), operator);
  const tick = async (hour: number) => {
    clock.set(hourOf(hour));
    await desk!.tick();
  };
  await tick(-1);
  expect(await delivered(database)).toEqual([]);
  await tick(-0.25);
  await sell({ database, keptAt: hourOf(-0.2) });
  await tick(-0.1);
  await tick(25);
  await sell({ database, from: hourOf(48), keptAt: hourOf(36) });
  const charges = [{ kind: 'fixed' as const, name: 'Fixed', usd: 1, per: 'day' as const }];
  const tariff = { name: 'Flat', charges };
  const held = { tenant, site: 'rockdale', since: '2026-04-22', tariff, source: 'typed', setAt: hourOf(36) };
  await database.transaction(`tenant:${tenant}`, () => keepTariff(database, held));
  await tick(42);
  const [none, next, ...more] = await delivered(database);
  expect(none!.title).toBe('No plan of Rockdale for 2026-04-20: no day-ahead prices had come by 23:45');
  expect(next!.title).toMatch(
    /^Rockdale on 2026-04-22: .* by day-ahead prices; what that saves by its tariff is not known$/u,
  );
  expect(next!.blocks).not.toMatch(/Saves|savedUsd/u);
  const [plan] = await kept(database);
  const score = { at: hourOf(73), paid: 'dayAhead' as const, source: 'a market', pricesAsOf: hourOf(36) };
  const scored = { ...plan!, score: { ...score, hours: 24, savedUsd: 1, boundUsd: 2 } };
  const scores = scoresAnswer({ site, plans: [scored], damaged: [], days: 30, tariffs: undefined });
  expect([scores.title, ...figuresOf(scores)]).toEqual([
    'What the plans of Rockdale of the last 30 days saved is not known',
  ]);
  expect(next!.blocks).toContain('Skipped, because Hashdesk was not running before midnight: 20 Apr 2026.');
  expect(next!.blocks).toContain(
    'The tariff of Rockdale is not in its plan, which goes by market prices alone: it holds since 2026-04-22, not for all of 2026-04.',
  );
  expect(more).toEqual([]);
});

it('runDigests() posts the plan of a site whose tariff has no index without a market, and it is scored on the tariff', async () => {
  const database = testDatabase();
  const clock = wallClock(-9);
  const [desk] = replicas(database, clock.now);
  const dear = Array.from({ length: 24 }, (_, hour) => (hour >= 17 && hour < 20 ? 1 : 0));
  const days = Array.from({ length: 12 }, () => dear);
  const period = (name: string, usdPerUnit: number) => ({ name, tiers: [{ usdPerUnit }] });
  const energy = {
    ...{ kind: 'energy' as const, name: 'Energy', schedule: { weekday: days, weekend: days } },
    periods: [period('rest', 0.02), period('dear', 0.5)],
  };
  const tariff = { name: 'By time of use', charges: [energy] };
  const held = { tenant, site: 'rockdale', since: '2000-01-01', tariff, source: 'a file', setAt: hourOf(-9) };
  await database.transaction(`tenant:${tenant}`, () => keepTariff(database, held));
  await desk!.store.add(tenant, evening(), operator);
  clock.set(hourOf(-5.9));
  await desk!.tick();
  expect(desk!.faults).toEqual([]);
  const [posted] = await kept(database);
  const { strikeUsdPerMwh, meanLoadMw, off, savedUsd } = posted!.plan.classes[0]!;
  expect(off).toEqual([{ start: hourOf(17), end: hourOf(20) }]);
  expect(savedUsd).toBeCloseTo(3 * (500 - strikeUsdPerMwh) * meanLoadMw, 6);
  expect(posted!.plan).toMatchObject({ source: 'a file', tariff: { since: '2000-01-01' } });
  // A report moves nothing that the tariff charges.
  await pay(database, 18, 10);
  clock.set(hourOf(25));
  await scorePlans({ database, now: clock.now, log: silentLog });
  const plans = await kept(database);
  expect(plans[0]!.score).toMatchObject({ paid: 'tariff', hours: 24, source: 'a file' });
  expect(plans[0]!.score!.savedUsd).toBeCloseTo(savedUsd, 6);
  const scores = scoresAnswer({ site, plans, damaged: [], days: 30, tariffs: [held] });
  const shown = [scores, reply({ title: 'More', blocks: scores.details! })];
  const text = shown.map((reply) => renderPlain({ reply, now: clock.now(), width: 80 }));
  await expect([await shownOf(database), ...text].join('\n\n')).toMatchFileSnapshot('tariff.txt');
});

/** What is posted of the next day in the evening, where $300 and more was reported before it over $20 of a tariff, or of a market. */
async function postedOn(
  said: readonly { until?: number; observedAt?: number }[],
  by: 'tariff' | 'market' = 'tariff',
) {
  const database = testDatabase();
  const clock = wallClock(-9);
  const [desk] = replicas(database, clock.now);
  const flat = {
    kind: 'energy' as const,
    name: 'Energy',
    periods: [{ name: 'all', tiers: [{ usdPerUnit: 0.02 }] }],
  };
  const tariff = { name: 'Flat', charges: [flat] };
  const held = { tenant, site: 'rockdale', since: '2000-01-01', tariff, source: 'a file', setAt: hourOf(-9) };
  if (by === 'tariff') await database.transaction(`tenant:${tenant}`, () => keepTariff(database, held));
  else await sell({ database, dear: 20, keptAt: hourOf(-9) });
  for (const [at, one] of said.entries())
    await recordPrice(database, {
      ...{ tenant, site: 'rockdale', name: site.name, source: 'set by Ana', priceUsdPerMwh: 300 + at },
      ...{ observedAt: hourOf(-8), ...one },
    });
  await desk!.store.add(tenant, evening(), operator);
  clock.set(hourOf(-5.9));
  await desk!.tick();
  const [posted] = await kept(database);
  return { database, clock, posted, shown: await shownOf(database) };
}

it('runDigests() posts what is in force before a tariff without an index, and its score is by that too', async () => {
  const { database, clock, posted, shown } = await postedOn([{ until: hourOf(10) }]);
  expect(shown).toContain('$300.00/MWh, set by Ana, counts until 2026-04-20 10:00, before the tariff.');
  const { off, savedUsd } = posted!.plan.classes[0]!;
  expect(off).toEqual([{ start: hourOf(0), end: hourOf(10) }]);
  expect(posted!.plan).toMatchObject({
    source: 'a file; set by Ana',
    inForce: { usdPerMwh: 300, end: hourOf(10), source: 'set by Ana' },
  });
  clock.set(hourOf(25));
  await scorePlans({ database, now: clock.now, log: silentLog });
  const plans = await kept(database);
  expect(plans[0]!.score!.savedUsd).toBeCloseTo(savedUsd, 6);
});

it('runDigests() posts what is said to be in force before day-ahead prices, and it is paid so in the score', async () => {
  const { database, clock, posted, shown } = await postedOn([{ until: hourOf(10) }], 'market');
  expect(shown).toContain('$300.00/MWh, set by Ana, counts until 2026-04-20 10:00, before day-ahead');
  const { off, savedUsd, strikeUsdPerMwh, meanLoadMw } = posted!.plan.classes[0]!;
  expect(off).toEqual([{ start: hourOf(0), end: hourOf(10) }]);
  expect(savedUsd).toBeCloseTo(10 * (300 - strikeUsdPerMwh) * meanLoadMw, 6);
  expect(posted!.plan).toMatchObject({ source: 'a market', inForce: { usdPerMwh: 300, end: hourOf(10) } });
  clock.set(hourOf(25));
  await scorePlans({ database, now: clock.now, log: silentLog });
  const [scored] = await kept(database);
  expect(scored!.score).toMatchObject({ paid: 'dayAhead', hours: 24 });
  expect(scored!.score!.savedUsd).toBeCloseTo(savedUsd, 6);
});

it('runDigests() leaves the next day to its tariff when nobody said until when a reported price holds', async () => {
  const { posted, shown } = await postedOn([{}]);
  expect(shown).toContain('set by Ana, is in force now and not in this plan, as nobody said');
  expect(posted!.plan).toMatchObject({ source: 'a file', classes: [{ off: [] }] });
  expect(posted!.plan).not.toHaveProperty('inForce');
  // What a later report has replaced does not come back when that has ended.
  const replaced = await postedOn([{ until: hourOf(10) }, { observedAt: hourOf(-7.5), until: hourOf(-7) }]);
  expect(replaced.shown).not.toContain('set by Ana');
});

it('pauseUnreachable() pauses the plan of a conversation that is gone, and tells its owner', async () => {
  const database = testDatabase();
  const clock = wallClock(-9);
  const [desk] = replicas(database, clock.now);
  await desk!.store.add(tenant, evening(), operator);
  const { address } = evening();
  const key = 'plan:rockdale:2026-04-19:slack/slack:T1/C1';
  const closed = { key, tenant, address, reason: 'The channel is archived.' };
  await pauseUnreachable({ database, log: silentLog, closed, now: clock.now() });
  expect(await desk!.store.get(tenant, 1)).toMatchObject({ paused: true });
  expect(await delivered(database)).toMatchObject([{ key: `${key}:closed` }]);
});
