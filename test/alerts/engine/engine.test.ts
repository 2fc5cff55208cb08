import { expect, it } from 'vitest';
import { keepQuietHours } from '../../../src/alerts/engine/quiet.ts';
import { digestStore } from '../../../src/digest/store.ts';
import { alertDesk, HOUR_MS, MINUTE_MS } from '../../support/alertDesk.ts';
import { setReport } from '../../support/database/setReport.ts';
import { testSite } from '../../support/testSite.ts';

it('tick() fires once when the hashprice falls below the limit, and resolves beyond the band', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.run([48, 44, 44, 45.5, 44.9, 46, 46]);
  expect(await desk.titles()).toEqual([
    'Firing: hashprice $44.00/PH/day < $45.00/PH/day',
    'Resolved: hashprice $46.00/PH/day ≥ $45.00/PH/day',
  ]);
});

it('tick() fires a rule that holds already when it is added', async () => {
  const desk = alertDesk();
  await desk.run([44, 44]);
  await desk.add('hashprice < 45');
  await desk.run([44]);
  expect(await desk.titles()).toHaveLength(1);
});

it('tick() fires when it has held as long as asked, minutes without data left out', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45 for 3m');
  await desk.run([44, 44, undefined, 44]);
  expect(await desk.posted()).toEqual([]);
  await desk.run([44]);
  expect(await desk.titles()).toEqual(['Firing: hashprice $44.00/PH/day < $45.00/PH/day for 3 min']);
});

it('tick() says of everything that a channel has to know at one moment in one message', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.add('hashprice < 46');
  await desk.add('hashprice < 47', {}, 'C2');
  await desk.run([48, 44]);
  const posted = await desk.posted();
  expect(posted.map(({ channel }) => channel)).toEqual(['C1', 'C2']);
  expect(posted[0]!.text).toContain('Alerts: 2 firing');
  expect(posted[0]!.text).toContain('#1 hashprice $44.00/PH/day < $45.00/PH/day');
  expect(posted[0]!.text).toContain('#2 hashprice $44.00/PH/day < $46.00/PH/day');
});

it('tick() watches sites by what they are paid', async () => {
  const desk = alertDesk();
  await desk.addSite(testSite());
  await desk.add('rockdale margin < 0');
  await desk.add('any site margin% < 15');
  await desk.add('rockdale power > breakeven');
  await desk.run([48, 15, 48]);
  const [fired, resolved] = await desk.posted();
  expect(fired!.text).toContain('#1 Rockdale margin −$');
  expect(fired!.text).toContain('#2 Rockdale margin of revenue −');
  expect(fired!.text).toContain('#3 Rockdale power price $45.00/MWh > breakeven $');
  expect(fired!.text).toContain('Your sites now');
  expect(resolved!.text).toContain('Alerts: 3 resolved');
  expect(resolved!.text).toContain('at its lowest −$');
});

it('tick() takes the extreme from what a rule fired on to its recovery, and from nothing before', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.run([48]);
  // All within one minute.
  await desk.run([44.5, 43, 46.5], 10_000);
  await desk.run([44.7, 46.5], 10_000);
  const [, first, , second] = await desk.posted();
  expect(first!.text).toContain('at its lowest $43.00/PH/day');
  expect(second!.text).toContain('at its lowest $44.70/PH/day');
});

it('tick() looks at a site again when its inputs change', async () => {
  const desk = alertDesk();
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
  expect((await desk.titles())[0]).toMatch(/^Firing: Rockdale margin −/);
});

