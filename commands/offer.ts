import { answers, type Block, command, economics, type Part, parameters, reply } from 'hashdesk';

const { power, pue, uptime, site, ratio, retrofit, tax, assume, hashprice } = answers.pivotParameters;

const inputs = {
  megawatts: parameters.leaseMegawatts({
    description: 'What is let, critical or gross',
    positional: true,
    required: true,
  }),
  term: parameters.years({ description: 'Initial term', positional: true }),
  rent: parameters.rent({
    description: 'Rent: of year 1 or an average per critical kW, or a total over the term',
    positional: true,
    required: true,
  }),
  escalator: parameters.percentage({
    description: 'Yearly rise of the rent',
    positional: true,
    range: economics.assumptions.escalatorPercentPerYear,
    what: 'An escalator',
  }),
  lease: parameters.leaseForm({ description: 'Who pays the costs', positional: true }),
  capex: parameters.capexPerMw({ description: 'Capex per critical MW' }),
  build: parameters.months({
    description: 'Months of building',
    positional: true,
    range: economics.assumptions.buildMonths,
    what: 'Building',
  }),
  site,
  power,
  pue,
  uptime,
  ratio,
  retrofit,
  hashprice,
  tax,
  assume,
};

export default command({
  name: 'offer',
  summary: 'A lease offer judged: its value, its place among signed deals, and when mining is better',
  parameters: inputs,
  examples: [
    'offer 150 MW critical 15y $140/kW-mo 3% nnn capex 9M/MW 18 months',
    'offer 200 MW critical modified gross $3.7B over 10y',
    'offer 50 MW gross $120/kW-mo site=demo',
  ],
  async run({ megawatts, lease, ...others }, context) {
    const described =
      others.site === undefined ? { megawatts: grossOf({ megawatts, ratio: others.ratio }) } : {};
    const pivot = await answers.pivotAsked({
      inputs: { ...NOTHING, ...others, lease, ...described },
      context,
      offered: megawatts,
    });
    const { assumptions } = pivot.given;
    const grossToCritical = pivot.given.site.grossToCritical ?? assumptions.grossToCritical;
    const criticalMw =
      megawatts.basis === 'critical' ? megawatts.megawatts : megawatts.megawatts / grossToCritical;
    const offer: economics.Offer = {
      criticalMw,
      leaseForm: pivot.given.leaseForm,
      rentUsdPerKwMonth: assumptions.rentUsdPerKwMonth,
      termYears: assumptions.leaseTermYears,
      escalatorPercentPerYear: assumptions.escalatorPercentPerYear,
      capexUsdMPerCriticalMw: pivot.given.site.retrofit
        ? assumptions.retrofitCapexUsdMPerCriticalMw
        : assumptions.colocationCapexUsdMPerCriticalMw,
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
    const pen = answers.penFor(pivot);
    return reply({
      title: `Offer: ${criticalMw.toLocaleString('en-US', { maximumFractionDigits: 1 })} MW critical, ${offer.leaseForm}`,
      tone: value.gainUsd > 0 ? 'good' : 'bad',
      ...answers.marketFrame({ view: pivot.view }),
      blocks: [
        { kind: 'text', parts: verdict({ pen, value, percentile, leaseForm: offer.leaseForm }) },
        figures({ pen, value }),
        { kind: 'text', parts: terms({ pen, offer, view: pivot }) },
        ...answers.rentNote({ pen, pivot }),
        ...answers.marketRemarks({ view: pivot.view }),
        ...answers.askedNote({ question: pivot.question, now: pivot.view.snapshot.now }),
        ...answers.defaultsNote({ question: pivot.question, now: pivot.view.snapshot.now }),
      ],
      explanation: answers.offerSteps({ pen, value }),
    });
  },
});

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
function grossOf(asked: { megawatts: parameters.LeaseMegawatts; ratio: number | undefined }): number {
  const { megawatts, basis } = asked.megawatts;
  if (basis === 'gross') return megawatts;
  return megawatts * (asked.ratio ?? economics.assumptions.grossToCritical.value);
}

interface Judged {
  pen: answers.Pen;
  value: economics.OfferValue;
  percentile: ReturnType<typeof economics.rentPercentile>;
  leaseForm: economics.LeaseForm;
}

function verdict({ pen, value, percentile, leaseForm }: Judged): Part[] {
  const better = value.gainUsd > 0;
  const breakeven = value.breakevenRentUsdPerKwMonth;
  return [
    better ? 'The lease is worth ' : 'Mining is worth ',
    pen.of({ metric: 'gainUsd', value: Math.abs(value.gainUsd), subject: better ? 'the offer' : 'mining' }),
    better ? ' more than mining with the same megawatts. ' : ' more than this lease. ',
    ...(breakeven === undefined
      ? ['No rent up to $1,000/kW-month would change that. ']
      : [
          better ? 'Mining would be better below ' : 'The lease would be better from ',
          pen.of({ metric: 'breakevenRentUsdPerKwMonth', value: breakeven }),
          '. ',
        ]),
    ...(percentile === undefined
      ? []
      : [
          'With its rent of year 1 it is at percentile ',
          pen.of({ metric: 'rentPercentilePercent', value: percentile.percent }),
          ' of ',
          pen.of({ metric: 'dealCount', value: percentile.among, subject: 'signed leases' }),
          ` signed ${leaseForm} leases of about this term.`,
        ]),
  ];
}

function figures({ pen, value }: Pick<Judged, 'pen' | 'value'>): Block {
  const { lease } = value;
  const alone = lease.conversionValue;
  const subject = 'the offer';
  const irrs = [
    { metric: 'irrPercent' as const, irr: alone?.irr },
    { metric: 'equityIrrPercent' as const, irr: alone?.equityIrr },
  ].flatMap(({ metric, irr }) =>
    irr !== undefined && 'irrPercent' in irr ? [pen.of({ metric, value: irr.irrPercent, subject })] : [],
  );
  const yieldOnCost = value.yieldOnCostPercent;
  return {
    kind: 'figures',
    figures: [
      pen.of({ metric: 'rentUsdPerMwYear', value: value.rentUsdPerMwYear }),
      pen.of({ metric: 'averageRentUsdPerMwYear', value: value.averageRentUsdPerMwYear }),
      pen.of({ metric: 'contractUsd', value: value.contractUsd }),
      pen.of({ metric: 'leaseCapexUsd', value: value.capexUsd }),
      ...(yieldOnCost === undefined ? [] : [pen.of({ metric: 'yieldOnCostPercent', value: yieldOnCost })]),
      pen.of({ metric: 'npvUsd', value: alone?.npvUsd ?? 0, subject }),
      ...irrs,
      pen.of({ metric: 'npvUsdPerGrossMw', value: value.npvUsdPerGrossMw }),
      pen.of({ metric: 'npvUsdPerCriticalMw', value: value.npvUsdPerCriticalMw }),
      pen.of({ metric: 'peakEquityUsd', value: alone?.peakEquityUsd ?? 0, subject }),
      pen.of({ metric: 'criticalMw', value: value.criticalMw }),
      pen.of({ metric: 'grossMw', value: value.grossMw }),
    ],
  };
}

function terms(asked: { pen: answers.Pen; offer: economics.Offer; view: answers.PivotQuestion }): Part[] {
  const { pen, offer, view } = asked;
  return [
    'Judged with ',
    pen.assumed('leaseTermYears'),
    ', escalator ',
    pen.assumed('escalatorPercentPerYear'),
    ', capex ',
    pen.assumed(
      view.given.site.retrofit ? 'retrofitCapexUsdMPerCriticalMw' : 'colocationCapexUsdMPerCriticalMw',
    ),
    ', ',
    pen.assumed(view.given.site.retrofit ? 'retrofitBuildMonths' : 'buildMonths'),
    ' of building, NOI ',
    pen.assumed(
      offer.leaseForm === 'triple-net' ? 'noiMarginTripleNetPercent' : 'noiMarginModifiedGrossPercent',
    ),
    ', discounted at ',
    pen.assumed('colocationDiscountPercent'),
    '; mining at ',
    pen.assumed('miningDiscountPercent'),
    ', difficulty growing ',
    pen.assumed('difficultyGrowthPercentPerYear'),
    '.',
  ];
}
