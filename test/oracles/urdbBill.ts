import { billsOf } from '../../src/economics/index.ts';
import { readTariffFile } from '../../src/tariffs/file/index.ts';
import type { Oracle } from './oracle.ts';

const HALF_A_CENT = { absolute: 0.005 };

/** A flat load of 1,000 kW in 2025, on the example of a URDB rate (REopt.jl, multi_tier_urdb_response.json). */
export const urdbBill: Oracle = {
  file: 'urdb_example.json',
  compare(text) {
    const { tariff } = readTariffFile({ name: 'urdb_example.json', text });
    const bills = billsOf({
      tariffs: [{ from: 0, tariff }],
      grid: { start: Date.UTC(2025, 0), intervalMinutes: 60, count: 8760 },
      localTime: { offsets: [{ from: 0, minutes: 0 }] },
      load: { kw: new Float64Array(8760).fill(1000) },
    });
    /** The year to the cent, each line before its own rounding. */
    const year = (kind: string) =>
      bills
        .flatMap(({ lines }) => lines.filter((line) => line.kind === kind))
        .reduce((usd, { quantity, usdPerUnit }) => usd + quantity * usdPerUnit, 0);
    const june = (kind: string) =>
      bills[5]!.lines.filter((line) => line.kind === kind).reduce((usd, line) => usd + line.usd, 0);
    return [
      { what: 'energy of 2025, USD', expected: 535_386.38, ours: year('energy'), within: HALF_A_CENT },
      { what: 'demand of 2025, USD', expected: 213_176.4, ours: year('demand'), within: HALF_A_CENT },
      { what: 'fixed charges of 2025, USD', expected: 1203.77, ours: year('fixed'), within: HALF_A_CENT },
      { what: 'energy of June, USD', expected: 43_577.82, ours: june('energy'), within: HALF_A_CENT },
      { what: 'demand of June, USD', expected: 17_764.7, ours: june('demand'), within: HALF_A_CENT },
      { what: 'fixed charge of June, USD', expected: 98.94, ours: june('fixed'), within: HALF_A_CENT },
    ];
  },
};
