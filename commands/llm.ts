import { command, parameters, reply, TOLD } from 'hashdesk';

const WHAT = {
  nothing: 'the question as it was typed, and the commands',
  names: 'the question, the commands and the names of the sites here',
  figures: 'the question, the commands, the names of the sites here, and the last answer with its figures',
};

export default command({
  name: 'llm',
  summary: 'What the language model, where the operator named one, is told of this team beside a question',
  parameters: {
    told: parameters.choice({
      description: 'What it is told from now on beside the question',
      positional: true,
      values: TOLD,
    }),
  },
  examples: ['llm names', 'llm'],
  mayChange: true,
  forPeople: true,
  async run({ told }, { llm }) {
    if (told !== undefined) await llm.setTold(told);
    const now = told ?? (await llm.told());
    return reply({
      title:
        llm.name === undefined
          ? 'No language model is asked here: the operator named none'
          : `${llm.name} is asked what a question means that nothing else here understands`,
      tone: told === undefined ? 'neutral' : 'good',
      blocks: [
        {
          kind: 'text',
          parts: [
            `${llm.name === undefined ? 'One would be told' : 'It is told'} ${WHAT[now]}; names and figures only where whoever asks may see them.`,
          ],
        },
      ],
    });
  },
});
