import fc from 'fast-check';
import { type Block, type Reply, reply } from 'hashdesk';
import { anyChart } from '../pictures/anyChart.ts';
import { figureOf, hostileTexts } from './replies.ts';

const hostile = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '\\',
    '`',
    '```',
    '\n# ',
    '\n- ',
    '\n1. ',
    '@',
    '<',
    ':',
    '//',
    'https:',
    '[',
    '](',
    '\n> ',
    '-# ',
    '*',
    '\t',
  ),
);
/** Texts that a platform could act on, alone, together and many times over. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join('')) },
  {
    weight: 1,
    arbitrary: fc.tuple(hostile, fc.integer({ min: 1, max: 300 })).map(([part, times]) => part.repeat(times)),
  },
);

/** Replies of every kind of block, each text by `text`. */
export function anyReply(text: fc.Arbitrary<string>): fc.Arbitrary<Reply> {
  const figure = fc
    .record({ text, label: text, subject: fc.option(text, { nil: undefined }) })
    .map((parts) => {
      const { subject, ...rest } = parts;
      return { ...figureOf(1, ''), ...rest, ...(subject === undefined ? {} : { subject }) };
    });
  const parts = fc.array(fc.oneof(text, figure), { maxLength: 4 });
  const column = fc.record({ label: text, align: fc.constantFrom('left' as const, 'right' as const) });
  const field = fc.record({ name: text, label: text, required: fc.boolean(), multiline: fc.boolean() });
  const style = fc.constantFrom('plain' as const, 'primary' as const, 'danger' as const);
  const action = fc.record({ label: text, command: text, style });
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), parts }),
    fc.record({
      kind: fc.constant('note' as const),
      tone: fc.constantFrom('info' as const, 'warning' as const),
      parts,
    }),
    fc.record({ kind: fc.constant('figures' as const), figures: fc.array(figure, { maxLength: 60 }) }),
    fc
      .tuple(
        fc.array(column, { minLength: 1, maxLength: 5 }),
        fc.array(fc.array(text, { minLength: 5, maxLength: 5 }), { maxLength: 8 }),
      )
      .map(([columns, rows]) => ({
        kind: 'table' as const,
        columns,
        rows: rows.map((row) => row.slice(0, columns.length)),
      })),
    fc.record({
      kind: fc.constant('file' as const),
      name: text,
      mediaType: fc.constant('text/csv'),
      content: text,
    }),
    fc.record({
      kind: fc.constant('image' as const),
      name: text,
      alt: text,
      mediaType: fc.constant('image/png'),
      base64: fc.base64String(),
    }),
    anyChart.map((chart) => ({ kind: 'chart' as const, chart })),
    fc.record({
      kind: fc.constant('form' as const),
      title: text,
      command: text,
      fields: fc.array(field, { maxLength: 12 }),
    }),
    fc.record({ kind: fc.constant('actions' as const), actions: fc.array(action, { maxLength: 40 }) }),
  );
  const source = fc.record({
    what: text,
    source: text,
    asOf: fc.constant('2026-11-22T12:00:00.000Z'),
    state: fc.constantFrom(
      'confirmed' as const,
      'unconfirmed' as const,
      'stale' as const,
      'reference' as const,
    ),
  });
  return fc
    .record({
      title: text,
      notice: text,
      blocks: fc.array(block, { maxLength: 8 }),
      sources: fc.array(source, { maxLength: 6 }),
    })
    .map((parts) => reply({ visibility: 'private', ...parts }));
}
