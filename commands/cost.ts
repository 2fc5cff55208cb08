import { answers, command } from 'hashdesk';

export default command({
  name: 'cost',
  summary: 'What a bitcoin costs a site or some machines, in power, in cash and all in, beside its price',
  parameters: answers.aboutParameters,
  metrics: answers.costMetrics,
  examples: ['cost demo', 'cost 100 MW s21xp at $45/MWh'],
  async run(about, context) {
    const { asked, view } = await answers.sitesAndMarket({ about, context });
    const questions = await answers.atDayPrice({ questions: asked, view, context });
    const cases = questions.map((question) => answers.siteCase({ question, view }));
    const [only] = cases;
    context.answers.workings({ kind: 'cases', cases, view });
    const said =
      cases.length === 1 && only !== undefined
        ? answers.costAnswer({ of: only, view })
        : answers.allCostsAnswer({ cases, view });
    if (cases.length === 1 && about.site !== 'all') return said;
    return { ...said, blocks: [...(await answers.damagedSites(context.sites)), ...said.blocks] };
  },
});
