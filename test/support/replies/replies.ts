import { type BlockOf, type Figure, type Picture, type Reply, reply } from 'hashdesk';

/** Texts that would do something on a platform that took them for its own markup. */
export const hostileTexts = [
  '<!channel> <!here> <!everyone>',
  '<@U0000000001> <@1234567890123456> <@&1234567890123456> <#C0000000001>',
  '@everyone @here',
  '*bold* _italic_ ~struck~ `code` ```block``` **strong** ||spoiler|| > quote # heading',
  '<https://example.com|click> [click](https://example.com) https://example.com',
  '&lt;!channel&gt; &amp;',
  '\u001b[2J\u001b]0;title\u0007\u009b31m\u0008\u007f',
  '\u202eabc\u202c \u2066x\u2069 \u200f\u200b',
  '\ud800 lone half',
] as const;

export function figureOf(value: number, text: string): Figure {
  return {
    metric: 'marginUsdPerDay',
    label: 'Margin',
    value,
    unit: 'USD/day',
    text,
    source: 'Coinbase, Kraken',
    asOf: '2026-11-22T12:00:00.000Z',
  };
}

/** A Reply with one block of every kind, and what a person must be able to see of each. */
export const everyBlock: { reply: Reply; visible: string[] } = {
  reply: reply({
    notice: 'Noticefirst',
    title: 'Titleline',
    blocks: [
      { kind: 'text', parts: ['Textblock earns ', figureOf(12345, '$12,345/day')] },
      { kind: 'figures', figures: [figureOf(-678, '−$678/day')] },
      {
        kind: 'table',
        title: 'Tabletitle',
        columns: [
          { label: 'Machine', align: 'left' },
          { label: 'Margin', align: 'right' },
        ],
        rows: [['Tablecell', figureOf(9.87, '$9.87/day')]],
      },
      { kind: 'note', tone: 'warning', parts: ['Warningnote'] },
      { kind: 'note', tone: 'info', parts: ['Infonote'] },
      { kind: 'file', name: 'fleet.csv', mediaType: 'text/csv', content: 'model,count\nS21 XP,20000\n' },
      {
        kind: 'image',
        name: 'chart.png',
        alt: 'Chartdescription',
        mediaType: 'image/png',
        base64: onePixel(),
      },
      {
        kind: 'form',
        title: 'Formtitle',
        command: 'site add',
        fields: [{ name: 'name', label: 'Name', required: true, multiline: false }],
      },
      { kind: 'actions', actions: [{ label: 'Actionlabel', command: 'explain', style: 'primary' }] },
    ],
    sources: [{ what: 'price', source: 'Sourcename', asOf: '2026-11-22T12:00:00.000Z', state: 'confirmed' }],
  }),
  visible: [
    'Noticefirst',
    'Titleline',
    'Textblock',
    '$12,345/day',
    '−$678/day',
    'Tabletitle',
    'Tablecell',
    '$9.87/day',
    'Warningnote',
    'Infonote',
    'fleet.csv',
    'S21 XP,20000',
    'Chartdescription',
    'Formtitle',
    'Actionlabel',
    'Sourcename',
  ],
};

function onePixel(): string {
  return 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
}

/** A Reply longer than any platform takes in one message, and a mark in each of its rows and paragraphs. */
export function longReply(): { reply: Reply; marks: string[] } {
  const marks = Array.from({ length: 300 }, (_, at) => `mark${String(at).padStart(4, '0')}`);
  return {
    reply: reply({
      title: 'A long answer',
      blocks: [
        {
          kind: 'table',
          columns: [
            { label: 'Mark', align: 'left' },
            { label: 'What', align: 'left' },
            { label: 'Margin', align: 'right' },
          ],
          rows: marks.map((mark, at) => [
            mark,
            'A cell of some length, as a remark is',
            figureOf(at, `$${at}/day`),
          ]),
        },
        ...marks.map((mark) => ({
          kind: 'text' as const,
          parts: [`text${mark} ${'and so on '.repeat(10)}`],
        })),
      ],
    }),
    marks: marks.flatMap((mark) => [mark, `text${mark}`]),
  };
}

/** A Reply whose every part is larger than a platform takes at once, and marks that must be seen all the same. */
export function hugeReply(): { reply: Reply; marks: string[] } {
  const long = 'word '.repeat(1_200);
  const columns = Array.from({ length: 40 }, (_, at) => ({ label: `Column${at}`, align: 'left' as const }));
  return {
    reply: reply({
      title: `Titlemark ${long}`,
      notice: `Noticemark ${long}`,
      blocks: [
        { kind: 'table', columns, rows: [columns.map((_, at) => `cell${at}mark`)] },
        { kind: 'figures', figures: [{ ...figureOf(1, `Figuremark ${long}`), label: long }] },
        { kind: 'note', tone: 'info', parts: [`Notemark ${long}`] },
        {
          kind: 'actions',
          actions: Array.from({ length: 60 }, (_, at) => ({
            label: `Action${at} ${long}`,
            command: `explain ${long.slice(0, 3_000)}`,
            style: 'plain' as const,
          })),
        },
      ],
    }),
    marks: ['Titlemark', 'Noticemark', 'cell39mark', 'Figuremark', 'Notemark', 'Action59'],
  };
}

/** A chart with that finding, and the picture of it. */
export function paintedAs(alt: string): { chart: BlockOf<'chart'>; picture: Picture } {
  const shared = { title: 'Hashprice', unit: 'USD/PH/day', alt };
  // A text alone says what a course shows, so it has one.
  const points: [number, number][] = [4, 3, 2, 1].map((value, day) => [day * 86_400_000, value]);
  const chart = { form: 'lines' as const, ...shared, points, levels: [], marks: [] };
  const base64 = Buffer.from('painted').toString('base64');
  return {
    chart: { kind: 'chart', chart },
    picture: { kind: 'image', name: 'hashprice.png', alt, mediaType: 'image/png', base64 },
  };
}
