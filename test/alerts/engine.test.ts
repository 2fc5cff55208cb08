import { expect, it } from 'vitest';
import { keepReport } from '../../src/alerts/power.ts';
import { keepQuietHours } from '../../src/alerts/quiet.ts';
import { openDatabase } from '../../src/database.ts';
import { digestStore } from '../../src/digest/store.ts';
import { StorageError } from '../../src/errors.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { testDatabase } from '../support/testDatabase.ts';
import { silentLog } from '../support/testMarket.ts';
import { testSite } from '../support/testSite.ts';
import { alertScene, HOUR_MS, MINUTE_MS } from './scene.ts';

it('tick() fires once when the hashprice falls below the limit, and resolves beyond the band', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45');
  await desk.run([48, 44, 44, 45.5, 44.9, 46, 46]);
  expect(desk.titles()).toEqual([
    'Firing: hashprice $44.00/PH/day < $45.00/PH/day',
    'Resolved: hashprice $46.00/PH/day ≥ $45.00/PH/day',
  ]);
});

it('tick() fires a rule that holds already when it is added', async () => {
  const desk = alertScene();
  await desk.run([44, 44]);
  await desk.add('hashprice < 45');
  await desk.run([44]);
  expect(desk.titles()).toHaveLength(1);
});

it('tick() fires when it has held as long as asked, minutes without data left out', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45 for 3m');
  await desk.run([44, 44, undefined, 44]);
  expect(desk.posted()).toEqual([]);
  await desk.run([44]);
  expect(desk.titles()).toEqual(['Firing: hashprice $44.00/PH/day < $45.00/PH/day for 3 min']);
});

it('tick() says of everything that a channel has to know at one moment in one message', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45');
  await desk.add('hashprice < 46');
  await desk.add('hashprice < 47', {}, 'C2');
  await desk.run([48, 44]);
  const posted = desk.posted();
  expect(posted.map(({ channel }) => channel)).toEqual(['C1', 'C2']);
  expect(posted[0]!.text).toContain('Alerts: 2 firing');
  expect(posted[0]!.text).toContain('#1 hashprice $44.00/PH/day < $45.00/PH/day');
  expect(posted[0]!.text).toContain('#2 hashprice $44.00/PH/day < $46.00/PH/day');
});

it('tick() watches sites by what they are paid', async () => {
  const desk = alertScene();
  await desk.addSite(testSite());
  await desk.add('rockdale margin < 0');
  await desk.add('any site margin% < 15');
  await desk.add('rockdale power > breakeven');
  await desk.run([48, 15, 48]);
  const [fired, resolved] = desk.posted();
  expect(fired!.text).toContain('#1 Rockdale margin −$');
  expect(fired!.text).toContain('#2 Rockdale margin of revenue −');
  expect(fired!.text).toContain('#3 Rockdale power price against breakeven $45.00/MWh > $');
  expect(fired!.text).toContain('Your sites now');
  expect(resolved!.text).toContain('Alerts: 3 resolved');
  expect(resolved!.text).toContain('at its lowest −$');
});

it('tick() looks at a site again when its inputs change', async () => {
  const desk = alertScene();
  await desk.addSite(testSite());
  await desk.add('rockdale margin < 0');
  await desk.run([48]);
  const read = (await desk.sites.get('t', 'Rockdale'))!;
  await desk.sites.replace(
    't',
    { read, site: testSite({ powerPriceUsdPerMwh: 400 }) },
    { id: 'U1', name: 'ana' },
  );
  await desk.run([48]);
  expect(desk.titles()[0]).toMatch(/^Firing: Rockdale margin −/);
});

