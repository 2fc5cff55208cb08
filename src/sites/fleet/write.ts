import type { FleetItem } from '../../economics/index.ts';
import { writeCsv } from './csv.ts';

export type FleetFormat = 'csv' | 'json';

const COLUMNS = ['model', 'count', 'efficiencyJPerTh', 'hashrateThPerS', 'powerW'];

/** Writes a fleet; cells that a spreadsheet would run as a formula are written as text. */
export function writeFleetFile(asked: { fleet: readonly FleetItem[]; format: FleetFormat }): string {
  const { fleet, format } = asked;
  const rows = fleet.map(({ machine, count, efficiencyJPerTh }) => ({
    model: machine.model,
    count: format === 'csv' ? countText(count) : count,
    ...(efficiencyJPerTh === undefined ? {} : { efficiencyJPerTh }),
    ...(machine.custom ? { hashrateThPerS: machine.hashrateThPerS, powerW: machine.powerW } : {}),
  }));
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  return writeCsv({ rows, columns: COLUMNS });
}

/** A share of a machine with three decimals could be read as thousands: it gets a fourth. */
const countText = (count: number): string => `${count}`.replace(/^(\d{1,3}\.\d{3})$/u, '$10');
