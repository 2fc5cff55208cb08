import fc from 'fast-check';
import { type Block, type Reply, reply } from 'hashdesk';
import { clip, visible } from 'hashdesk/chat';
import { describe, expect, it } from 'vitest';
import { withPictureBlock } from '../../../adapters/slack/message/picture.ts';
import { render, renderView } from '../../../adapters/slack/render.ts';
import { anyChart } from '../../support/pictures/anyChart.ts';
import { figureOf } from '../../support/replies/replies.ts';
import { checkBlocks, shownText } from '../../support/slack/blocks.ts';
import { FILE } from '../../support/slack/files.ts';
import { checkText } from '../../support/slack/methods.ts';
import { liveIn } from '../../support/slack/screen.ts';
import { words } from '../../support/slack/words.ts';

const NOW = Date.parse('2026-11-22T12:00:12.000Z');
const ISO = '2026-11-22T12:00:00.000Z';
const shown = (reply: Reply) => render({ reply, now: NOW });
const kindsOf = (reply: Reply) => shown(reply).messages.map(({ blocks }) => blocks.map(({ type }) => type));
const tableOf = ({
  rows,
  columns = 2,
  text = 'x',
}: {
  rows: number;
  columns?: number;
  text?: string;
}): Block => ({
  kind: 'table',
  columns: Array.from({ length: columns }, (_, at) => ({ label: `c${at}`, align: at ? 'right' : 'left' })),
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => text)),
});

