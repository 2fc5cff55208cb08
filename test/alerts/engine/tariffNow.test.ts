import { expect, it } from 'vitest';
import { keepTariff } from '../../../src/tariffs/table.ts';
import { alertDesk } from '../../support/alertDesk.ts';
import { setReport } from '../../support/database/setReport.ts';
import { testSite } from '../../support/testSite.ts';

const HOUR_MS = 3_600_000;
const row = (peak: number, offPeak: number) =>
  Array.from({ length: 24 }, (_, hour) => (hour >= 17 && hour < 21 ? peak : offPeak));
const twelve = Array.from({ length: 12 }, () => row(1, 0));

/** 40 $/MWh, from 17 to 21 o’clock 300, and a demand charge that takes a site’s margin. */
const tariff = {
  name: 'Peak',
  charges: [
    {
      kind: 'energy' as const,
      name: 'Energy',
      schedule: { weekday: twelve, weekend: twelve },
      periods: [0.04, 0.3].map((usdPerUnit, at) => ({ name: `period ${at}`, tiers: [{ usdPerUnit }] })),
    },
    {
      kind: 'demand' as const,
      name: 'Demand',
      periods: [{ name: 'all hours', tiers: [{ usdPerUnit: 100 }] }],
    },
  ],
};

it('tick() counts a site with what its tariff says of this hour and this month, until a price is reported', async () => {
  const desk = alertDesk();
  const { database, clock } = desk;
  const site = testSite({ powerPriceUsdPerMwh: 40 });
  await desk.sites.add('t', { ...site, timeZone: 'UTC' }, { id: 'U1', name: 'Ana' });
  await desk.add('rockdale power > 200');
  await desk.add('rockdale margin < 0');
  await desk.tick();
  expect(await desk.titles()).toEqual([]);
  await database.transaction('tenant:t', () =>
    keepTariff(database, {
      ...{ tenant: 't', site: 'rockdale', since: '2000-01-01', tariff, source: 'typed by Ana', setAt: 0 },
    }),
  );
  await desk.run([60, 60]);
  expect(await desk.titles()).toEqual([expect.stringMatching(/^Firing: Rockdale margin −\$/u)]);

  // From 12:00 to 17:00.
  await desk.run([60, 60, 60, 60, 60, 60], HOUR_MS);
  expect(await desk.titles()).toEqual([expect.stringMatching(/^Firing: Rockdale power price \$300/u)]);
  const report = { tenant: 't', site: 'rockdale', name: site.name, source: 'set by Ana' };
  await setReport(database, {
    ...{ ...report, priceUsdPerMwh: 30, observedAt: clock.now(), until: clock.now() + 2 * HOUR_MS },
  });
  await desk.run([60], HOUR_MS);
  expect(await desk.titles()).toEqual([expect.stringMatching(/^(?:Recovered|Resolved): Rockdale power/u)]);
  await desk.run([60], HOUR_MS);
  expect(await desk.titles()).toEqual([expect.stringMatching(/^Firing: Rockdale power price \$300/u)]);
  // The next month is billed when it has begun.
  await desk.run([60], 14 * 24 * HOUR_MS);
  await desk.run([60], 14 * 24 * HOUR_MS);
  expect((await desk.titles()).length).toBeLessThanOrEqual(2);
});
