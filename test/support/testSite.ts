import { customMachine } from '../../src/economics/machines/machines.ts';
import type { Site } from '../../src/economics/site.ts';

/** A small site; what matters to a test is handed in. */
export function testSite(parts: Partial<Site> = {}): Site {
  return {
    name: 'Rockdale',
    timeZone: 'America/Chicago',
    powerPriceUsdPerMwh: 45,
    pue: 1.05,
    uptime: 0.97,
    poolFee: 0.01,
    poolScheme: 'FPPS',
    fleet: [{ machine: customMachine({ hashrateThPerS: 200, powerW: 3500 }), count: 100 }],
    ...parts,
  };
}
