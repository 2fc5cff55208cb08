import type { Rights } from '../../access/rights.ts';
import * as parameters from '../../chat/parameters/index.ts';
import { quoted } from '../../chat/read/scan.ts';
import { metrics } from '../../chat/show/metrics.ts';
import { UserError } from '../../common/errors.ts';
import { type Machine, machineLabel, type Site } from '../../economics/index.ts';
import type { SiteBook } from '../../sites/book.ts';
import { type MarketView, viewMarket } from '../market/view.ts';
import {
  describedSite,
  fleetName,
  givenFields,
  type SiteInputs,
  siteParameters,
  withInputs,
} from './inputs.ts';
import { changedTo, questionAbout, type SiteQuestion } from './question.ts';

/** How a question names what it is about: a site, all of them, or machines described on the spot. */
export const aboutParameters = {
  site: parameters.siteName({
    description: 'A site, all, or demo',
    positional: true,
    all: true,
    demo: true,
  }),
  ...siteParameters,
  hashrate: parameters.hashrate({ description: 'As many machines as make this hashrate', positional: true }),
  machine: parameters.machine({
    description: 'A machine: one of it, or as many as the hashrate needs',
    positional: true,
  }),
};

/** Where the sites of a question are looked up, and whether the person may see the tenant's own. */
export interface SiteSource {
  sites: Pick<SiteBook, 'get' | 'list'>;
  asker: { rights: Pick<Rights, 'read'> };
}

export type About = SiteInputs & {
  site?: string | undefined;
  hashrate?: number | undefined;
  machine?: Machine | undefined;
};

/**
 * The sites that a question is about. Without any: the tenant's only site, all of several, or the demo site.
 * Inputs that are given replace the site's own.
 */
export async function sitesAsked({
  about,
  context,
}: {
  about: About;
  context: SiteSource;
}): Promise<SiteQuestion[]> {
  const { site, fleet, machine } = about;
  refuseTwoSubjects(about);
  if (site !== undefined && site !== 'all')
    return [changed({ question: questionAbout(await context.sites.get(site)), inputs: inputsOf(about) })];
  if (site === undefined && machine !== undefined)
    return [describedSite({ fleet: [machineRequest({ machine, about })], inputs: about })];
  if (site === undefined && fleet !== undefined) return [describedSite({ fleet, inputs: about })];
  if (about.hashrate !== undefined)
    throw new UserError('A hashrate needs a machine. Example: profit 1.2 EH s21xp at $45/MWh');
  const stored = context.asker.rights.read ? await context.sites.list() : [];
  if (site === 'all' && stored.length === 0) {
    throw new UserError(
      'There are no sites yet, so there is nothing to add up. The demo sites never count in “all”.',
      {
        suggestions: ['profit demo', 'site add rockdale 100 MW s21xp at $45/MWh'],
      },
    );
  }
  const questions = stored.length > 0 ? stored : [await context.sites.get('demo')];
  return questions.map((it) => changed({ question: questionAbout(it), inputs: inputsOf(about) }));
}

/** The sites that a question is about, as `sitesAsked` reads them, and the market at the moment. */
export async function sitesAndMarket(asked: {
  about: About;
  context: SiteSource & { market: { snapshot(): Promise<MarketView['snapshot']> } };
}): Promise<{ asked: SiteQuestion[]; view: MarketView }> {
  const [questions, snapshot] = await Promise.all([sitesAsked(asked), asked.context.market.snapshot()]);
  return { asked: questions, view: viewMarket({ snapshot }) };
}

/** A question is about a site, a fleet or a machine: what is said beside it must not fall under the table. */
function refuseTwoSubjects({ site, fleet, machine, hashrate }: About): void {
  const model = machine && machineLabel({ machine });
  const size = hashrate === undefined ? undefined : metrics.hashratePhPerS.show(hashrate / 1000);
  if (site !== undefined && (model ?? size) !== undefined)
    throw new UserError(
      `I read the site ${quoted(site)} and ${[size, model].filter(Boolean).join(' of ')}: ask about one of them, or give the site another fleet for this question, such as fleet="100 MW s21xp".`,
    );
  if (fleet === undefined) return;
  if (model !== undefined)
    throw new UserError(
      `I read ${fleetName(fleet)} and ${model} without a size: say how much there is of each, such as 30 MW t21, 30 MW s19jpro.`,
    );
  if (size !== undefined)
    throw new UserError(`I read two sizes, ${fleetName(fleet)} and ${size}: give one of them.`);
}

function machineRequest({ machine, about }: { machine: Machine; about: About }): parameters.FleetRequest {
  const { hashrate } = about;
  return { machine, count: hashrate === undefined ? 1 : hashrate / machine.hashrateThPerS };
}

const inputsOf = ({ site: _, machine: __, hashrate: ___, ...inputs }: About): SiteInputs => inputs;

/** Inputs given beside a site's name are a what-if on it: the answer's title says so. */
export function changed({ question, inputs }: { question: SiteQuestion; inputs: SiteInputs }): SiteQuestion {
  if (Object.values(inputs).every((value) => value === undefined)) return question;
  const typed = Object.keys(givenFields(inputs)) as (keyof Site)[];
  return changedTo({ question, site: withInputs({ site: question.site, inputs }), typed });
}