describe('render()', () => {
  it('shows an answer as header, fields, table, buttons and a context line with the age of the source', () => {
    const { messages } = shown(
      reply({
        title: 'Profit of Rockdale',
        blocks: [
          { kind: 'figures', figures: [figureOf(12345, '$12,345/day')] },
          {
            kind: 'table',
            columns: [
              { label: 'Machine', align: 'left' },
              { label: 'Margin', align: 'right' },
            ],
            rows: [['S21 XP', figureOf(-9.87, '−$9.87/day')]],
          },
          { kind: 'actions', actions: [{ label: 'Explain', command: 'explain a1', style: 'plain' }] },
        ],
        sources: [{ what: 'price', source: 'Coinbase, Kraken', asOf: ISO, state: 'unconfirmed' }],
      }),
    );
    expect(messages).toEqual([
      {
        text: 'Profit of Rockdale',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Profit of Rockdale', emoji: false } },
          { type: 'section', fields: [{ type: 'plain_text', text: 'Margin\n$12,345/day', emoji: false }] },
          {
            type: 'table',
            column_settings: [
              { align: 'left', is_wrapped: true },
              { align: 'right', is_wrapped: false },
            ],
            rows: [
              [
                { type: 'raw_text', text: 'Machine' },
                { type: 'raw_text', text: 'Margin' },
              ],
              [
                { type: 'raw_text', text: 'S21 XP' },
                { type: 'raw_text', text: '−$9.87/day' },
              ],
            ],
          },
          {
            type: 'context',
            elements: [
              {
                type: 'plain_text',
                text: 'Sources: price from Coinbase, Kraken, 12 s ago (unconfirmed)',
                emoji: false,
              },
            ],
          },
          {
            type: 'actions',
            elements: [
              {
                type: 'button',
                action_id: 'run:0',
                text: { type: 'plain_text', text: 'Explain', emoji: false },
                value: 'explain a1',
              },
            ],
          },
        ],
      },
    ]);
  });

  it('shows a second table as aligned text', () => {
    const twice = reply({ title: 'Two', blocks: [tableOf({ rows: 2 }), tableOf({ rows: 2 })] });
    expect(kindsOf(twice)).toEqual([['header', 'table', 'rich_text']]);
    expect(shownText(shown(twice).messages[0]!.blocks).at(-1)).toBe('c0  c1\nx    x\nx    x');
  });

  it('fills an empty cell with what shows nothing, in a table of Slack and in one of aligned text', () => {
    const table: Block = {
      kind: 'table',
      columns: ['', 'Now'].map((label) => ({ label, align: 'left' })),
      rows: [['Margin', '$1/day'], ['… 3 more']],
    };
    const [message] = shown(reply({ title: 'T', blocks: [table, table] })).messages;
    checkBlocks(message!.blocks, 'message');
    const texts = JSON.stringify(message!.blocks);
    expect(texts.match(/"raw_text","text":"\u00a0"/gu)).toHaveLength(2);
    expect(texts).not.toContain('–');
  });

  it('puts a table of 99 rows into a block and one of 100 rows, labels not counted, into a file', () => {
    expect(kindsOf(reply({ title: 'T', blocks: [tableOf({ rows: 99 })] }))).toEqual([['header', 'table']]);
    const { messages, files } = shown(
      reply({ title: 'T', blocks: [tableOf({ rows: 100, text: 'a cell of some length' })] }),
    );
    expect(messages.map(({ blocks }) => blocks.map(({ type }) => type))).toEqual([['header', 'context']]);
    expect(files.map(({ name }) => name)).toEqual(['table.txt']);
    expect(new TextDecoder().decode(files[0]?.content).split('\n')).toHaveLength(101);
  });

  it('splits what is too long for one message and makes a file of what is too long for three', () => {
    const text = (count: number): Block[] => [{ kind: 'text', parts: ['word '.repeat(count)] }];
    expect(shown(reply({ title: 'Long', blocks: text(4_000) })).messages).toHaveLength(2);
    const { messages, files } = shown(reply({ title: 'Longer', blocks: text(20_000) }));
    expect(messages).toHaveLength(1);
    expect(new TextDecoder().decode(files[0]?.content).match(/word/g)).toHaveLength(20_000);
  });

  it('asks before a dangerous action', () => {
    const { messages } = shown(
      reply({
        title: 'Remove Rockdale?',
        blocks: [
          {
            kind: 'actions',
            actions: [{ label: 'Remove', command: 'site remove Rockdale --yes', style: 'danger' }],
          },
        ],
      }),
    );
    expect(messages[0]?.blocks[1]).toMatchObject({
      elements: [{ style: 'danger', confirm: { text: { text: 'This runs: site remove Rockdale --yes' } } }],
    });
  });

  it('writes out a command that no button can hold', () => {
    const command = `whatif ${'x'.repeat(2_000)}`;
    const long = reply({
      title: 'T',
      blocks: [{ kind: 'actions', actions: [{ label: 'Again', command, style: 'plain' }] }],
    });
    expect(kindsOf(long)).toEqual([['header', 'section']]);
    expect(shownText(shown(long).messages[0]!.blocks).at(-1)).toBe(`Again: ${command}`);
  });

  it('writes out the command of a form that was not kept for anybody', () => {
    const fields = [{ name: 'power', label: 'Power', required: true, multiline: false }];
    const form = reply({
      title: 'T',
      blocks: [{ kind: 'form', title: 'Edit', command: 'site edit Rockdale', fields }],
    });
    expect(shownText(shown(form).messages[0]!.blocks)).toContain('Edit: site edit Rockdale power=…');
  });

  it('says of an empty file that it is empty', () => {
    const empty = reply({
      title: 'T',
      blocks: [{ kind: 'file', name: 'a.csv', mediaType: 'text/csv', content: '' }],
    });
    expect(shownText(shown(empty).messages[0]!.blocks)).toContain('a.csv is empty.');
    expect(shown(empty).files).toEqual([]);
  });

  it('lists sites in a home tab as aligned text, in as many blocks as it takes', () => {
    const sites = reply({ title: 'Sites', blocks: [tableOf({ rows: 300, text: 'Rockdale North' })] });
    const blocks = renderView({ reply: sites, now: NOW });
    checkBlocks(blocks, 'home');
    expect(
      shownText(blocks)
        .join('\n')
        .match(/Rockdale North/g),
    ).toHaveLength(600);
  });
});

