import type { AssumptionBook } from '../../assumptions/book.ts';
import * as leaseParameters from '../../chat/leaseParameters/index.ts';
import type { Arguments } from '../../chat/parameter.ts';
import * as parameters from '../../chat/parameters/index.ts';
import { combined, type Provenance } from '../../chat/show/figures.ts';
import { UserError } from '../../common/errors.ts';
import {
  addMonths,
  assume,
  assumptions,
  type Conversion,
  deals,
  findMachine,
  historyVolatility,
  type LeaseForm,
  LONG_RUN_SECONDS_PER_BLOCK,
  type MatchedRent,
  matchedRent,
  monthOfTime,
  type Overrides,
  type PivotCase,
  projectedHalvings,
  type SaidRent,
  type Site,
  withHashprice,
} from '../../economics/index.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import { readAssumptions } from '../assumed/text.ts';
import { type MarketView, viewMarket } from '../market/view.ts';
import { atPlanPrice, ofUses, type PlanSource } from '../pricing/plan.ts';
import { type SiteSource, sitesAsked } from '../site/asked.ts';
import { type ConversionInputs, conversionParameters, withConversion } from '../site/conversionInputs.ts';
import { fleetName, type SiteInputs, siteParameters } from '../site/inputs.ts';
import { changedTo, type SiteQuestion } from '../site/question.ts';
import { type certaintyParameters, choiceParameters, choicesOf } from './choices.ts';
import { type RentOrigin, termOf, yearOneRent } from './rent.ts';

const { fleet, power, pue, uptime, fee } = siteParameters;

/** How a question names the megawatts that it compares, and what it takes for granted. */
export const pivotParameters = {
  site: parameters.siteName({ description: 'A site, or demo', positional: true, demo: true }),
  fleet,
  megawatts: leaseParameters.meterMegawatts({
    description: 'Megawatts at the meter, mining with new machines',
    positional: true,
    aliases: ['mw'],
  }),
  power,
  pue,
  uptime,
  fee,
  ...conversionParameters,
  hashprice: parameters.hashprice({ description: 'Hashprice in month 1' }),
  rent: leaseParameters.rent({ description: 'Rent per critical kW: of year 1, or an average over the term' }),
  lease: leaseParameters.leaseForm({ description: 'Who pays the costs: triple-net or modified gross' }),
  term: leaseParameters.years({ description: 'Lease term' }),
  escalator: leaseParameters.percentage({
    description: 'Yearly rise of the rent',
    range: assumptions.escalatorPercentPerYear,
    what: 'An escalator',
  }),
  capex: leaseParameters.capexPerMw({ description: 'Capex per critical MW' }),
  build: leaseParameters.months({
    description: 'Months of building',
    range: assumptions.buildMonths,
    what: 'Building',
  }),
  tax: leaseParameters.percentage({
    description: 'Tax on profit',
    range: assumptions.taxPercent,
    what: 'Tax',
    example: '21%',
  }),
  ...choiceParameters,
  assume: parameters.word({
    description: 'Any other assumption by its name, in quotes',
    example: '"difficultyGrowthPercentPerYear=10, salvagePercent=0"',
  }),
};

export type PivotInputs = Arguments<typeof pivotParameters> & Partial<Arguments<typeof certaintyParameters>>;

/** A site to be compared, with all that the comparison is computed from. */
export interface PivotQuestion {
  question: SiteQuestion;
  view: MarketView;
  given: PivotCase;
  /** The assumptions that are not the desk's defaults, and who made them otherwise. */
  overridden: { name: keyof Overrides; by: 'deals' | 'measured' | 'tenant' | 'site' | 'question' }[];
  rent: RentOrigin;
  from: Provenance;
}

/** Where the market and what the tenant assumes are looked up, besides its sites. */
export interface PivotSource extends SiteSource, PlanSource {
  market: { snapshot: () => Promise<MarketSnapshot> };
  assumptions: Pick<AssumptionBook, 'overrides' | 'deals'>;
}

const YEARS_OF_HALVINGS = 60;
const DAY_MS = 86_400_000;
const DEFAULT_MACHINE = 'S21 XP';

