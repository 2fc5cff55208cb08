import { type Action, answers, command, quote, type Reply } from 'hashdesk';

export default command({
  name: 'profit',
  summary: 'What a site or some machines earn now, what they can bear, and what comes next',
  aliases: ['margin'],
  parameters: answers.aboutParameters,
  examples: [
    'profit demo',
    'profit 100 MW s21xp at $45/MWh pue=1.03 fee=2% uptime=97%',
    'profit 3 s19jpro at 12c',
    'profit 1.2 EH M60S++ at 4.5c',
  ],
  async run(about, context) {
    const { asked, view } = await answers.sitesAndMarket({ about, context });
    const questions = await answers.atDayPrice({ questions: asked, view, context });
    const [only] = questions;
    if (questions.length === 1 && only !== undefined && about.site !== 'all') {
      const planned = await answers.pricedAhead({ question: asked[0]!, view, context });
      const outlook = answers.outlookOf({ question: only, planned, view });
      context.answers.workings({ kind: 'outlook', cases: Object.values(outlook), view });
      const said = answers.siteAnswer({ outlook, view });
      const details = [...(said.details ?? []), ...(await answers.netNote({ question: only, context }))];
      return withWhatIf({ said: { ...said, details }, question: only });
    }
    const cases = questions.map((question) => answers.siteCase({ question, view }));
    context.answers.workings({ kind: 'cases', cases, view });
    const { allSitesAnswer, damagedSites } = await answers.ofAllSites();
    const said = allSitesAnswer({ cases, view });
    return { ...said, blocks: [...(await damagedSites(context.sites)), ...said.blocks] };
  },
});

/** A site that is kept can be asked about with other inputs; what the question itself described has no name. */
function withWhatIf({ said, question }: { said: Reply; question: answers.SiteQuestion }): Reply {
  const isKept = question.demo || question.updatedAt !== undefined;
  if (!isKept || question.changed.length > 0) return said;
  const command = `whatif ${quote(question.site.name)}`;
  const actions: Action[] = [{ label: 'What if', command, style: 'plain' }];
  return { ...said, blocks: [...said.blocks, { kind: 'actions', actions }] };
}