it('tick() goes on with a site, its power price and its digests under its new name', async () => {
  const desk = alertDesk();
  await desk.addSite(testSite());
  await desk.add('rockdale margin < 0');
  await desk.add('rockdale power > 80 for 2m');
  const report = { tenant: 't', name: 'Rockdale', site: 'rockdale', source: 'set by ana' };
  await setReport(desk.database, { ...report, priceUsdPerMwh: 70, observedAt: desk.clock.now() });
  const digests = digestStore({ database: desk.database, now: desk.clock.now });
  const schedule = { days: 'daily' as const, minuteOfDay: 480, timeZone: 'UTC' };
  const address = { adapter: 'console', tenant: 't', channel: 'C1' };
  const by = { id: 'U1', name: 'ana' };
  await digests.add('t', { schedule, sites: ['Fargo', 'Rockdale'], address, owner: by }, by);
  await desk.run([48, 12, 12]);
  expect(await desk.titles()).toEqual([expect.stringMatching(/^Firing: Rockdale margin −/)]);
  const read = (await desk.sites.get('t', 'Rockdale'))!;
  await desk.sites.replace('t', { read, site: testSite({ name: 'Big Rock' }) }, by);
  expect((await digests.get('t', 1))!.settings.sites).toEqual(['Fargo', 'Big Rock']);
  await desk.run([60, 60]);
  expect(await desk.titles()).toEqual([expect.stringMatching(/^Resolved: Big Rock margin \$/)]);
  const renamed = { ...report, site: 'bigrock', name: 'Big Rock' };
  await setReport(desk.database, { ...renamed, priceUsdPerMwh: 90, observedAt: desk.clock.now() });
  expect(await desk.database.all('SELECT site FROM power_reports')).toEqual([{ site: 'bigrock' }]);
  await desk.run([60, 60, 60, 60]);
  expect(await desk.titles()).toEqual([expect.stringMatching(/^Firing: Big Rock power price \$90/)]);
  await desk.sites.remove('t', 'Big Rock', by);
  expect(await desk.database.all('SELECT site FROM power_reports')).toEqual([]);
});

it('tick() finds the change over a window from the minutes it has kept', async () => {
  const desk = alertDesk();
  await desk.add('hashprice drops 10% in 1h');
  await desk.run(Array.from({ length: 61 }, () => 50));
  await desk.run([46]);
  expect(await desk.posted()).toEqual([]);
  await desk.run([44.9]);
  expect(await desk.titles()).toEqual(['Firing: hashprice change −10.20% < −10.00%']);
});

it('tick() tells a retarget against its estimate, and halving milestones once', async () => {
  const desk = alertDesk();
  await desk.add('difficulty adjusted');
  await desk.add('halving', {}, 'C2');
  await desk.run([48, 48]);
  desk.market.height += 2016;
  desk.market.difficulty *= 1.015;
  await desk.run([48, 48]);
  const [retarget, ...rest] = await desk.posted();
  expect(rest).toEqual([]);
  expect(retarget!.text).toContain('Difficulty adjusted by +1.50%');
  expect(retarget!.text).toContain('the last estimate was');
  desk.market.height = 1_050_000 - 1000;
  await desk.run([48, 48]);
  expect((await desk.titles()).filter((title) => title.startsWith('Halving'))).toEqual([
    'Halving in 1,000 blocks',
  ]);
  desk.market.height = 1_050_000;
  await desk.run([48, 48]);
  expect((await desk.posted()).some(({ text }) => text.includes('The subsidy has halved'))).toBe(true);
});

it('tick() tells of missing data at the end of quiet hours, and not where all rules are muted or over', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.add('hashprice < 46', { mutedUntil: 'recovered' }, 'C2');
  await desk.add('hashprice > 47', { once: true }, 'C3');
  await desk.run([48, 46]);
  expect((await desk.posted()).map(({ channel }) => channel)).toEqual(['C3', 'C3']);
  await keepQuietHours(
    desk.database,
    { tenant: 't', adapter: 'console', channel: 'C1' },
    // It is 12:02 UTC.
    { from: 12 * 60, to: 14 * 60, days: [], timeZone: 'UTC' },
  );
  await desk.run([...Array.from({ length: 40 }, () => undefined), 48, 48]);
  expect(await desk.posted()).toEqual([]);
  await desk.run(Array.from({ length: 90 }, () => 48));
  const [summary, ...rest] = await desk.posted();
  expect(rest).toEqual([]);
  expect(summary!.text).toContain('During the quiet hours: all has recovered');
  expect(summary!.text).toMatch(/Data: hashprice +no data since 04-20 12:32 UTC, data again 04-20 12:43 UTC/);
});