it('tick() goes on with a site, its power price and its digests under its new name', async () => {
  const desk = alertScene();
  await desk.addSite(testSite());
  await desk.add('rockdale margin < 0');
  await desk.add('rockdale power > 80 for 2m');
  const report = { tenant: 't', name: 'Rockdale', site: 'rockdale', source: 'set by ana' };
  keepReport(desk.database, { ...report, priceUsdPerMwh: 70, observedAt: desk.clock.now() });
  const digests = digestStore({ database: desk.database, now: desk.clock.now });
  const schedule = { days: 'daily' as const, minuteOfDay: 480, timeZone: 'UTC' };
  const address = { adapter: 'console', tenant: 't', channel: 'C1' };
  const by = { id: 'U1', name: 'ana' };
  await digests.add('t', { schedule, sites: ['Fargo', 'Rockdale'], address, owner: by }, by);
  await desk.run([48, 12, 12]);
  expect(desk.titles()).toEqual([expect.stringMatching(/^Firing: Rockdale margin −/)]);
  const read = (await desk.sites.get('t', 'Rockdale'))!;
  await desk.sites.replace('t', { read, site: testSite({ name: 'Big Rock' }) }, by);
  expect((await digests.get('t', 1))!.settings.sites).toEqual(['Fargo', 'Big Rock']);
  await desk.run([60, 60]);
  expect(desk.titles()).toEqual([expect.stringMatching(/^Resolved: Big Rock margin \$/)]);
  const renamed = { ...report, site: 'bigrock', name: 'Big Rock' };
  keepReport(desk.database, { ...renamed, priceUsdPerMwh: 90, observedAt: desk.clock.now() });
  expect(desk.database.all('SELECT site FROM power_reports')).toEqual([{ site: 'bigrock' }]);
  await desk.run([60, 60, 60, 60]);
  expect(desk.titles()).toEqual([expect.stringMatching(/^Firing: Big Rock power price \$90/)]);
  await desk.sites.remove('t', 'Big Rock', by);
  expect(desk.database.all('SELECT site FROM power_reports')).toEqual([]);
});

it('tick() finds the change over a window from the minutes it has kept', async () => {
  const desk = alertScene();
  await desk.add('hashprice drops 10% in 1h');
  await desk.run(Array.from({ length: 61 }, () => 50));
  await desk.run([46]);
  expect(desk.posted()).toEqual([]);
  await desk.run([44.9]);
  expect(desk.titles()).toEqual(['Firing: hashprice change −10.20% < −10.00%']);
});

it('tick() tells a retarget against its estimate, and halving milestones once', async () => {
  const desk = alertScene();
  await desk.add('difficulty adjusted');
  await desk.add('halving', {}, 'C2');
  await desk.run([48, 48]);
  desk.market.height += 2016;
  desk.market.difficulty *= 1.015;
  await desk.run([48, 48]);
  const [retarget, ...rest] = desk.posted();
  expect(rest).toEqual([]);
  expect(retarget!.text).toContain('Difficulty adjusted by +1.50%');
  expect(retarget!.text).toContain('the last estimate was');
  desk.market.height = 1_050_000 - 1000;
  await desk.run([48, 48]);
  expect(desk.titles().filter((title) => title.startsWith('Halving'))).toEqual(['Halving in 1,000 blocks']);
  desk.market.height = 1_050_000;
  await desk.run([48, 48]);
  expect(desk.posted().some(({ text }) => text.includes('The subsidy has halved'))).toBe(true);
});

it('tick() tells of missing data at the end of quiet hours, and not where all rules are muted or over', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45');
  await desk.add('hashprice < 46', { mutedUntil: 'recovered' }, 'C2');
  await desk.add('hashprice > 47', { once: true }, 'C3');
  await desk.run([48, 46]);
  expect(desk.posted().map(({ channel }) => channel)).toEqual(['C3', 'C3']);
  keepQuietHours(
    desk.database,
    { tenant: 't', adapter: 'console', channel: 'C1' },
    // It is 12:02 UTC.
    { from: 12 * 60, to: 14 * 60, days: [], timeZone: 'UTC' },
  );
  await desk.run([...Array.from({ length: 40 }, () => undefined), 48, 48]);
  expect(desk.posted()).toEqual([]);
  await desk.run(Array.from({ length: 90 }, () => 48));
  const [summary, ...rest] = desk.posted();
  expect(rest).toEqual([]);
  expect(summary!.text).toContain('During the quiet hours: all has recovered');
  expect(summary!.text).toMatch(/Data: hashprice +no data since 04-20 12:32 UTC, data again 04-20 12:43 UTC/);
});

it('tick() tells each channel once of half an hour without data, and once when there is some again', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45');
  await desk.add('price < 20k');
  await desk.run([48, ...Array.from({ length: 6 * 60 }, () => undefined), 48, 48]);
  expect(desk.titles()).toEqual([
    'No confirmed data for 30 min: hashprice and BTC price',
    'There is data again: hashprice and BTC price',
  ]);
});

