import { answers, command } from 'hashdesk';

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
    const [questions, snapshot] = await Promise.all([
      answers.sitesAsked({ about, context }),
      context.market(),
    ]);
    const view = answers.viewMarket({ snapshot });
    const [only] = questions;
    return questions.length === 1 && only !== undefined && about.site !== 'all'
      ? answers.siteAnswer({ question: only, view })
      : answers.allSitesAnswer({ questions, view });
  },
});
