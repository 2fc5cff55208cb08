import { describe, expect, it } from 'vitest';
import { refuseDeliveries } from '../support/database/refusal.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handClock } from '../support/handClock.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { delivered, operator, tenant, testDigests, testSettings } from './digests.ts';

const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(`${text}Z`);

/** The market of these tests, in the first line of each digest. */
const SAYS = ': a petahash earns $40.80/PH/day, −4.89% in 1 day';

describe('runDigests()', () => {
  it('puts one message a day into the outbox, under a key that names digest, day and place', async () => {
    const database = testDatabase();
    const clock = handClock(at('2026-04-20T07:59'));
    const { store, tick } = testDigests({ database, now: clock.now });
    await store.add(tenant, testSettings(), operator);
    for (let minute = 0; minute < 2 * 1440; minute++) {
      clock.advance(60_000);
      await tick();
    }
    expect((await delivered(database)).map(({ key, title }) => [key, title])).toEqual([
      ['digest:1:2026-04-20:slack/slack:T1/C1', `Daily digest, Mon 20 Apr 2026${SAYS}`],
      ['digest:1:2026-04-21:slack/slack:T1/C1', `Daily digest, Tue 21 Apr 2026${SAYS}`],
    ]);
  });

  it('marks what is up to six hours late, skips what is older, and names it in the next', async () => {
    const database = testDatabase();
    const clock = handClock(at('2026-04-20T07:59'));
    const { store, tick } = testDigests({ database, now: clock.now });
    await store.add(tenant, testSettings(), operator);
    clock.advance(3 * HOUR_MS);
    await tick();
    clock.advance(30 * HOUR_MS);
    await tick();
    clock.advance(16 * HOUR_MS);
    await tick();
    const [late, next, ...rest] = await delivered(database);
    expect(late?.blocks).toContain('Late: this was due at 08:00 UTC, 2 h 59 min ago.');
    expect(late?.blocks).not.toContain('Skipped');
    expect(next?.title).toBe(`Daily digest, Wed 22 Apr 2026${SAYS}`);
    expect(next?.blocks).toContain(
      'Skipped, because Hashdesk was not running within 6 hours of the time: 21 Apr 2026.',
    );
    expect(rest).toEqual([]);
  });

  it('goes on after a restart where it was', async () => {
    const directory = tempDirectory();
    const clock = handClock(at('2026-04-20T07:59'));
    const first = testDigests({ database: testDatabase(directory), now: clock.now });
    await first.store.add(tenant, testSettings(), operator);
    clock.advance(60_000);
    await first.tick();
    const database = testDatabase(directory);
    const second = testDigests({ database, now: clock.now });
    await second.tick();
    clock.advance(24 * HOUR_MS);
    await second.tick();
    await second.tick();
    expect((await delivered(database)).map(({ title }) => title)).toEqual([
      `Daily digest, Mon 20 Apr 2026${SAYS}`,
      `Daily digest, Tue 21 Apr 2026${SAYS}`,
    ]);
  });

  it('posts nothing while paused, and does not make up for it', async () => {
    const database = testDatabase();
    const clock = handClock(at('2026-04-20T07:59'));
    const { store, tick } = testDigests({ database, now: clock.now });
    const { number } = await store.add(tenant, testSettings(), operator);
    await store.setPaused(tenant, { number, paused: true }, operator);
    clock.advance(49 * HOUR_MS);
    await tick();
    await store.setPaused(tenant, { number, paused: false }, operator);
    await tick();
    expect(await delivered(database)).toEqual([]);
    clock.advance(24 * HOUR_MS);
    await tick();
    const [only, ...rest] = await delivered(database);
    expect(only?.title).toBe(`Daily digest, Thu 23 Apr 2026${SAYS}`);
    expect(only?.blocks).not.toContain('Skipped');
    expect(rest).toEqual([]);
  });

  it('writes the other digests when one cannot be read, and tries that one again', async () => {
    const database = testDatabase();
    const clock = handClock(at('2026-04-20T07:00'));
    const { store, tick, faults } = testDigests({ database, now: clock.now });
    await store.add(tenant, testSettings(), operator);
    await store.add('slack:T2', testSettings(), operator);
    const settings = (await database.get('SELECT settings FROM digests WHERE id = 1'))!.settings!;
    await database.run(`UPDATE digests SET settings = '{}' WHERE id = 1`);
    clock.advance(HOUR_MS);
    await tick();
    expect((await delivered(database)).map(({ key }) => key)).toEqual([expect.stringMatching(/^digest:2:/)]);
    expect(faults).toHaveLength(1);
    await database.run('UPDATE digests SET settings = :settings WHERE id = 1', { settings });
    clock.advance(60_000);
    await tick();
    expect((await delivered(database)).map(({ key }) => key)).toEqual([
      expect.stringMatching(/^digest:2:/),
      expect.stringMatching(/^digest:1:/),
    ]);
  });

  it('keeps neither message nor plan when the database cannot take both', async () => {
    const database = testDatabase();
    const clock = handClock(at('2026-04-20T07:59'));
    const { store, tick, faults } = testDigests({ database, now: clock.now });
    await store.add(tenant, testSettings(), operator);
    const relent = await refuseDeliveries({ database, event: 'INSERT' });
    clock.advance(60_000);
    await tick();
    expect(faults).toHaveLength(1);
    await relent();
    await tick();
    expect(await delivered(database)).toHaveLength(1);
  });

  it('lets others be heard, however many are due', async () => {
    const database = testDatabase();
    const clock = handClock(at('2026-04-20T07:59'));
    const { store, tick } = testDigests({ database, now: clock.now });
    for (let n = 0; n < 600; n++) await store.add(`slack:T${n}`, testSettings(), operator);
    clock.advance(60_000);
    let turns = 0;
    const heard = setInterval(() => turns++, 0);
    await tick();
    clearInterval(heard);
    expect(await delivered(database)).toHaveLength(600);
    expect(turns).toBeGreaterThan(1);
  });

  it('writes the others of a batch when the database refuses one', async () => {
    const database = testDatabase();
    const clock = handClock(at('2026-04-20T07:59'));
    const { store, tick, faults } = testDigests({ database, now: clock.now });
    for (const n of [1, 2, 3]) await store.add(`slack:T${n}`, testSettings(), operator);
    await refuseDeliveries({ database, event: 'INSERT', when: `new.tenant LIKE '%T2'` });
    clock.advance(60_000);
    await tick();
    expect((await delivered(database)).map(({ key }) => key.slice(0, 9))).toEqual(['digest:1:', 'digest:3:']);
    expect(faults).toHaveLength(1);
  });

  it('asks for the market once a tick, however many digests are due', async () => {
    const database = testDatabase();
    const clock = handClock(at('2026-04-20T07:59'));
    let asked = 0;
    const unreachable = new Error('no market');
    const market = () => {
      asked++;
      return Promise.reject(unreachable);
    };
    const { store, tick, faults } = testDigests({ database, now: clock.now, market });
    for (const channel of ['C1', 'C2', 'C3'])
      await store.add(tenant, testSettings({ address: { adapter: 'slack', tenant, channel } }), operator);
    clock.advance(60_000);
    await tick();
    expect([asked, faults]).toEqual([1, [unreachable, unreachable, unreachable]]);
  });
});