/** Reads a question with the market as it is now and the tenant's own assumptions. */
export async function pivotAsked(asked: {
  inputs: PivotInputs;
  context: PivotSource;
  /** What an offer is for, which turns a total rent into one per kW. */
  offered?: leaseParameters.LeaseMegawatts;
}): Promise<PivotQuestion> {
  const { inputs, context } = asked;
  const [asAsked, snapshot, ofTenant, ownDeals] = await Promise.all([
    questionOf({ inputs, context }),
    context.market.snapshot(),
    context.assumptions.overrides(),
    context.assumptions.deals(),
  ]);
  const ofSite = await context.assumptions.overrides({ site: asAsked.site.name });
  const view = viewMarket({ snapshot });
  const [planned] = await atPlanPrice({ questions: [asAsked], view, context });
  const { question, ...halls } = ofUses(planned!);
  const measured = measuredVolatility(view);
  const leaseForm = inputs.lease ?? DEFAULT_LEASE_FORM;
  const matched = matchedRent({
    leaseForm,
    retrofit: question.site.retrofit ?? false,
    deals: [...deals, ...ownDeals],
  });
  const ofDeals: Overrides = matched ? { rentUsdPerKwMonth: matched.firstYearUsdPerKwMonth } : {};
  const ofQuestion = withRent({
    given: overridesOf(inputs),
    rent: inputs.rent,
    before: [ofDeals, measured, ofTenant, ofSite],
    site: question.site,
    offered: asked.offered,
  });
  const hashprice =
    inputs.hashprice === undefined
      ? view.hashprice
      : withHashprice({ hashprice: view.hashprice, usdPerPhDay: inputs.hashprice });
  const { source, observedAt } = view.from.hashprice;
  const startMonth = addMonths({ month: monthOfTime({ time: snapshot.now }), months: 1 });
  return {
    question,
    view,
    given: {
      site: question.site,
      ...halls,
      hashprice,
      startMonth,
      halvingTimes: halvingTimes(view),
      leaseForm,
      // Whoever says what machines cost means that price.
      machinePrice: isPriced([ofTenant, ofSite, ofQuestion]) ? 'fixed' : 'payback',
      // Megawatts that are only described have no machines yet.
      machinesOwned: inputs.site !== undefined || described(inputs) === undefined,
      ...choicesOf(inputs, { startMonth }),
      assumptions: assume(ofDeals, measured, ofTenant, ofSite, ofQuestion),
    },
    rent: rentOrigin({ said: inputs.rent, matched, others: [ofTenant, ofSite, ofQuestion] }),
    overridden: [
      ...namesOf(ofDeals).map((name) => ({ name, by: 'deals' as const })),
      ...namesOf(measured).map((name) => ({ name, by: 'measured' as const })),
      ...namesOf(ofTenant).map((name) => ({ name, by: 'tenant' as const })),
      ...namesOf(ofSite).map((name) => ({ name, by: 'site' as const })),
      ...namesOf(ofQuestion).map((name) => ({ name, by: 'question' as const })),
    ],
    from: combined([
      { source, observedAt },
      { source: `${question.source}; named assumptions`, observedAt },
    ]),
  };
}

/** The question's values, with the rent on whatever basis it was said as rent of year 1. */
function withRent(asked: {
  given: Overrides;
  rent: SaidRent | undefined;
  before: readonly Overrides[];
  site: Site;
  offered: leaseParameters.LeaseMegawatts | undefined;
}): Overrides {
  const { given, rent, before, site, offered } = asked;
  const assumptions = assume(...before, given);
  const ratio = site.grossToCritical ?? assumptions.grossToCritical;
  const criticalMw =
    offered && (offered.basis === 'critical' ? offered.megawatts : offered.megawatts / ratio);
  const rentUsdPerKwMonth = yearOneRent({ rent, assumptions, criticalMw });
  return rentUsdPerKwMonth === undefined ? given : { ...given, rentUsdPerKwMonth };
}

function rentOrigin(asked: {
  said: SaidRent | undefined;
  matched: MatchedRent | undefined;
  others: readonly Overrides[];
}): RentOrigin {
  const { said, matched, others } = asked;
  const isGiven = (name: keyof Overrides) => others.some((one) => one[name] !== undefined);
  return {
    ...(said && { said }),
    ...(matched && !isGiven('rentUsdPerKwMonth') && { matched }),
    escalatorAssumed: !isGiven('escalatorPercentPerYear'),
  };
}

/** Most leases of this size since 2025 leave the costs to the tenant. */
export const DEFAULT_LEASE_FORM: LeaseForm = 'triple-net';

const isPriced = (overrides: readonly Overrides[]): boolean =>
  overrides.some(({ machinePriceUsdPerTh }) => machinePriceUsdPerTh !== undefined);