it('tick() fires what happened while there was no data once there is data again', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45');
  await desk.run([48, ...Array.from({ length: 20 }, () => undefined), 44, 44]);
  expect(desk.titles()).toEqual(['Firing: hashprice $44.00/PH/day < $45.00/PH/day']);
});

it('tick() fires a rule that was added while there was no data once there is some', async () => {
  const desk = alertScene();
  await desk.run([44, undefined]);
  await desk.add('hashprice < 45');
  await desk.run([undefined, undefined]);
  expect(desk.posted()).toEqual([]);
  await desk.run([44]);
  expect(desk.titles()).toHaveLength(1);
});

it.each([5, -5])('tick() neither fires nor resolves falsely when the clock jumps by %i h', async (hours) => {
  const desk = alertScene();
  await desk.add('hashprice < 45 for 30m');
  await desk.add('hashprice drops 10% in 1h');
  await desk.run(Array.from({ length: 70 }, () => 50));
  await desk.run([44.95]);
  desk.posted();
  desk.clock.advance(hours * HOUR_MS);
  await desk.run([44.95, 44.95]);
  // The change was 10 % within the hour before the jump; the half hour has not passed.
  expect(desk.posted().filter(({ text }) => text.includes('for 30 min'))).toEqual([]);
  desk.clock.advance(-hours * HOUR_MS);
  await desk.run(Array.from({ length: 26 }, () => 44.95));
  expect(desk.titles().filter((title) => title.includes('for 30 min'))).toEqual([]);
  await desk.run(Array.from({ length: 6 }, () => 44.95));
  expect(desk.titles().filter((title) => title.includes('for 30 min'))).toHaveLength(1);
});

it('tick() makes up for what a locked database refused, and says it once', async () => {
  const directory = tempDirectory();
  const desk = alertScene({ database: testDatabase(directory) });
  await desk.add('hashprice < 45');
  await desk.run([48]);
  const other = openDatabase({ directory });
  other.run('BEGIN IMMEDIATE');
  await expect(desk.run([44])).rejects.toThrow('The database is busy');
  other.run('ROLLBACK');
  other.close();
  await desk.run([44, 44]);
  expect(desk.titles()).toHaveLength(1);
});

it('tick() makes up for what a full disk refused, however long it was full, and says it once', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45 for 2m');
  await desk.run([48, 44]);
  const pages = Number(desk.database.get('PRAGMA page_count')?.page_count);
  desk.database.get(`PRAGMA max_page_count = ${pages}`);
  const refused: unknown[] = [];
  // Long enough for the samples of every minute to fill what room there was.
  for (let minute = 0; minute < 600; minute++) await desk.run([44]).catch((error) => refused.push(error));
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(String))).toEqual(
    new Set(['StorageError: The disk is full: nothing was saved. Make room and try again.']),
  );
  const before = desk.titles();
  desk.database.get('PRAGMA max_page_count = 100000');
  await desk.run([44, 44, 44, 44]);
  expect([...before, ...desk.titles()]).toEqual([
    'Firing: hashprice $44.00/PH/day < $45.00/PH/day for 2 min',
  ]);
  await desk.run([48, 48, 48]);
  expect(desk.titles()).toEqual([expect.stringContaining('Resolved')]);
});

it('tick() leaves out a rule and a site that are damaged, and watches the others', async () => {
  const desk = alertScene();
  await desk.addSite(testSite());
  await desk.addSite(testSite({ name: 'Fargo' }));
  await desk.add('hashprice < 45');
  await desk.add('rockdale margin < 0');
  await desk.add('fargo margin < 0');
  await desk.add('hashprice < 46', {}, 'C2');
  desk.database.run(`UPDATE alert_rules SET rule = '{"condition' WHERE number = 1`);
  desk.database.run(`UPDATE sites SET site = '{}' WHERE name = 'Fargo'`);
  await desk.run([48, 12]);
  const posted = desk.posted();
  expect(posted.map(({ channel }) => channel)).toEqual(['C1', 'C2']);
  expect(posted[0]!.text).toContain('#2 Rockdale margin');
  expect(posted[0]!.text).not.toContain('Fargo');
});

