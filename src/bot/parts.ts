import type { AuditTrail } from '../access/audit.ts';
import type { FloodGate } from '../access/flood.ts';
import type { AccessList } from '../access/rights.ts';
import type { TokenList } from '../access/tokens.ts';
import type { AlertBookParts } from '../alerts/index.ts';
import type { AssumptionBooks } from '../assumptions/book.ts';
import type { Bot } from '../chat/adapter.ts';
import type { Mention } from '../chat/people.ts';
import type { Command, CommandContext, Operations } from '../command.ts';
import type { Log } from '../common/log.ts';
import type { Observer } from '../common/observer.ts';
import type { Threads } from '../compute/threads.ts';
import type { DeliveryQueue } from '../delivery/queue.ts';
import type { DigestSources, DigestStore } from '../digest/index.ts';
import type { Site } from '../economics/site.ts';
import type { Market } from '../market/contract.ts';
import type { Model } from '../model/model.ts';
import type { PlanBookParts } from '../plans/index.ts';
import type { PowerBookParts } from '../power/index.ts';
import type { SiteStore } from '../sites/book.ts';
import type { Claims } from '../storage/claims.ts';
import type { Recall } from './recall.ts';

/** Where people find the sheet. */
export interface SheetPlace {
  /** `https://desk.example.com/sheet/`; undefined where they cannot reach one. */
  at: () => string | undefined;
  /** The sheet as one file with the question of a fragment in it; undefined where it cannot be built. */
  file: (fragment: string) => Promise<string | undefined>;
}

/** What the bot is made of; everything that touches the world is handed in. */
export interface BotParts {
  commands: readonly Command[];
  /** How each platform writes mentions, by the name of its adapter. */
  mentions: Record<string, readonly Mention[]>;
  market: Market;
  siteStore: SiteStore;
  demoSites: readonly Site[];
  access: AccessList;
  tokens: TokenList;
  audit: AuditTrail;
  alerts: Pick<AlertBookParts, 'database' | 'market' | 'now' | 'log' | 'compute'>;
  power: Pick<PowerBookParts, 'database' | 'fetchFor' | 'now'>;
  plans: Pick<PlanBookParts, 'database' | 'now' | 'newSecret'>;
  deliveries: DeliveryQueue;
  digests: { store: DigestStore; sources: DigestSources };
  assumptionBooks: AssumptionBooks;
  pictures?: Bot['picture'];
  threads: Pick<Threads, 'count' | 'compute' | 'readText'>;
  claims: Claims;
  flood: FloodGate;
  recall: Recall;
  /** What is asked where a question is not understood; nobody where absent. */
  model?: Model;
  now: () => number;
  /** Milliseconds on a clock that is never set. */
  elapsed: () => number;
  log: Log;
  observer: Pick<Observer, 'answered'>;
  version: string;
  operations: Operations;
  /** The parts of the desk that are ill; undefined of one whose background work was not started. */
  ill: CommandContext['desk']['ill'];
  sheet: SheetPlace;
  /** Where assistants come with a token; undefined where they cannot. */
  assistantsAt: () => string | undefined;
  /** How long an answer waits for the first market data, in milliseconds. */
  marketDeadlineMs?: number;
}
