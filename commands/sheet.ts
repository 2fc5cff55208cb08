import { command, mostSheetSites, parameters, type Reply, reply, sheetTopics, UserError } from 'hashdesk';

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
          : withoutSheet(said),
        { suggestions: ['profit demo', 'pivot demo'] },
      );
    }
    const content = await desk.sheetFile(said.question);
    if (content === undefined)
      throw new UserError('The sheet is not built here. Whoever runs Hashdesk can: npm run sheet:build');
    return reply({
      title: `Sheet: ${said.title}`,
      visibility: said.visibility,
      ...(said.readsSites && { readsSites: true as const }),
      blocks: [
        {
          kind: 'text',
          parts: [
            'Open the file in a browser: it computes there, with these inputs, and asks nobody. CSV and XLSX are saved from it.',
          ],
        },
        { kind: 'file', name: 'hashdesk-sheet.html', mediaType: 'text/html', content },
      ],
    });
  },
});

function withoutSheet({ title, readAs = '', explanation }: Reply): string {
  const [name = ''] = readAs.split(' ', 1);
  // An answer of these that can be explained has a sheet, unless it is about too much.
  return explanation.length > 0 && sheetTopics.some((topic) => topic === name)
    ? `“${title}” has no sheet: one holds ${mostSheetSites} sites at most. Ask about one of them.`
    : `“${title || readAs}” has no sheet, and no CSV of one: ${sheetTopics.join(', ')} have one.`;
}
