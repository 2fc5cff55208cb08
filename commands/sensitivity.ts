import { answers, chartBlock, command, economics, type Metric, reply, tableOf, textOf } from 'hashdesk';
import { ruled } from './pivot.ts';

const MOST_SHOWN = 15;

export default command({
  name: 'sensitivity',
  summary: 'The inputs ranked by what the range of each, P10 to P90, does to mine or lease',
  aliases: ['tornado'],
  metrics: answers.leaseMetrics,
  parameters: { ...answers.pivotParameters, signed: answers.certaintyParameters.signed },
  examples: ['sensitivity demo'],
  async run(inputs, context) {
    const pivot = await answers.pivotAsked({ inputs, context });
    const { compute } = context.threads;
    const compared = await compute('comparePivot', pivot.given);
    const judged = { use: compared.judged.use, convertedMw: compared.judged.convertedMw };
    const [{ gainUsd, inputs: ranked, paths }, of] = await Promise.all([
      compute('sensitivities', { ...pivot.given, judged }),
      ruled({ pivot, compared, context }),
    ]);
    const { pen, subject: use } = of;
    const ahead = gainUsd > 0 ? use : `mining above ${use}`;
    const gain = pen.of({ metric: 'gainUsd', value: Math.abs(gainUsd), subject: ahead });
    const worth = [
      ...answers.conversionParts(of),
      ' is worth ',
      gain,
      gainUsd > 0 ? ' more than mining' : ' less than mining',
    ];
    const isOpen = of.verdict.tooCloseToCall;
    // Of a verdict that is too close nearly all turns it.
    const turning = answers.turningWords({ inputs: ranked, paths });
    const table = `${use.charAt(0).toUpperCase()}${use.slice(1)} above mining`;
    return reply({
      title: `${answers.siteNamed(pivot.question)}: ${isOpen ? answers.verdictLine(of) : textOf(worth)}`,
      ...answers.marketFrame({ view: pivot.view }),
      blocks: [
        {
          kind: 'text',
          parts: [
            ...answers.powerSentence({ question: pivot.question, now: pivot.view.snapshot.now }),
            ` ${answers.npvOnPath(pivot)}`,
            ...(isOpen ? [] : [' ', turning]),
          ],
        },
        ...chartBlock(
          answers.tornadoChart({
            write: pen.of,
            site: pivot.question.site.name,
            use,
            moved: { gainUsd, inputs: ranked, paths },
          }),
        ),
        tableOf({
          title: `${table} at P10 and P90`,
          inDetails: true,
          columns: ['Input', 'P10', 'P90'],
          rows: ranked.slice(0, MOST_SHOWN).map(({ input, low, high }) => {
            const subject = answers.leaseMetrics[input].label;
            return [
              subject,
              pen.of({ metric: 'lowGainUsd', value: low.gainUsd, subject }),
              pen.of({ metric: 'highGainUsd', value: high.gainUsd, subject }),
            ];
          }),
        }),
        ...answers.marketRemarks({ view: pivot.view }),
      ],
      details: [
        { kind: 'text', parts: [...answers.capital([...worth, '.']), ...(isOpen ? [' ', turning] : [])] },
        tableOf({
          title: `${table}, on another path of hashprice`,
          columns: ['Path', 'Gain'],
          rows: paths.map(({ path, gainUsd: value }) => [
            path,
            pen.of({ metric: 'gainUsd', value, subject: `${use}, path ${path}` }),
          ]),
        }),
        tableOf({
          title: `${table}, with one input at its P10 or P90`,
          columns: ['Input', 'Now', 'At P10', 'At P90', 'Swing'],
          rows: ranked.slice(0, MOST_SHOWN).map(({ input, value, low, high, swingUsd }) => {
            const subject = answers.leaseMetrics[input].label;
            return [
              subject,
              nowOf({ pen, input, value }),
              pen.of({ metric: 'lowGainUsd', value: low.gainUsd, subject }),
              pen.of({ metric: 'highGainUsd', value: high.gainUsd, subject }),
              pen.of({ metric: 'swingUsd', value: swingUsd, subject }),
            ];
          }),
        }),
        ...answers.askedNote({ question: pivot.question, now: pivot.view.snapshot.now }),
        ...answers.powerNote({ question: pivot.question }),
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
