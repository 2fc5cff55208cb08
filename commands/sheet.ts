import { command, parameters, reply, sheetTopicOf, UserError, whyNoSheet } from 'hashdesk';

export default command({
  name: 'sheet',
  summary: 'The sheet of an answer as one file: its inputs to turn, its formulas, CSV and a link',
  parameters: {
    answer: parameters.word({
      description: 'Which answer, by its id; without it the last one',
      positional: true,
      example: 'k3fQ9xZa',
    }),
  },
  examples: ['sheet'],
  forPeople: true,
  async run({ answer }, { answers, desk }) {
    const said = await answers.recall(answer);
    if (said?.question === undefined) {
      throw new UserError(
        said === undefined
          ? 'There is no answer of the last half hour whose sheet could be sent. Ask something first.'
          : whyNoSheet(said),
        { suggestions: ['profit demo', 'pivot demo'] },
      );
    }
    const content = await desk.sheetFile(said.question);
    if (content === undefined)
      throw new UserError('The sheet is not built here. Whoever runs Hashdesk can: npm run sheet:build');
    return reply({
      title: `Sheet: ${sheetTopicOf(said.question)}, after “${said.title}”`,
      visibility: said.visibility,
      ...(said.readsSites && { readsSites: true as const }),
      blocks: [
        {
          kind: 'text',
          parts: [
            'Open the file in a browser: it computes there, with these inputs, and asks nobody. CSV is saved from it, and of most questions XLSX.',
          ],
        },
        { kind: 'file', name: 'hashdesk-sheet.html', mediaType: 'text/html', content },
      ],
    });
  },
});