const namesOf = (overrides: Overrides) =>
  (Object.keys(overrides) as (keyof Overrides)[]).filter((name) => overrides[name] !== undefined);

async function questionOf(asked: { inputs: PivotInputs; context: SiteSource }): Promise<SiteQuestion> {
  const { inputs, context } = asked;
  const { site, megawatts } = inputs;
  if (inputs.fleet !== undefined && megawatts !== undefined)
    throw new UserError(
      `I read ${fleetName(inputs.fleet)} and ${megawatts.toLocaleString('en-US')} MW: give one of them, or gross=… for what the site can carry.`,
    );
  if (site !== undefined && megawatts !== undefined)
    throw new UserError('A site has its own megawatts: give gross=… to change what it can carry.');
  const about = { ...mining(inputs), site, fleet: site === undefined ? described(inputs) : inputs.fleet };
  const questions = await sitesAsked({ about, context });
  const [only] = questions;
  const energised = inputs.energised ?? only?.site.energisedMw;
  if (inputs.online !== undefined && energised === undefined)
    throw new UserError(
      `online=${inputs.online} is when the rest has power: say with energised=… how much has it today.`,
    );
  if (questions.length !== 1 || only === undefined) {
    throw new UserError('Name the site to compare: the uses of one site are compared at a time.', {
      suggestions: questions.slice(0, 3).map(({ site: { name } }) => `pivot ${name}`),
    });
  }
  return changedTo({ question: only, site: withConversion({ site: only.site, inputs }) });
}

/** The machines of a question that names no site. */
const described = ({ fleet, megawatts }: PivotInputs): parameters.FleetRequest[] | undefined =>
  fleet ?? (megawatts === undefined ? undefined : newMachines(megawatts));

function newMachines(meterMw: number): parameters.FleetRequest[] {
  const machine = findMachine({ name: DEFAULT_MACHINE });
  if (!('found' in machine)) throw new Error(`The catalogue has no machine called ${DEFAULT_MACHINE}`);
  return [{ machine: machine.found, meterMw }];
}

/** The inputs that a site's mining has. */
function mining({ power, pue, uptime, fee }: PivotInputs): SiteInputs {
  return { power, pue, uptime, fee } as SiteInputs;
}

function overridesOf(inputs: Omit<PivotInputs, keyof ConversionInputs>): Overrides {
  const given: Overrides = {
    leaseTermYears: termOf(inputs),
    escalatorPercentPerYear: inputs.escalator,
    colocationCapexUsdMPerCriticalMw: inputs.capex,
    retrofitCapexUsdMPerCriticalMw: inputs.capex,
    buildMonths: inputs.build,
    retrofitBuildMonths: inputs.build,
    taxPercent: inputs.tax,
  };
  const assumed = inputs.assume === undefined ? {} : readAssumptions(inputs.assume);
  const said = [...namesOf(given), ...(inputs.rent === undefined ? [] : ['rentUsdPerKwMonth'])];
  const twice = namesOf(assumed).find((name) => said.includes(name));
  if (twice !== undefined)
    throw new UserError(`${twice} is given twice, in assume and as an input of its own: give it once.`);
  return { ...given, ...assumed };
}

function halvingTimes({ halving, snapshot }: MarketView): number[] {
  return projectedHalvings({
    height: snapshot.chain.value.height,
    nextTime: halving.time,
    secondsPerBlock: snapshot.longRunSecondsPerBlock ?? LONG_RUN_SECONDS_PER_BLOCK,
    years: YEARS_OF_HALVINGS,
  });
}

/** Volatility of the stored price history, where it is long enough, without holes and plausible. */
export function measuredVolatility({ snapshot }: Pick<MarketView, 'snapshot'>): Overrides {
  const { btcVolatilityPercent } = snapshot;
  if (btcVolatilityPercent !== undefined) return { btcVolatilityPercent };
  const days = snapshot.history.map(({ day, priceUsd }) => ({ day: Date.parse(day) / DAY_MS, priceUsd }));
  const measured = historyVolatility({ days });
  return 'percent' in measured && !('refused' in measured) ? { btcVolatilityPercent: measured.percent } : {};
}

/** What people call the uses. */
export const useNames: Record<'mining' | Conversion, string> = {
  mining: 'mining',
  colocation: 'colocation',
  gpuCloud: 'GPU cloud',
};
