import { describe, expect, test } from 'vitest';
import {
  checkSite,
  hashprice,
  machinesForMegawatts,
  OutOfRangeError,
  SITE_RANGES,
  type Site,
  siteEconomics,
} from '../../src/economics/index.ts';
import { machine, market, rockdale } from './fixtures.ts';

const item = rockdale.fleet[0]!;
const withFleet = (change: object) => ({ ...rockdale, fleet: [item, item, { ...item, ...change }] });

describe('checkSite()', () => {
  test('returns a site that can be used', () => {
    expect(checkSite(rockdale)).toBe(rockdale);
  });

  test.each<[Partial<Site>, string]>([
    [{ pue: 0.5 }, 'pue must be between 1 and 3, read 0.5'],
    [{ uptime: 0 }, 'uptime must be between 0.01 and 1, read 0'],
    [{ powerPriceUsdPerMwh: 4500 }, 'powerPriceUsdPerMwh must be between -500 and 1000 USD/MWh, read 4500'],
    [{ poolFee: 2 }, 'poolFee must be between 0 and 0.5, read 2'],
    [{ depreciationYears: 0 }, 'depreciationYears must be between 0.5 and 50 years, read 0'],
    [{ interconnectMw: -1 }, 'interconnectMw must be between 0.001 and 100000 MW, read -1'],
    [{ fleet: [] }, 'fleetItems must be between 1 and 200 items, read 0'],
    [{ poolScheme: 'SOLO' as never }, 'poolScheme must be one of FPPS, PPLNS, PPS, read "SOLO"'],
    [{ name: '' }, 'name must be 1 to 80 characters, read ""'],
    [{ timeZone: 'Mars/Base' }, 'timeZone must be an IANA name such as America/Chicago, read "Mars/Base"'],
    [{ timeZone: undefined as never }, 'timeZone must be an IANA name such as America/Chicago, read nothing'],
    [{ pue: undefined as never }, 'pue must be between 1 and 3, read nothing'],
  ])('refuses %j', (change, message) => {
    expect(() => checkSite({ ...rockdale, ...change })).toThrow(new OutOfRangeError(message));
  });

  test.each([
    [{ count: 0 }, 'fleet[2].count must be between 0.001 and 10000000 machines, read 0'],
    [{ efficiencyJPerTh: 1 }, 'fleet[2].efficiencyJPerTh must be between 5 and 200 J/TH, read 1'],
    [
      { machine: { ...item.machine, powerW: 1 } },
      'fleet[2].machine.powerW must be between 10 and 1000000 W, read 1',
    ],
    [
      { machine: { ...item.machine, hashrateThPerS: 1 } },
      'fleet[2].efficiencyJPerTh must be between 5 and 200',
    ],
  ])('names the fleet item of %j', (change, message) => {
    expect(() => checkSite(withFleet(change))).toThrow(message);
  });

  test('takes both ends of every range, and an absent optional cost', () => {
    for (const end of ['min', 'max'] as const) {
      expect(() =>
        checkSite({ ...rockdale, pue: SITE_RANGES.pue[end], capexUsd: SITE_RANGES.capexUsd[end] }),
      ).not.toThrow();
    }
    expect(() => checkSite({ ...rockdale, capexUsd: undefined })).not.toThrow();
  });
});

test('siteEconomics() refuses a site that was never checked or was changed since', () => {
  const site = checkSite({ ...rockdale });
  site.pue = 0;
  expect(() => siteEconomics({ site, hashprice: hashprice(market) })).toThrow(
    'pue must be between 1 and 3, read 0',
  );
});

test('machinesForMegawatts() divides meter power by PUE and W, and does not round', () => {
  const s21xp = machine('s21xp');
  expect(machinesForMegawatts({ meterMw: 100, pue: 1.03, machine: s21xp })).toBeCloseTo(
    100e6 / 1.03 / 3645,
    8,
  );
  expect(machinesForMegawatts({ meterMw: 1, pue: 1, machine: s21xp, efficiencyJPerTh: 20 })).toBeCloseTo(
    1e6 / 5400,
    9,
  );
  expect(() => machinesForMegawatts({ meterMw: 0, pue: 1, machine: s21xp })).toThrow(
    'meterMw must be between 0.001',
  );
});

test('the machines of a number of megawatts draw those megawatts at the meter', () => {
  const count = machinesForMegawatts({ meterMw: 50, pue: 1.07, machine: item.machine });
  const site = { ...rockdale, pue: 1.07, fleet: [{ machine: item.machine, count }] };
  expect(siteEconomics({ site, hashprice: hashprice(market) }).powerDrawMw).toBeCloseTo(50, 9);
});
