import type { Chain, DailyValues, Fees, ObservedHashrate, PastRetarget } from './contract.ts';
import type { HeaderAt } from './truth/proof.ts';

/** A value as one source gave it, and of when it is: its own time stamp, else when it arrived (Unix milliseconds). */
export interface SourceAnswer<T> {
  value: T;
  observedAt: number;
}

/** Days (oldest first) and past retargets (newest first) as one source knows them. */
export interface SourceHistory {
  rows: DailyValues[];
  retargets: PastRetarget[];
}

/** What a source can be asked, and the type of its answer. */
export interface Answers {
  /** USD per BTC, the last trade. */
  price: number;
  chain: Chain;
  fees: Fees;
  hashrate: ObservedHashrate;
  history: SourceHistory;
  /** Block headers that prove what the source last said of the chain, 160 hex digits each. */
  headers: HeaderAt[];
}
export type Quantity = keyof Answers;

/**
 * One upstream. Each question it can answer is a method that returns an answer with its time or throws. It neither
 * judges, retries nor falls back: those are wrappers around it.
 */
export type MarketSource = {
  name: string;
  /** As `status` may show it: no user info, no query. */
  url: string;
} & { [Q in Quantity]?: (options?: { signal?: AbortSignal }) => Promise<SourceAnswer<Answers[Q]>> };

/** What every source is made from. */
export interface SourceOptions {
  /** The origin as configured; user info becomes a header. */
  url: string;
  fetch: typeof globalThis.fetch;
  now: () => number;
  /** Milliseconds a single request may take, its body included. */
  timeoutMs?: number;
}

/** A kind of upstream: the variable that configures it, and how one is made. */
export interface SourceKind {
  variable: `${string}_URL`;
  /** Its public address, used when the variable is not set; a kind without one is then left out. */
  defaultUrl?: string;
  /** Whether the variable may name several origins, separated by commas: each is a source of its own. */
  several?: true;
  create(options: SourceOptions): MarketSource;
}
