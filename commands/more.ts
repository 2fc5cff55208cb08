import { type Action, command, pagesOf, parameters, reply, UserError } from 'hashdesk';

export default command({
  name: 'more',
  summary: 'What stands behind an answer: its tables, bands and assumptions',
  aliases: ['details'],
  whole: true,
  parameters: {
    answer: parameters.word({
      description: 'Which answer, by its id; without it, or with a page alone, the last one',
      positional: true,
      example: 'k3fQ9xZa',
    }),
    page: parameters.count({
      description: 'Which page of them, from 1',
      positional: true,
      range: { min: 1, max: 99 },
    }),
  },
  examples: ['more'],
  async run(asked, { answers }) {
    const { answer, page } = readPage(asked);
    const kept = await answers.recall(answer);
    if (!kept?.details) {
      throw new UserError(nothing({ answer, there: kept !== undefined }), { suggestions: ['profit demo'] });
    }
    const pages = pagesOf(kept.details);
    const blocks = pages[page - 1];
    if (!blocks) throw new UserError(`That answer has ${pages.length} pages of details, not ${page}.`);
    const id = kept.id ?? answer ?? '';
    const next: Action[] =
      page < pages.length
        ? [
            {
              label: `Page ${page + 1} of ${pages.length}`,
              command: `more ${id} ${page + 1}`,
              style: 'plain',
            },
          ]
        : [];
    return reply({
      ...(kept.notice === undefined ? {} : { notice: kept.notice }),
      title: pages.length > 1 ? `${kept.title} (page ${page} of ${pages.length})` : kept.title,
      visibility: 'private',
      blocks: [...blocks, ...(next.length > 0 ? [{ kind: 'actions' as const, actions: next }] : [])],
      sources: kept.sources,
    });
  },
});

/** An id is never a number of one or two digits: that alone is a page of the last answer. */
function readPage({ answer, page }: { answer?: string | undefined; page?: number | undefined }) {
  const isPage = page === undefined && answer !== undefined && /^[1-9]\d?$/u.test(answer);
  return isPage ? { answer: undefined, page: Number(answer) } : { answer, page: page ?? 1 };
}

function nothing({ answer, there }: { answer: string | undefined; there: boolean }): string {
  if (there) return 'That answer was shown in full: there is nothing behind it.';
  return answer === undefined
    ? 'There is no answer of the last half hour to say more of. Ask something first.'
    : `There is no answer “${answer}” any more: the latest answers are kept, for a day. Ask again.`;
}
