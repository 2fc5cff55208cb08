import type { DaySource } from '../answers/index.ts';
import type { Compute } from '../compute/threads.ts';
import { powerOfDays } from '../power/index.ts';
import type { Database } from '../storage/database.ts';
import { tariffsOfSites } from '../tariffs/index.ts';

/** Where what power costs today at sites of a tenant is looked up, when nobody asks whose rights could be looked at. */
export const pricingOf =
  (parts: { database: Database; now: () => number; compute: Compute }) =>
  (tenant: string): DaySource => {
    const { database, now, compute } = parts;
    return {
      power: { ofDay: (sites) => powerOfDays({ tenant, sites, database, now: now() }) },
      tariffs: { ofSites: (sites) => tariffsOfSites({ tenant, sites, database }) },
      threads: { compute },
    };
  };
