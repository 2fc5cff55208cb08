import { type Block, command, parameters, reply, type Step, tableOf, UserError } from 'hashdesk';

export default command({
  name: 'explain',
  summary: 'The formula, the inputs with their source and age, and the arithmetic of an answer',
  aliases: ['why'],
  parameters: {
    answer: parameters.word({
      description: 'Which answer, by its id; without it the last one',
      positional: true,
      example: 'k3fQ9xZa',
    }),
  },
  examples: ['explain'],
  async run({ answer }, { answers }) {
    const explained = await answers.recall(answer);
    if (explained === undefined) {
      throw new UserError(
        answer === undefined
          ? 'There is no answer to explain yet. Ask something first.'
          : `There is no answer “${answer}” any more: the latest answers are kept, for a day. Ask again, then explain.`,
        { suggestions: ['hashprice', 'profit demo'] },
      );
    }
    const results = explained.explanation.map(({ result }) => result);
    return reply({
      ...(explained.notice === undefined ? {} : { notice: explained.notice }),
      title: `Explained: ${explained.title}`,
      visibility: explained.visibility,
      blocks: [
        tableOf({
          title: 'Step by step; the formula of each is behind it',
          columns: ['Result', 'Value'],
          rows: explained.explanation.map(({ result }) => [
            nameOf({ input: result, among: results }),
            result,
          ]),
        }),
      ],
      details: explained.explanation.flatMap((step, index) =>
        stepBlocks({ step, earlier: explained.explanation.slice(0, index) }),
      ),
      sources: explained.sources,
    });
  },
});

/** A result of an earlier step is not explained by its sources again. */
function stepBlocks({ step, earlier }: { step: Step; earlier: readonly Step[] }): Block[] {
  const { result, formula, inputs, arithmetic } = step;
  const computed = (input: Step['result']) =>
    earlier.some((it) => it.result.metric === input.metric && it.result.subject === input.subject);
  return [
    { kind: 'text', parts: [`${result.label}: `, result] },
    {
      kind: 'table',
      columns: [
        { label: 'Input', align: 'left' },
        { label: 'Value', align: 'right' },
        { label: 'Source', align: 'left' },
      ],
      rows: inputs.map((input) => [
        nameOf({ input, among: inputs }),
        input,
        computed(input) ? 'computed above' : input.source,
      ]),
    },
    { kind: 'note', tone: 'info', parts: [`${formula}\n${arithmetic}`] },
  ];
}

/** The subject tells inputs of the same name apart: machines of one model and of another. */
function nameOf({ input, among }: { input: Step['result']; among: Step['inputs'] }): string {
  const { label, subject } = input;
  const alone = among.every((it) => it.label !== label || it.subject === subject);
  return subject === undefined || alone ? label : `${label}, ${subject}`;
}