it.each([
  ['is cut off', '{"from'],
  ['names a time zone that is none', '{"from":0,"to":1439,"days":[],"timeZone":"Mars/Base"}'],
])('tick() does not take a channel for quiet when what is stored of its hours %s', async (_, damaged) => {
  const errors: unknown[] = [];
  const desk = alertScene({ log: { ...silentLog, error: (fields) => void errors.push(fields) } });
  for (const channel of ['C1', 'C2', 'C3']) {
    await desk.add('hashprice < 45', {}, channel);
    const place = { tenant: 't', adapter: 'console', channel };
    const noon = { from: 12 * 60, to: 14 * 60, days: [], timeZone: 'UTC' };
    if (channel !== 'C3') keepQuietHours(desk.database, place, noon);
  }
  desk.database.run(`UPDATE quiet_hours SET hours = :damaged WHERE channel = 'C1'`, { damaged });
  await desk.run([48, 44]);
  expect(desk.posted().map(({ channel }) => channel)).toEqual(['C1', 'C3']);
  expect(errors).toHaveLength(1);
});

it('tick() tells of missing data though a rule is damaged', async () => {
  const desk = alertScene();
  for (const channel of ['C1', 'C2', 'C3', 'C4']) await desk.add('hashprice < 45', {}, channel);
  const damage = (set: string, number: number) =>
    desk.database.run(`UPDATE alert_rules SET ${set} WHERE number = :number`, { number });
  damage(`rule = '{"condition'`, 1);
  damage(`rule = json_remove(rule, '$.address.channel')`, 2);
  damage(`state = '{"kind'`, 3);
  await desk.run([48, ...Array.from({ length: 40 }, () => undefined)]);
  expect(desk.posted().map(({ channel }) => channel)).toEqual(['C4']);
});

it('tick() begins its index anew when reading it broke off half-way', async () => {
  const database = testDatabase();
  let broken = true;
  const all: typeof database.all = (sql, values) => {
    if (broken && sql.includes('site IS NOT NULL')) throw new StorageError('The disk could not be read.');
    return database.all(sql, values);
  };
  const desk = alertScene({ database: { ...database, all } });
  await desk.addSite(testSite());
  await desk.add('rockdale margin < 0');
  await expect(desk.run([48])).rejects.toThrow('The disk could not be read.');
  broken = false;
  await desk.run([48, 12]);
  expect(desk.titles()).toHaveLength(1);
});

it('tick() goes on where the process before it stopped', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45');
  await desk.run([48]);
  desk.restart();
  await desk.run([44]);
  desk.restart();
  await desk.run([44, 46]);
  desk.restart();
  await desk.run([46]);
  expect(desk.titles()).toHaveLength(2);
});

it('tick() holds messages back in quiet hours and sums them up at their end', async () => {
  const desk = alertScene();
  await desk.add('hashprice < 45');
  await desk.add('hashprice < 46');
  // It is 12:00 UTC.
  const hours = { from: 12 * 60, to: 13 * 60, days: [], timeZone: 'UTC' };
  keepQuietHours(desk.database, { tenant: 't', adapter: 'console', channel: 'C1' }, hours);
  await desk.run([48, 44, 45.99]);
  expect(desk.posted()).toEqual([]);
  await desk.run(Array.from({ length: 58 }, () => 45.95));
  const [summary, ...rest] = desk.posted();
  expect(rest).toEqual([]);
  expect(summary!.text).toContain('During the quiet hours: 1 still firing');
  expect(summary!.text).toContain('fired 04-20 12:02 UTC, recovered 04-20 12:03 UTC');
});

it('tick() says nothing of a muted rule, and says that it still fires when the mute ends', async () => {
  const desk = alertScene();
  const { number } = await desk.add('hashprice < 45');
  const mutedUntil = desk.clock.now() + 3 * MINUTE_MS;
  const muted = { tenant: 't', number, by: { id: 'U1', name: 'ana' }, verb: 'muted' };
  await desk.rules.change({ ...muted, to: ({ rule, state }) => ({ rule: { ...rule, mutedUntil }, state }) });
  await desk.run([44, 44]);
  expect(desk.posted()).toEqual([]);
  await desk.run([44, 44]);
  expect(desk.titles()).toEqual(['Still firing: hashprice $44.00/PH/day < $45.00/PH/day']);
});
