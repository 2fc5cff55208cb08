import { findMachine } from '../economics/machines/findMachine.ts';
import type { Machine } from '../economics/machines/machines.ts';
import type { Site } from '../economics/site.ts';

/**
 * Sites to try the desk on. The figures are illustrative: of the size that miners report, of no miner.
 */
export const demoSites: readonly Site[] = [
  // 100 MW in Texas, part new and part old. Every optional input is given, so that every level of cost shows.
  {
    name: 'Demo Prairie',
    timeZone: 'America/Chicago',
    powerPriceUsdPerMwh: 45,
    pue: 1.04,
    uptime: 0.97,
    poolFee: 0.01,
    poolScheme: 'FPPS',
    fleet: [
      { machine: model('S21 XP'), count: 16_000 },
      { machine: model('S19j Pro'), count: 12_300 },
    ],
    otherOperatingUsdPerMwh: 3,
    otherOperatingUsdPerMonth: 150_000,
    interconnectMw: 100,
    demandChargeUsdPerKwMonth: 1.5,
    sgaUsdPerMonth: 250_000,
    interestUsdPerMonth: 300_000,
    stockCompensationUsdPerMonth: 200_000,
    capexUsd: 120_000_000,
    depreciationYears: 4,
  },
  // 30 MW of cheap hydropower in northern Norway, water-cooled.
  {
    name: 'Demo Fjord',
    timeZone: 'Europe/Oslo',
    powerPriceUsdPerMwh: 32,
    pue: 1.06,
    uptime: 0.98,
    poolFee: 0.008,
    poolScheme: 'FPPS',
    fleet: [
      { machine: model('S21 XP Hyd'), count: 4_500 },
      { machine: model('S21 Hyd'), count: 500 },
    ],
    otherOperatingUsdPerMwh: 4,
    otherOperatingUsdPerMonth: 60_000,
    interconnectMw: 30,
    sgaUsdPerMonth: 70_000,
    interestUsdPerMonth: 0,
  },
  // 40 MW of machines of 2020 at a price that they no longer earn.
  {
    name: 'Demo Basin',
    timeZone: 'America/Denver',
    powerPriceUsdPerMwh: 62,
    pue: 1.08,
    uptime: 0.92,
    poolFee: 0.015,
    poolScheme: 'PPLNS',
    fleet: [
      { machine: model('S19 Pro'), count: 6_000 },
      { machine: model('M30S++'), count: 3_000 },
      { machine: model('S19'), count: 2_000 },
    ],
    otherOperatingUsdPerMonth: 90_000,
    interconnectMw: 40,
  },
];

function model(name: string): Machine {
  const answer = findMachine({ name });
  if ('found' in answer) return answer.found;
  throw new Error(`The catalogue has no machine called ${name}`);
}
