import type { Workings } from '../src/answers/workings.ts';
import { readNamedOptions } from '../src/chat/read/arguments.ts';
import type { Reply } from '../src/chat/reply.ts';
import type { Command, CommandContext } from '../src/command.ts';
import { UserError } from '../src/common/errors.ts';
import type { Deal, Overrides } from '../src/economics/index.ts';
import type { PowerOfDay, PowerOfYear } from '../src/power/index.ts';
import { snapshotOf } from '../src/sheet/market.ts';
import type { SheetQuestion } from '../src/sheet/question.ts';
import type { StoredSite } from '../src/sites/book.ts';
import { siteKey } from '../src/sites/name.ts';
import type { SiteTariffs } from '../src/tariffs/index.ts';

/** What the sheet cannot bring itself: where long computations run, and where their progress is shown. */
export interface SheetMeans {
  threads: CommandContext['threads'] | undefined;
  progress?: (reply: Reply) => void;
  /** Takes what the answer is computed from. */
  workings?: (workings: Workings) => void;
}

/**
 * The answer to a question, by the command that answers it in a chat: sheet and chat cannot differ.
 * Rejects with UserError or OutOfRangeError where an input cannot be used.
 */
export async function answerQuestion(
  asked: SheetMeans & { question: SheetQuestion; command: Command },
): Promise<Reply> {
  return asked.command.run(valuesOf(asked) as never, contextOf(asked) as CommandContext);
}

/** What was typed, read as the command reads it. @throws UserError */
function valuesOf({ question, command }: { question: SheetQuestion; command: Command }) {
  const sites = question.sites.map(({ site: { name } }) => name);
  const lookup = { sites: [...sites, 'demo'] };
  return readNamedOptions({ command, options: question.options, lookup }).arguments;
}

/** What the commands of a sheet use of a desk. */
type SheetContext = Pick<CommandContext, 'now' | 'threads' | 'answers'> & {
  asker: Pick<CommandContext['asker'], 'rights'>;
  market: Pick<CommandContext['market'], 'snapshot'>;
  sites: Pick<CommandContext['sites'], 'get' | 'list' | 'damaged'>;
  power: Pick<CommandContext['power'], 'ofDay' | 'ofYear'>;
  tariffs: Pick<CommandContext['tariffs'], 'ofSites'>;
  credits: Pick<CommandContext['credits'], 'lastMonth'>;
  assumptions: Pick<CommandContext['assumptions'], 'overrides' | 'deals'>;
};

/** What a command of the sheet may use. */
function contextOf(asked: SheetMeans & { question: SheetQuestion }) {
  const { question, threads, progress = () => {}, workings = () => {} } = asked;
  const snapshot = snapshotOf(question.market);
  const context: SheetContext = {
    now: () => snapshot.now,
    get threads() {
      if (!threads) throw new Error('This question has no threads to compute in.');
      return threads;
    },
    answers: { progress, recall: async () => undefined, workings },
    asker: { rights: { read: true, change: false, operator: false } },
    market: { snapshot: async () => snapshot },
    sites: {
      list: async () => storedSites(question).filter(({ demo }) => !demo),
      damaged: async () => [],
      get: async (name) => siteCalled({ name, question }),
    },
    power: { ofDay: async () => powersOf(question), ofYear: async () => yearsOf(question) },
    tariffs: { ofSites: async () => tariffsOf(question) },
    // A link holds no ledger.
    credits: { lastMonth: async () => undefined },
    assumptions: {
      overrides: async (asked) =>
        ((asked?.site === undefined ? question.assumed : question.assumedOfSite) ?? {}) as Overrides,
      deals: async () => (question.deals ?? []) as Deal[],
    },
  };
  return context;
}

const storedSites = ({ sites }: SheetQuestion): StoredSite[] =>
  sites.map(({ site, demo, updatedAt }) => ({
    site,
    demo,
    version: 0,
    ...(updatedAt !== undefined && { updatedAt }),
  }));

const powersOf = ({ sites }: SheetQuestion): Map<string, PowerOfDay> =>
  new Map(sites.flatMap(({ site, power }) => (power ? [[site.name, power as PowerOfDay] as const] : [])));

const yearsOf = ({ sites }: SheetQuestion): Map<string, PowerOfYear> =>
  new Map(sites.flatMap(({ site, year }) => (year ? [[site.name, year] as const] : [])));

/** Whether what it costs has to be billed, which takes a thread. */
export const hasTariffs = ({ sites }: SheetQuestion): boolean =>
  sites.some(({ tariffs }) => tariffs !== undefined);

/** What reads tariffs is fetched where there are any. */
async function tariffsOf(question: SheetQuestion): Promise<Map<string, SiteTariffs>> {
  if (!hasTariffs(question)) return new Map();
  const { readTariffs } = await import('../src/sheet/tariffs.ts');
  return readTariffs(question);
}

function siteCalled({ name, question }: { name: string; question: SheetQuestion }): StoredSite {
  const key = siteKey(name);
  const found = storedSites(question).find(
    ({ site, demo }) => siteKey(site.name) === key || (demo && key === 'demo'),
  );
  if (found) return found;
  throw new UserError(`This sheet has no site called ${name}.`, { parameter: 'site' });
}
