import type { PowerReport } from '../../../src/power/report.ts';
import { keepReport } from '../../../src/power/table.ts';
import type { Database } from '../../../src/storage/database.ts';

/** Keeps a power price, as whoever sets one does. */
export const setReport = (database: Database, report: PowerReport): Promise<void> =>
  database.transaction(`tenant:${report.tenant}`, () => keepReport(database, report));
