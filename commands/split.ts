import { answers, command, economics, type Part, parameters, reply, tableOf, textOf } from 'hashdesk';
import { ruled, simulationParameters } from './pivot.ts';

const { seed } = simulationParameters;
/** Each division is simulated on each of them. */
const paths = parameters.count({ description: 'Simulated paths', range: { min: 100, max: 10_000 } });
/** What stands in a row of few columns. */
const NPVS = [0, 1, 4];

export default command({
  name: 'split',
  summary: 'The best share of a site’s megawatts for each use, and the whole curve',
  metrics: answers.leaseMetrics,
  parameters: { ...answers.pivotParameters, paths, seed },
  examples: ['split demo', 'split demo firm=80 rent=$110'],
  async run({ paths: asked, seed = 1, ...inputs }, context) {
    const pathCount = asked ?? economics.SPLIT_PATHS;
    const pivot = await answers.pivotAsked({ inputs, context });
    const pen = answers.penFor(pivot);
    const { compute } = context.threads;
    const [{ best, curve, grossMw }, compared] = await Promise.all([
      compute('splitSite', pivot.given),
      compute('comparePivot', pivot.given),
    ]);
    const points = curve.flatMap(({ use, convertedMw }) => (use === 'mining' ? [] : [{ use, convertedMw }]));
    const [bands, of] = await Promise.all([
      compute('splitBands', { ...pivot.given, divisions: points, seed, paths: pathCount }),
      ruled({ pivot, compared, context, paths: asked, seed }),
    ]);
    const miningUsd = curve[0]!.npvUsd;
    const worth = [...bestWords({ pen, best, miningUsd, grossMw }), ...answers.openParts(of)];
    const rows = rowsOf({ pen, curve, bands });
    const paths = pen.of({ metric: 'pathCount', value: pathCount, subject: 'bands' });
    return reply({
      title: `${answers.siteNamed(pivot.question)}: ${textOf(worth)}`,
      ...answers.marketFrame({ view: pivot.view }),
      blocks: [
        {
          kind: 'text',
          parts: [
            ...answers.powerSentence({ question: pivot.question, now: pivot.view.snapshot.now }),
            ` ${answers.npvOnPath(pivot)}`,
          ],
        },
        tableOf({
          title: 'NPV of the site',
          inDetails: true,
          columns: ['Converted', 'Colocation', 'GPU cloud'],
          rows: rows.map((row) => NPVS.map((at) => row[at]!)),
        }),
        ...answers.marketRemarks({ view: pivot.view }),
      ],
      details: [
        tableOf({
          title: `NPV of the site, ${answers.taxWords(pivot)} and without debt`,
          columns: ['Converted', 'Colocation', 'P5', 'P95', 'GPU cloud', 'P5', 'P95'],
          rows,
        }),
        { kind: 'text', parts: ['P5 to P95: nine in ten of the ', paths, ' paths end between them.'] },
        { kind: 'text', parts: [...answers.capital(worth), '.'] },
        ...answers.askedNote({ question: pivot.question, now: pivot.view.snapshot.now }),
        ...answers.powerNote({ question: pivot.question }),
        ...answers.defaultsNote({ question: pivot.question, now: pivot.view.snapshot.now }),
      ],
      explanation: answers.splitSteps({ pen, best, miningUsd }),
    });
  },
});

/** What is converted, by megawatts; each NPV with the band around it. */
function rowsOf(asked: {
  pen: answers.Pen;
  curve: readonly economics.SplitPoint[];
  bands: ReturnType<typeof economics.splitBands>;
}): Part[][] {
  const { pen, curve, bands } = asked;
  const [mined, ...points] = curve;
  const cells = (subject: string, npvUsd: number, { p5Usd, p95Usd }: economics.Band): Part[] => [
    pen.of({ metric: 'siteNpvUsd', value: npvUsd, subject }),
    pen.of({ metric: 'p5Usd', value: p5Usd, subject }),
    pen.of({ metric: 'p95Usd', value: p95Usd, subject }),
  ];
  const never = cells('mining', mined!.npvUsd, bands.mining);
  const stops = [...new Set(points.map(({ convertedMw }) => convertedMw))];
  return [
    ['none', ...never, ...never],
    ...stops.map((convertedMw) => {
      const subject = `${convertedMw.toFixed(3)} MW`;
      const of = (use: economics.Conversion) => {
        const at = points.findIndex((point) => point.use === use && point.convertedMw === convertedMw);
        return cells(`${answers.useNames[use]}, ${subject}`, points[at]!.npvUsd, bands.splits[at]!.site);
      };
      return [
        pen.of({ metric: 'convertedMw', value: convertedMw, subject }),
        ...of('colocation'),
        ...of('gpuCloud'),
      ];
    }),
  ];
}

function bestWords(asked: {
  pen: answers.Pen;
  best: economics.SplitPoint;
  miningUsd: number;
  /** All that the site has. */
  grossMw: number;
}) {
  const { pen, best, miningUsd, grossMw } = asked;
  const npv = pen.of({ metric: 'siteNpvUsd', value: best.npvUsd, subject: 'best split' });
  if (best.use === 'mining') return ['never leasing is worth most: ', npv, ' of NPV for the whole site'];
  return [
    `worth most with ${answers.useNames[best.use]} on `,
    pen.of({ metric: 'convertedMw', value: best.convertedMw, subject: 'best split' }),
    best.convertedMw < grossMw ? ' and mining on what is left: ' : ', all there is: ',
    npv,
    ' of NPV for the whole site',
    ', ',
    pen.of({ metric: 'gainUsd', value: best.npvUsd - miningUsd, subject: 'best split' }),
    ' above never leasing',
  ];
}
