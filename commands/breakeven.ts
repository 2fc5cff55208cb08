import { answers, chartBlock, command, quote, reply, UserError } from 'hashdesk';

export default command({
  name: 'breakeven',
  summary: 'The power price, hashprice and BTC price at which a site or machines earn nothing',
  aliases: ['hashcost'],
  parameters: answers.aboutParameters,
  examples: ['breakeven demo', 'breakeven s21xp', 'breakeven 50 MW s19jpro at 5.5c'],
  async run(about, context) {
    const { asked, view } = await answers.sitesAndMarket({ about, context });
    if (asked.length !== 1) {
      const names = asked.map(({ site }) => site.name);
      throw new UserError('Breakevens are of one site at a time: name it.', {
        choices: names.slice(0, 3).map((name) => `breakeven ${quote(name)}`),
      });
    }
    const [question] = await answers.atPlanPrice({ questions: asked, view, context });
    const of = answers.siteCase({ question: question!, view });
    const outlook = answers.outlookOf({ question: of.question, planned: of.question, view });
    context.answers.workings({ kind: 'cases', cases: [of], view });
    return reply({
      title: answers.breakevenHeadline({ of }),
      tone: answers.toneOf(of),
      ...answers.marketFrame({ view }),
      blocks: [
        { kind: 'text', parts: answers.verdict({ of, view }) },
        ...chartBlock(answers.marginMap({ of })),
        answers.breakevenTable({ of }),
        ...answers.losingNotes({ outlook }),
        ...answers.siteNotes({ question: of.question, view, of }),
      ],
      details: [
        ...answers.askedNote({ question: of.question, now: view.snapshot.now }),
        ...answers.powerNote({ question: of.question }),
        ...answers.costBlocks({ of }),
        answers.classTable({ of }),
      ],
      explanation: answers.siteSteps({ of, view }),
    });
  },
});