it('tick() tells each channel once of half an hour without data, and once when there is some again', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.add('price < 20k');
  await desk.run([48, ...Array.from({ length: 6 * 60 }, () => undefined), 48, 48]);
  expect(await desk.titles()).toEqual([
    'No confirmed data for 30 min: hashprice and BTC price',
    'There is data again: hashprice and BTC price',
  ]);
});

it('tick() fires what happened while there was no data once there is data again', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.run([48, ...Array.from({ length: 20 }, () => undefined), 44, 44]);
  expect(await desk.titles()).toEqual(['Firing: hashprice $44.00/PH/day < $45.00/PH/day']);
});

it('tick() fires a rule that was added while there was no data once there is some', async () => {
  const desk = alertDesk();
  await desk.run([44, undefined]);
  await desk.add('hashprice < 45');
  await desk.run([undefined, undefined]);
  expect(await desk.posted()).toEqual([]);
  await desk.run([44]);
  expect(await desk.titles()).toHaveLength(1);
});

it.each([5, -5])('tick() neither fires nor resolves falsely when the clock jumps by %i h', async (hours) => {
  const desk = alertDesk();
  await desk.add('hashprice < 45 for 30m');
  await desk.add('hashprice drops 10% in 1h');
  await desk.run(Array.from({ length: 70 }, () => 50));
  await desk.run([44.95]);
  await desk.posted();
  desk.clock.advance(hours * HOUR_MS);
  await desk.run([44.95, 44.95]);
  // The change was 10 % within the hour before the jump; the half hour has not passed.
  expect((await desk.posted()).filter(({ text }) => text.includes('for 30 min'))).toEqual([]);
  desk.clock.advance(-hours * HOUR_MS);
  await desk.run(Array.from({ length: 26 }, () => 44.95));
  expect((await desk.titles()).filter((title) => title.includes('for 30 min'))).toEqual([]);
  await desk.run(Array.from({ length: 6 }, () => 44.95));
  expect((await desk.titles()).filter((title) => title.includes('for 30 min'))).toHaveLength(1);
});

it('tick() holds messages back in quiet hours and sums them up at their end', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.add('hashprice < 46');
  // It is 12:00 UTC.
  const hours = { from: 12 * 60, to: 13 * 60, days: [], timeZone: 'UTC' };
  await keepQuietHours(desk.database, { tenant: 't', adapter: 'console', channel: 'C1' }, hours);
  await desk.run([48, 44, 45.99]);
  expect(await desk.posted()).toEqual([]);
  await desk.run(Array.from({ length: 58 }, () => 45.95));
  const [summary, ...rest] = await desk.posted();
  expect(rest).toEqual([]);
  expect(summary!.text).toContain('During the quiet hours: 1 still firing');
  expect(summary!.text).toContain('fired 04-20 12:02 UTC, recovered 04-20 12:03 UTC');
});

it('tick() says nothing of a muted rule, and says that it still fires when the mute ends', async () => {
  const desk = alertDesk();
  const { number } = await desk.add('hashprice < 45');
  const mutedUntil = desk.clock.now() + 3 * MINUTE_MS;
  const muted = { tenant: 't', number, by: { id: 'U1', name: 'ana' }, verb: 'muted' };
  await desk.rules.change({ ...muted, to: ({ rule, state }) => ({ rule: { ...rule, mutedUntil }, state }) });
  await desk.run([44, 44]);
  expect(await desk.posted()).toEqual([]);
  await desk.run([44, 44]);
  expect(await desk.titles()).toEqual(['Still firing: hashprice $44.00/PH/day < $45.00/PH/day']);
});

it('tick() reminds of a rule that is back within its band with where it recovers, and never of a limit that it is not beyond', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45', { remindMs: 2 * MINUTE_MS });
  await desk.run([44, 45.5, 45.5]);
  expect(await desk.titles()).toEqual([
    'Firing: hashprice $44.00/PH/day < $45.00/PH/day',
    'Still firing: hashprice $45.50/PH/day, recovers at $45.90/PH/day',
  ]);
});
