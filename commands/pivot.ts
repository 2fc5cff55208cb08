import { answers, type CommandContext, command, economics, parameters, reply } from 'hashdesk';

const PROGRESS_AFTER_MS = 1000;

/** How many paths, which ones, and whether the years are listed; of every question that is simulated. */
export const simulationParameters = {
  paths: parameters.count({ description: 'Simulated paths', range: { min: 100, max: 100_000 } }),
  seed: parameters.count({ description: 'Another seed has other paths', range: { min: 0, max: 1e9 } }),
  csv: parameters.flag({ description: 'With a table by year, as CSV' }),
};

export default command({
  name: 'pivot',
  summary: 'Mine or lease: mining, AI colocation, GPU cloud and the best split, side by side',
  aliases: ['mine-or-lease'],
  metrics: answers.leaseMetrics,
  parameters: { ...answers.pivotParameters, ...answers.certaintyParameters, ...simulationParameters },
  examples: [
    'pivot demo',
    'pivot 50 MW at $45/MWh rent=$160',
    'pivot demo firm=80 term=10y lease=modified-gross',
    'pivot demo path=constant exit=cap signed=yes',
  ],
  async run({ paths, seed, csv, ...inputs }, context) {
    const pivot = await answers.pivotAsked({ inputs, context });
    const of = await judged({ pivot, context, paths, seed });
    context.answers.workings({ kind: 'lease', of });
    const { leaseForm, assumptions } = pivot.given;
    const alike = answers.alikeDeals({
      deals: [...economics.deals, ...(await context.assumptions.deals())],
      leaseForm,
      termYears: assumptions.leaseTermYears,
    });
    return answers.pivotAnswer({ of, alike, byYear: csv ?? false });
  },
});

interface Simulated {
  pivot: answers.PivotQuestion;
  context: CommandContext;
  paths?: number | undefined;
  seed?: number | undefined;
}

/** Computes all that is said of a question. */
export async function judged(asked: Simulated & { only?: economics.Conversion }): Promise<answers.Judgement> {
  const { pivot, context, only } = asked;
  const { compute } = context.threads;
  const comparing = compute('comparePivot', { ...pivot.given, ...(only && { only }) });
  const dividing = comparing.then(({ judged: { use, convertedMw } }) => ({ use, convertedMw }));
  const [compared, outcomes, when, moved] = await Promise.all([
    comparing,
    simulated({ ...asked, dividing }),
    compute('whenToLease', pivot.given),
    dividing.then((judged) => compute('sensitivities', { ...pivot.given, judged })),
  ]);
  return answers.judgement({ pivot, compared, outcomes, when, moved });
}

/** The same verdict on what a comparison judges, for answers that are about something else. */
export async function ruled(asked: Simulated & { compared: economics.Comparison }) {
  const { pivot, compared } = asked;
  const { use, convertedMw } = compared.judged;
  const outcomes = await simulated({ ...asked, dividing: Promise.resolve({ use, convertedMw }) });
  return answers.judgement({ pivot, compared, outcomes });
}

/** The one simulation that every verdict stands on: on other paths, or fewer, it could be another. */
async function simulated(asked: Simulated & { dividing: Promise<economics.Division> }) {
  const { pivot, context, paths = 10_000, seed = 1, dividing } = asked;
  const onProgress = progressOf({ context, site: pivot.question.site.name });
  const { compute, simulate } = context.threads;
  // What is judged is known late, and most of the simulation does not hang on it.
  const whole = compute('simulationOf', pivot.given);
  const [simulation, judged] = await Promise.all([whole, dividing]);
  const about = { ...pivot.given, simulation, judged };
  return simulate({ simulation: await compute('simulationJudging', about), paths, seed, onProgress });
}

/** Says how far a simulation is, once a second from the first second on. */
function progressOf({ context, site }: { context: CommandContext; site: string }) {
  let shownAt = context.now();
  return (share: number) => {
    if (share === 1 || context.now() - shownAt < PROGRESS_AFTER_MS) return;
    shownAt = context.now();
    context.answers.progress(reply({ title: `${site}: simulating, ${Math.floor(share * 100)}% done` }));
  };
}
