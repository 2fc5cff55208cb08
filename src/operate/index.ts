import { backup, migrate, restoreBackup } from './backup.ts';
import { doctor } from './doctor.ts';
import type { Operation } from './operation.ts';
import { tenant } from './tenant.ts';

/** What the operator runs by hand, by its name. */
export const operations: Record<string, Operation> = {
  doctor,
  backup,
  restore: restoreBackup,
  migrate,
  tenant,
};
