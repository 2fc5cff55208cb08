import { type Block, type Reply, reply } from '../../chat/reply.ts';
import { showUrl } from '../../net/http.ts';
import type { DayAheadFeed } from './feed.ts';

/** Where the day-ahead prices of each site come from, and why the last attempt failed. */
export function dayAheadCard(feeds: readonly DayAheadFeed[]): Reply {
  if (feeds.length === 0)
    return reply({
      title: 'No day-ahead prices come from a URL',
      blocks: [
        {
          kind: 'text',
          parts: [
            'Set one: dispatch feed rockdale https://example.com/prices.csv price=price start=start unit=$/MWh.',
          ],
        },
      ],
    });
  return reply({
    title: 'Day-ahead prices come from',
    blocks: [
      {
        kind: 'table',
        columns: ['Site', 'Form', 'From'].map((label) => ({ label, align: 'left' as const })),
        rows: feeds.map(({ name, format, url }) => [name, format, showUrl(url)]),
      },
      ...feeds.flatMap(({ name, error }): Block[] =>
        error === undefined ? [] : [{ kind: 'note', tone: 'warning', parts: [`${name}: ${error}`] }],
      ),
    ],
  });
}
