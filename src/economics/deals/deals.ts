import type { Deal } from './deal.ts';
import { rows } from './dealTable.ts';

const known = <K extends string>(key: K, value: number) =>
  value > 0 ? ({ [key]: value } as Record<K, number>) : {};

/** The public deals, oldest first. */
export const deals: readonly Deal[] = rows.map(
  ([
    date,
    landlord,
    lessee,
    site,
    structure,
    [criticalMw, grossMw, termYears, contractUsdM],
    source,
    extra,
  ]) =>
    Object.freeze({
      date,
      landlord,
      lessee,
      site,
      structure,
      status: 'signed' as const,
      ...known('criticalMw', criticalMw),
      ...known('grossMw', grossMw),
      ...known('termYears', termYears),
      ...known('contractUsdM', contractUsdM),
      source,
      ...extra,
    }),
);
