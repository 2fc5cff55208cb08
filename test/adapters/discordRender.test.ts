import fc from 'fast-check';
import { type Block, type Reply, reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { render } from '../../adapters/discord/render.ts';
import { fenced, inert, pieces } from '../../adapters/discord/text.ts';
import { messageBody } from '../../adapters/discord/transport/api.ts';
import { limits } from '../support/discord/limits.ts';
import { liveMarkup, readable } from '../support/discord/markup.ts';
import { live, read } from '../support/discord/screen.ts';
import { validMessage } from '../support/discord/validate.ts';
import type { Posted } from '../support/discord/world.ts';
import { everyBlock, figureOf, hostileTexts, longReply } from '../support/replies.ts';

const NOW = Date.parse('2026-11-22T12:00:12.000Z');

/** The messages as the stand-in takes them; it throws at whatever passes a limit. */
function posted(said: Reply, shareable = true): Posted[] {
  return render({ reply: said, now: NOW, shareable }).posts.map((post, at) => {
    const files = post.files.map(({ description, ...file }) => ({
      ...file,
      ...(description ? { description } : {}),
    }));
    const body = validMessage(JSON.parse(JSON.stringify(messageBody(post))), files);
    return { id: String(at), channel: '1', body, files, ephemeral: false, deleted: false, edits: 0 };
  });
}

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
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join('')) },
  {
    weight: 1,
    arbitrary: fc.tuple(hostile, fc.integer({ min: 1, max: 300 })).map(([part, times]) => part.repeat(times)),
  },
);

/** Replies of every kind of block, each text by `text`. */
function replies(text: fc.Arbitrary<string>): fc.Arbitrary<Reply> {
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

/** Without what rendering may add or break: spaces, and characters that take no room. */
const bare = (text: string) => readable(text).replace(/[\s\u200b]+/gu, '');

describe('render', () => {
  test('render() keeps within every limit and makes nothing live, whatever the reply holds', () => {
    fc.assert(
      fc.property(replies(text), (said) => {
        expect(live(posted(said))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('render() leaves out no text and no figure, however long the reply is', () => {
    const words = fc
      .array(fc.constantFrom('Rockdale', 'S21 XP', '$12,345/day', '−4.5%', 'a_b', '(x)', 'Fjord 2'), {
        minLength: 1,
        maxLength: 400,
      })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(replies(words), (said) => {
        const shown = bare(read(posted(said)));
        for (const wanted of textsOf(said)) expect(shown).toContain(bare(wanted));
      }),
      { numRuns: 60 },
    );
  });

  test('render() shows an answer as one embed with fields, sources and buttons', () => {
    const { posts } = render({ reply: everyBlock.reply, now: NOW });
    const readable = posts.map(({ files, ...post }) => ({
      ...post,
      files: files.map(({ bytes, ...file }) => file),
    }));
    expect(readable).toMatchSnapshot();
  });

  test('render() puts what is too long for messages into a file', () => {
    const { reply: long, marks } = longReply();
    const messages = posted(long);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.files.map(({ name }) => name)).toEqual(['answer.txt', 'table.txt']);
    for (const mark of marks) expect(read(messages)).toContain(mark);
  });

  test('render() says so when a file is larger than Discord takes', () => {
    const content = 'x'.repeat(limits.fileBytes + 1);
    const messages = posted(
      reply({ title: 'Export', blocks: [{ kind: 'file', name: 'a.csv', mediaType: 'text/csv', content }] }),
    );
    expect(read(messages)).toContain('a.csv is 10.0 MB; Discord takes at most 10 MB.');
    expect(messages.flatMap(({ files }) => files)).toEqual([]);
  });

  test('render() spreads eleven files and thirty buttons over several messages', () => {
    const files = Array.from({ length: 11 }, (_, at) => ({
      kind: 'file' as const,
      name: `${at}.csv`,
      mediaType: 'text/csv',
      content: 'x',
    }));
    const actions = Array.from({ length: 30 }, (_, at) => ({
      label: `Button ${at}`,
      command: 'help',
      style: 'plain' as const,
    }));
    const messages = posted(
      reply({ title: 'Many', blocks: [...files, { kind: 'actions', actions }] }),
      false,
    );
    expect(messages.flatMap(({ files }) => files)).toHaveLength(11);
    const rows = messages.flatMap(({ body }) => body.components ?? []);
    expect(rows.flatMap(({ components }) => components)).toHaveLength(30);
  });
});

/** What a person must be able to read of a reply. */
function textsOf({ title, notice = '', blocks }: Reply): string[] {
  const parts = blocks.flatMap((block) => {
    switch (block.kind) {
      case 'text':
      case 'note':
        return block.parts.map((part) => (typeof part === 'string' ? part : part.text));
      case 'figures':
        return block.figures.flatMap(({ label, text }) => [label, text]);
      case 'file':
        return [block.content];
      default:
        return [];
    }
  });
  return [title, notice, ...parts];
}

describe('text', () => {
  test('inert() leaves a comparison and the number of an alert as they are', () => {
    const title = '#1 hashprice $44.00/PH/day < $45.00/PH/day, price $101,000 > $100,000';
    expect(inert(title)).toBe(title);
    expect(inert('# a\n> b\n- c\n<#123>')).toBe('\\# a\n\\> b\n\\- c\n\\<#123>');
  });

  test('inert() makes no text live and keeps it readable', () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(liveMarkup(inert(typed))).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{0,80}$/), (typed) => {
        expect(readable(inert(typed))).toBe(typed);
      }),
    );
  });

  test('fenced() cannot be ended from within', () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(liveMarkup(`${fenced(typed)}after`)).toEqual([]);
      }),
    );
  });

  test('pieces() loses nothing and keeps every piece within the limit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~\n]{0,300}$/), fc.integer({ min: 4, max: 60 }), (typed, limit) => {
        const found = pieces({ text: typed, limit });
        expect(found.every((piece) => piece.length <= limit && liveMarkup(piece).length === 0)).toBe(true);
        expect(bare(found.join(''))).toBe(bare(inert(typed)));
      }),
    );
  });
});
