import { measuredVolatility } from '../answers/lease/asked.ts';
import { readNamedOptions } from '../chat/read/arguments.ts';
import { figuresOf, type Reply } from '../chat/reply.ts';
import type { Command, CommandContext } from '../command.ts';
import { UserError } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import { OutOfRangeError, type Overrides } from '../economics/index.ts';
import type { MarketSnapshot } from '../market/contract.ts';
import { sheetMarket } from '../sheet/market.ts';
import { isLease, MOST_SITES, type SheetQuestion, type Topic, topicCalled } from '../sheet/question.ts';
import { nothingSeen, type Seen } from './seen.ts';

/** A page of the sheet, what it computes from, as JSON, and the name of the button that leads there. */
export interface SheetPage {
  topic: Topic;
  question: string;
  label: string;
}

interface Asked {
  said: Reply;
  command: Command;
  /** `dispatch scores` */
  name: string;
  texts: Record<string, string>;
  seen: Seen;
  commands: readonly Command[];
  /** The same desk for the same person, noting in another place what it hands out. */
  contextSeeing: (seen: Seen) => CommandContext;
  log: Log;
}

/**
 * Where the figures of an answer can be turned: on the page of its own command, else on the one that this leads to.
 * Undefined where there is neither, and where the answer is about more than a sheet holds.
 */
export async function sheetPage(asked: Asked): Promise<SheetPage | undefined> {
  const { said, command, name, texts, seen, log } = asked;
  if (figuresOf(said).length === 0) return undefined;
  const own = topicCalled(name);
  try {
    if (own) return await pageOf({ ...asked, topic: own, options: texts, about: seen });
    return command.leadsTo && (await nextPage({ ...asked, topic: command.leadsTo }));
  } catch (error) {
    // The answer is there, and is shown without a link.
    if (!(error instanceof UserError || error instanceof OutOfRangeError))
      log.error({ err: error }, 'The sheet of an answer could not be made');
    return undefined;
  }
}

/** The question that comes next is asked about the same sites, so that its link holds all that it reads. */
async function nextPage(asked: Asked & { topic: Topic }): Promise<SheetPage | undefined> {
  const { topic, commands, contextSeeing, seen } = asked;
  const command = commands.find(({ name }) => name === topic);
  if (!command) return undefined;
  const sites = [...new Set(seen.sites.map(({ site }) => site.name))];
  const [only, ...others] = sites;
  const takesSite = command.parameters.site !== undefined;
  if (takesSite && (only === undefined || sites.length > MOST_SITES)) return undefined;
  const options: Record<string, string> = takesSite ? { site: others.length > 0 ? 'all' : only! } : {};
  const about = nothingSeen();
  const read = readNamedOptions({ command, options, lookup: { sites } });
  await command.run(read.arguments as never, contextSeeing(about));
  return pageOf({ ...asked, command, options, about });
}

async function pageOf(
  asked: Asked & { topic: Topic; options: Record<string, string>; about: Seen },
): Promise<SheetPage | undefined> {
  const { topic, command, about, contextSeeing } = asked;
  const snapshot = about.snapshot ?? (await contextSeeing(nothingSeen()).market.snapshot());
  // What else an answer tells of sites, such as their breakevens in a picture, is no part of its page.
  const sites = command.parameters.site ? about.sites : [];
  if (sites.length > MOST_SITES) return undefined;
  const question = JSON.stringify(questionOf({ ...asked, about: { ...about, sites }, snapshot }));
  return { topic, question, label: topic === asked.name ? 'Sheet' : `Sheet: ${topic}` };
}

function questionOf(asked: {
  topic: Topic;
  options: Record<string, string>;
  about: Seen;
  snapshot: MarketSnapshot;
}): SheetQuestion {
  const { topic, options, about, snapshot } = asked;
  const { sites, assumed = {}, assumedOfSite = {}, deals = [] } = about;
  const measured = isLease(topic) ? measuredVolatility({ snapshot }) : {};
  return {
    topic,
    options,
    sites: sites.map(({ site, demo, updatedAt }) => ({
      site,
      demo,
      ...(updatedAt !== undefined && { updatedAt }),
      ...(!demo && powerKnown(site.name, about)),
    })),
    market: sheetMarket({ snapshot, ...measured }),
    ...(Object.keys(assumed).length > 0 && { assumed: known(assumed) }),
    ...(Object.keys(assumedOfSite).length > 0 && { assumedOfSite: known(assumedOfSite) }),
    ...(deals.length > 0 && { deals: deals as SheetQuestion['deals'] & {} }),
  };
}

/** What of a site's power was handed out. */
function powerKnown(name: string, { powerOfDay, powerOfYear, tariffs }: Seen) {
  const [power, year, own] = [powerOfDay?.get(name), powerOfYear?.get(name), tariffs?.get(name)];
  return {
    ...(power && { power }),
    ...(year && { year }),
    ...(own && { tariffs: own === 'damaged' ? [] : [...own] }),
  };
}

/** Without what is there but undefined. */
const known = (overrides: Overrides): Record<string, number> =>
  Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined)) as Record<
    string,
    number
  >;
