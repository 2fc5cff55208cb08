import type { Desk } from '../src/desk.ts';
import type { Database } from '../src/storage/database.ts';
import { openBenchDesk } from './desk.ts';

const UNLIMITED = { perMinute: 1e9, burst: 1e9 };

/**
 * What is measured: the desk, the platform's library that says next to nothing, or the library that gives an answer as
 * its guide does it. The desk keeps its data in `directory` and asks a stand-in for the market.
 */
export interface SideSettings {
  side: 'desk' | 'bare' | 'answering';
  directory: string;
  marketUrl: string;
}

/** A desk for a chat platform, its background at work, that refuses nobody for asking too often. */
export async function openSideDesk(
  where: Omit<SideSettings, 'side'> & { database?: Database },
): Promise<Desk> {
  const desk = await openBenchDesk({ ...where, floodLimits: { person: UNLIMITED, tenant: UNLIMITED } });
  desk.start();
  return desk;
}
