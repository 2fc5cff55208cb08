import { answers, chartBlock, command, economics, type Metric, metrics, reply, tableOf } from 'hashdesk';

const MOST_SHOWN = 15;

export default command({
  name: 'sensitivity',
  summary: 'The inputs ranked by what the range of each, P10 to P90, does to mine or lease',
  aliases: ['tornado'],
  parameters: { ...answers.pivotParameters, signed: answers.certaintyParameters.signed },
  examples: ['sensitivity demo'],
  async run(inputs, context) {
    const pivot = await answers.pivotAsked({ inputs, context });
    const pen = answers.penFor(pivot);
    const { gainUsd, inputs: ranked, paths } = await context.threads.compute('sensitivities', pivot.given);
    const ahead = gainUsd > 0 ? 'colocation' : 'mining above colocation';
    const gain = pen.of({ metric: 'gainUsd', value: Math.abs(gainUsd), subject: ahead });
    return reply({
      title: answers.titleOf({ question: pivot.question, topic: 'what the verdict hangs on' }),
      ...answers.marketFrame({ view: pivot.view }),
      blocks: [
        {
          kind: 'text',
          parts: [
            'Leasing all that can be leased is worth ',
            gain,
            gainUsd > 0 ? ' more than mining. ' : ' less than mining. ',
            answers.turningWords({ inputs: ranked, paths }),
          ],
        },
        ...chartBlock(
          answers.tornadoChart({
            write: pen.of,
            site: pivot.question.site.name,
            moved: { gainUsd, inputs: ranked, paths },
          }),
        ),
        tableOf({
          title: 'Colocation above mining, on another path of hashprice',
          columns: ['Path', 'Gain'],
          rows: paths.map(({ path, gainUsd: value }) => [
            path,
            pen.of({ metric: 'gainUsd', value, subject: `colocation, path ${path}` }),
          ]),
        }),
        tableOf({
          title: 'Colocation above mining, with one input at its P10 or P90',
          columns: ['Input', 'Now', 'At P10', 'At P90', 'Swing'],
          rows: ranked.slice(0, MOST_SHOWN).map(({ input, value, low, high, swingUsd }) => {
            const subject = metrics[input].label;
            return [
              subject,
              nowOf({ pen, input, value }),
              pen.of({ metric: 'lowGainUsd', value: low.gainUsd, subject }),
              pen.of({ metric: 'highGainUsd', value: high.gainUsd, subject }),
              pen.of({ metric: 'swingUsd', value: swingUsd, subject }),
            ];
          }),
        }),
        ...answers.marketRemarks({ view: pivot.view }),
        ...answers.askedNote({ question: pivot.question, now: pivot.view.snapshot.now }),
        ...answers.defaultsNote({ question: pivot.question, now: pivot.view.snapshot.now }),
      ],
      explanation: ranked.slice(0, 1).flatMap((moved) => answers.sensitivitySteps({ pen, moved })),
    });
  },
});

function nowOf({ pen, input, value }: { pen: answers.Pen; input: economics.SensitiveInput; value: number }) {
  const isAssumed = (name: string): name is economics.AssumptionName =>
    Object.hasOwn(economics.assumptions, name);
  return isAssumed(input) ? pen.assumed(input) : pen.of({ metric: input satisfies Metric, value });
}
