import { answers, command, economics, leaseParameters, UserError } from 'hashdesk';
import { judged, simulationParameters } from './pivot.ts';

const { power, pue, uptime, site, ratio, retrofit, tax, assume, hashprice } = answers.pivotParameters;
const { path, forwards, exit } = answers.pivotParameters;
const { signed, backstop } = answers.certaintyParameters;

const inputs = {
  megawatts: leaseParameters.leaseMegawatts({
    description: 'What is let, critical or gross',
    positional: true,
    required: true,
  }),
  term: leaseParameters.years({ description: 'Initial term', positional: true }),
  rent: leaseParameters.rent({
    description: 'Rent: of year 1 or an average per critical kW, or a total over the term',
    positional: true,
    required: true,
  }),
  escalator: leaseParameters.escalator({ description: 'Yearly rise of the rent', positional: true }),
  lease: leaseParameters.leaseForm({ description: 'Who pays the costs', positional: true }),
  capex: leaseParameters.capexPerMw({ description: 'Capex per critical MW' }),
  build: leaseParameters.buildMonths({ description: 'Months of building', positional: true }),
  site,
  power,
  pue,
  uptime,
  ratio,
  retrofit,
  hashprice,
  tax,
  path,
  forwards,
  exit,
  signed,
  backstop,
  assume,
  ...simulationParameters,
};

export default command({
  name: 'offer',
  summary: 'A lease offer judged: its value, its place among signed deals, and when mining is better',
  metrics: answers.leaseMetrics,
  parameters: inputs,
  examples: [
    'offer 150 MW critical 15y $140/kW-mo 3% nnn capex 9M/MW 18 months',
    'offer 200 MW critical modified gross $3.7B over 10y',
    'offer 50 MW gross $120/kW-mo site=demo',
  ],
  async run({ megawatts, lease, paths, seed, csv, ...others }, context) {
    const described =
      others.site === undefined ? { megawatts: grossOf({ megawatts, ratio: others.ratio }) } : {};
    const pivot = await answers.pivotAsked({
      inputs: { ...NOTHING, ...others, lease, ...described },
      context,
      offered: megawatts,
    });
    const { assumptions } = pivot.given;
    const offer: economics.Offer = {
      criticalMw: carried({ megawatts, pivot }),
      leaseForm: pivot.given.leaseForm,
      rentUsdPerKwMonth: assumptions.rentUsdPerKwMonth,
      termYears: assumptions.leaseTermYears,
      escalatorPercentPerYear: assumptions.escalatorPercentPerYear,
      capexUsdMPerCriticalMw: economics.hallCapexUsdMPerCriticalMw(pivot.given),
      buildMonths: pivot.given.site.retrofit ? assumptions.retrofitBuildMonths : assumptions.buildMonths,
    };
    const value = await context.threads.compute('judgeOffer', { ...pivot.given, offer });
    const deals = [...economics.deals, ...(await context.assumptions.deals())];
    const percentile = economics.rentPercentile({
      firstYearUsdPerKwMonth: offer.rentUsdPerKwMonth,
      structure: offer.leaseForm,
      termYears: offer.termYears,
      deals,
    });
    const of = await judged({
      pivot: carrying({ pivot, grossMw: value.grossMw }),
      context,
      paths,
      seed,
      only: 'colocation',
    });
    context.answers.workings({ kind: 'lease', of });
    const alike = answers.alikeDeals({ deals, ...offer });
    return answers.offerAnswer({ of, offer, value, percentile, alike, byYear: csv ?? false });
  },
});

/** The critical megawatts of an offer. UserError where the site cannot carry them, in the megawatts that were typed. */
function carried(asked: { megawatts: leaseParameters.LeaseMegawatts; pivot: answers.PivotQuestion }): number {
  const { megawatts, pivot } = asked;
  const limits = economics.leasableOf(pivot.given);
  const { grossToCritical } = limits;
  const criticalMw =
    megawatts.basis === 'critical' ? megawatts.megawatts : megawatts.megawatts / grossToCritical;
  const { min } = economics.OFFER_RANGE;
  if (criticalMw < min)
    throw new UserError(`${said(megawatts)} is too little: an offer is for at least ${min} MW critical.`);
  // A rounding away from the limit is not beyond it.
  if (criticalMw <= limits.criticalMw * (1 + 1e-9)) return criticalMw;
  throw new UserError(
    `${said(megawatts)} is more than ${pivot.question.site.name} can lease: ${mw(limits.leasableMw)} gross, which is ${mw(limits.criticalMw)} critical at ${grossToCritical} gross per critical.`,
  );
}

const mw = (value: number): string =>
  `${value.toLocaleString('en-US', { maximumFractionDigits: value < 0.1 ? 4 : 1 })} MW`;
const said = ({ megawatts, basis }: leaseParameters.LeaseMegawatts): string => `${mw(megawatts)} ${basis}`;

/** The case in which what is offered is all that can be leased: the rest of the site goes on mining. */
function carrying(asked: { pivot: answers.PivotQuestion; grossMw: number }): answers.PivotQuestion {
  const { pivot, grossMw: firmMw } = asked;
  return { ...pivot, given: { ...pivot.given, site: { ...pivot.given.site, firmMw } } };
}

/** What an offer does not ask for. */
const NOTHING = {
  fleet: undefined,
  megawatts: undefined,
  fee: undefined,
  gross: undefined,
  energised: undefined,
  firm: undefined,
  online: undefined,
};

/** The site that an offer without one is judged on: as many megawatts as it takes, with new machines. */
function grossOf(asked: { megawatts: leaseParameters.LeaseMegawatts; ratio: number | undefined }): number {
  const { megawatts, basis } = asked.megawatts;
  if (basis === 'gross') return megawatts;
  const ratio = asked.ratio ?? leaseParameters.USUAL_GROSS_TO_CRITICAL;
  const { max } = economics.SITE_RANGES.interconnectMw;
  if (megawatts * ratio <= max) return megawatts * ratio;
  throw new UserError(
    `${said(asked.megawatts)} takes ${mw(megawatts * ratio)} gross at ${ratio} gross per critical: more than ${mw(max)}, the largest site there is.`,
  );
}
