import { answers, command, type economics, reply, tableOf, textOf } from 'hashdesk';

export default command({
  name: 'split',
  summary: 'The best share of a site’s megawatts for each use, and the whole curve',
  parameters: answers.pivotParameters,
  examples: ['split demo', 'split demo firm=80 rent=$110'],
  async run(inputs, context) {
    const pivot = await answers.pivotAsked({ inputs, context });
    const pen = answers.penFor(pivot);
    const { best, curve } = await context.threads.compute('splitSite', pivot.given);
    const stops = [...new Set(curve.map(({ convertedMw }) => convertedMw))].filter((mw) => mw > 0);
    const npvOf = (use: string, convertedMw: number) =>
      curve.find((point) => point.use === use && point.convertedMw === convertedMw)!.npvUsd;
    const miningUsd = curve[0]!.npvUsd;
    const mining = pen.of({ metric: 'siteNpvUsd', value: miningUsd, subject: 'mining' });
    return reply({
      title: `${answers.siteNamed(pivot.question)}: ${textOf(bestWords({ pen, best, miningUsd }))}`,
      ...answers.marketFrame({ view: pivot.view }),
      blocks: [
        tableOf({
          title: 'NPV of the whole site by what is converted, after tax, no debt',
          columns: ['Converted', 'Colocation', 'GPU cloud'],
          rows: [
            ['none', mining, mining],
            ...stops.map((convertedMw) => {
              const subject = `${convertedMw.toFixed(3)} MW`;
              return [
                pen.of({ metric: 'convertedMw', value: convertedMw, subject }),
                ...(['colocation', 'gpuCloud'] as const).map((use) =>
                  pen.of({
                    metric: 'siteNpvUsd',
                    value: npvOf(use, convertedMw),
                    subject: `${answers.useNames[use]}, ${subject}`,
                  }),
                ),
              ];
            }),
          ],
        }),
        ...answers.marketRemarks({ view: pivot.view }),
      ],
      details: [
        { kind: 'text', parts: [...answers.capital(bestWords({ pen, best, miningUsd })), '.'] },
        ...answers.askedNote({ question: pivot.question, now: pivot.view.snapshot.now }),
        ...answers.defaultsNote({ question: pivot.question, now: pivot.view.snapshot.now }),
      ],
      explanation: answers.splitSteps({ pen, best, miningUsd }),
    });
  },
});

function bestWords(asked: { pen: answers.Pen; best: economics.SplitPoint; miningUsd: number }) {
  const { pen, best, miningUsd } = asked;
  const npv = pen.of({ metric: 'siteNpvUsd', value: best.npvUsd, subject: 'best split' });
  if (best.use === 'mining') return ['never leasing is worth most: ', npv, ' of NPV for the whole site'];
  return [
    `worth most with ${answers.useNames[best.use]} on `,
    pen.of({ metric: 'convertedMw', value: best.convertedMw, subject: 'best split' }),
    ' and mining on what is left: ',
    npv,
    ' of NPV for the whole site',
    ', ',
    pen.of({ metric: 'gainUsd', value: best.npvUsd - miningUsd, subject: 'best split' }),
    ' above never leasing',
  ];
}