const figures = fc
  .record({ label: words, text: words })
  .map((one) => ({ ...figureOf(1, one.text), label: one.label }));
const part = fc.oneof(words, figures);
const action = fc.record({
  label: words,
  command: words,
  style: fc.constantFrom('plain', 'primary', 'danger'),
});
const field = fc.record({
  name: words,
  label: words,
  hint: words,
  value: words,
  required: fc.boolean(),
  multiline: fc.boolean(),
});
const column = fc.record({ label: words, align: fc.constantFrom('left', 'right') });
const anyBlock = fc.oneof(
  fc.record({ kind: fc.constant('text'), parts: fc.array(part) }),
  fc.record({ kind: fc.constant('note'), tone: fc.constantFrom('info', 'warning'), parts: fc.array(part) }),
  fc.record({ kind: fc.constant('figures'), figures: fc.array(figures, { maxLength: 30 }) }),
  fc.record({
    kind: fc.constant('table'),
    title: words,
    columns: fc.array(column, { maxLength: 25 }),
    rows: fc.array(fc.array(part, { maxLength: 25 }), { maxLength: 120 }),
  }),
  fc.record({ kind: fc.constant('file'), name: words, mediaType: words, content: words }),
  fc.record({ kind: fc.constant('image'), name: words, alt: words, mediaType: words, base64: words }),
  anyChart.map((chart) => ({ kind: 'chart' as const, chart })),
  fc.record({
    kind: fc.constant('form'),
    title: words,
    command: words,
    fields: fc.array(field, { maxLength: 120 }),
  }),
  fc.record({ kind: fc.constant('actions'), actions: fc.array(action, { maxLength: 60 }) }),
) as fc.Arbitrary<Block>;
const anyReply: fc.Arbitrary<Reply> = fc.record({
  notice: fc.option(words, { nil: undefined }),
  title: words,
  tone: fc.constantFrom('neutral', 'good', 'bad', 'warning', 'error'),
  visibility: fc.constantFrom('public', 'private'),
  blocks: fc.array(anyBlock, { maxLength: 12 }),
  sources: fc.array(
    fc.record({
      what: words,
      source: words,
      asOf: fc.constant(ISO),
      state: fc.constantFrom('confirmed', 'unconfirmed', 'stale', 'reference'),
    }),
  ),
  explanation: fc.constant([]),
}) as fc.Arbitrary<Reply>;
const keys = { forms: Array.from({ length: 12 }, (_, at) => `form ${at}`), share: 'share 1' };

const picture = { type: 'image', alt_text: 'a', slack_file: { id: 'F00000001' } } as const;

describe('render() of any reply', () => {
  it('makes messages and files that Slack accepts, in which nothing is live', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        const { messages, files } = render({ reply: any, now: NOW, keys });
        expect(messages.length).toBeGreaterThan(0);
        expect(messages.length).toBeLessThanOrEqual(3);
        for (const message of messages) {
          checkBlocks(message.blocks, 'message');
          checkText(message.text, message.blocks);
          expect(liveIn(message)).toEqual([]);
          const whole = withPictureBlock(message, picture);
          if (whole) checkBlocks(whole.blocks, 'message');
          expect(whole?.blocks.length).toBe(
            message.blocks.length < 50 ? message.blocks.length + 1 : undefined,
          );
        }
        for (const { name, content, altText = '' } of files) {
          expect(name).not.toBe('');
          expect(content.length).toBeGreaterThan(0);
          expect(clip(visible(altText), FILE.altText).length).toBeLessThanOrEqual(FILE.altText);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('makes a home tab that Slack accepts, in which nothing is live', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        const blocks = renderView({ reply: any, now: NOW, keys });
        if (blocks.length > 0) checkBlocks(blocks, 'home');
        expect(liveIn({ text: '', blocks })).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
