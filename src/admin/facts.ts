import type { SourceStatus } from '../market/contract.ts';
import type { Illness } from '../server/health.ts';

/** Messages on their way through one platform, counted over all tenants. */
interface OpenDeliveries {
  adapter: string;
  /** `waiting`, `sending`, or `unknown`: it may have arrived. */
  state: string;
  count: number;
  /** When the longest waiting of them was due, in Unix milliseconds. */
  oldestDueAt: number;
}

/** What a desk knows of itself at one moment; nothing of a tenant. Times in Unix milliseconds. */
export interface DeskFacts {
  now: number;
  version: string;
  /** Whether this process reads the market, watches the alerts and writes the digests. */
  leads: boolean;
  /** The parts that are ill; undefined before background work was started. */
  ill: readonly Illness[] | undefined;
  chats: readonly { name: string; up: boolean }[];
  sources: readonly SourceStatus[];
  /** Due and not delivered. */
  open: readonly OpenDeliveries[];
  /** Given up, and not tried again or dropped by anybody, by platform. */
  dead: readonly { adapter: string; count: number }[];
  /** Of the database and its write-ahead log. */
  databaseBytes: number;
  /** Room on the disk that holds it; undefined where that is another machine's. */
  freeBytes: number | undefined;
}
