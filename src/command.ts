import type { AccessBook } from './access/book.ts';
import type { Rights } from './access/rights.ts';
import type { AlertBook } from './alerts/index.ts';
import type { Workings } from './answers/workings.ts';
import type { AssumptionBook } from './assumptions/book.ts';
import type { CommandSpec, ReadAttachment } from './chat/adapter.ts';
import type { Arguments, Parameter } from './chat/parameter.ts';
import type { Person } from './chat/people.ts';
import type { Reply } from './chat/reply.ts';
import type { Metrics } from './chat/show/metrics.ts';
import type { ReadText } from './compute/readings.ts';
import type { Simulate } from './compute/simulation.ts';
import type { Compute } from './compute/threads.ts';
import type { CreditBook } from './credits/index.ts';
import type { DeliveryBook } from './delivery/queue.ts';
import type { DigestBook } from './digest/index.ts';
import type { Market, MarketSnapshot } from './market/contract.ts';
import type { ToldBook } from './model/told.ts';
import type { PeakBook } from './peaks/index.ts';
import type { PictureBook } from './pictures/themes.ts';
import type { PlanBook } from './plans/index.ts';
import type { DayAheadBook, PowerBook } from './power/index.ts';
import type { Illness } from './server/health.ts';
import type { Topic } from './sheet/question.ts';
import type { SiteBook } from './sites/book.ts';
import type { TariffBook } from './tariffs/index.ts';

/** What a command may use besides its arguments: the time, who asks, and a book for each topic. */
export interface CommandContext {
  /** The current time in Unix milliseconds. */
  now: () => number;
  asker: Asker;
  market: MarketBook;
  /** The tenant's sites, refused with UserError where the person may not read or change them. */
  sites: SiteBook;
  /** Who may do what here, and who did what; refused with UserError where the person may not know. */
  access: AccessBook;
  /** The tenant's alerts; refused with UserError where the person may not read or change them. */
  alerts: AlertBook;
  /** Reported power prices; refused as sites are. */
  power: PowerBook;
  /** Day-ahead prices of power; refused as sites are. */
  dayAhead: DayAheadBook;
  /** Plans of run or stop as they were posted; refused as sites are. */
  plans: PlanBook;
  /** What power costs at the tenant's sites, and what their meters read; refused as sites are. */
  tariffs: TariffBook;
  /** What the tenant's sites were paid for power that they did not use; refused as sites are. */
  credits: CreditBook;
  /** The load of the grids that the tenant's sites draw from; refused as sites are. */
  peaks: PeakBook;
  /** The tenant's digests; refused with UserError where the person may not read or change them. */
  digests: DigestBook;
  /** What of the tenant's alerts and digests is not delivered, and what may be done about it. */
  deliveries: DeliveryBook;
  /** What the tenant assumes when megawatts are compared, and its own deals; refused as sites are. */
  assumptions: AssumptionBook;
  /** What the tenant's pictures are like. */
  pictures: PictureBook;
  /** What the tenant lets a language model be told, and the name of the one that is asked. */
  llm: ToldBook & { name?: string };
  /** What would hold up every other conversation, computed in threads. */
  threads: ThreadBook;
  answers: AnswerBook;
  /** The file that came with the question. */
  attachment: ReadAttachment;
  /** Reads a file that may be long: it holds up nobody else. */
  readText: ReadText;
  desk: DeskBook;
}

/** Who asks, and what they may do. */
interface Asker {
  tenant: string;
  person: Person;
  /** What the person may do in this conversation. */
  rights: Rights;
  /** Whether the person has said yes (`--yes`) to what the command asks about first. */
  confirmed: boolean;
}

interface MarketBook {
  /** The market as it is now; waits for a first answer at most as long as an answer may take. */
  snapshot: () => Promise<MarketSnapshot>;
  /** The running state of the sources, for `status`. */
  status: Market['status'];
}

interface ThreadBook {
  /** Computes a function of the core by its name. */
  compute: Compute;
  /** Runs many paths. */
  simulate: Simulate;
}

/** This conversation's answers. */
interface AnswerBook {
  /** Shows an interim reply where the platform can, while a long answer is worked on. */
  progress: (reply: Reply) => void;
  /** The answer called `id`, or the one before this in the same conversation for the same person. */
  recall: (id?: string) => Promise<Reply | undefined>;
  /** Hands over what the answer is computed from; a workbook is made of it, and a chat has no use for it. */
  workings: (workings: Workings) => void;
}

/** The desk itself. */
interface DeskBook {
  version: string;
  commands: readonly Command[];
  /** Where assistants come with a token: `https://desk.example.com/mcp`; undefined where they cannot. */
  assistantsAt: string | undefined;
  /** The sheet as one file with the `question` of an answer in it; undefined where the sheet cannot be built. */
  sheetFile: (question: string) => Promise<string | undefined>;
  /** The parts of a running desk that are ill; none of one that is well, undefined of one that only answers. */
  ill: () => Promise<Illness[] | undefined>;
  /** The desk as a whole, every tenant's: there for the operator alone. */
  operations?: Operations;
}

/** What the operator of a desk may know of it. */
export interface Operations {
  /** Where everything is kept, in words. */
  store: string;
  adapters: () => { name: string; state: string; up: boolean }[];
  totals: () => Promise<{ tenants: number; sites: number }>;
  /** What is kept of answers, to explain them. */
  keptAnswers: () => Promise<{ count: number; bytes: number }>;
}

/** One command, or a group of them (`site add`, `site list`). */
export interface Command extends CommandSpec {
  subcommands?: Command[];
  /** Metrics that its answers hold besides those of the table; no two commands may bring the same name. */
  metrics?: Metrics;
  /**
   * The page of the sheet that answers lead to whose numbers stand in records, so that there is nothing to turn: of the
   * question that comes next, which computes other numbers.
   */
  leadsTo?: Topic;
  /** Its answer is what somebody asked to see in full: it is never shortened. */
  whole?: true;
  run(args: never, context: CommandContext): Promise<Reply> | Reply;
}

/** Declares a command: the types of `run`'s arguments follow from the parameters. */
export function command<P extends Record<string, Parameter<unknown, boolean>>>(
  spec: Omit<Command, 'run' | 'parameters'> & {
    parameters: P;
    run(args: Arguments<P>, context: CommandContext): Promise<Reply> | Reply;
  },
): Command {
  return spec as Command;
}
