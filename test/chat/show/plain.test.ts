import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, type Reply, reply } from '../../../src/chat/reply.ts';
import { showAge } from '../../../src/chat/show/age.ts';
import { replyJson } from '../../../src/chat/show/json.ts';
import { renderPlain } from '../../../src/chat/show/plain.ts';
import { displayWidth, safeText } from '../../../src/chat/show/width.ts';
import { anyChart } from '../../support/pictures/anyChart.ts';
import { everyBlock, figureOf, hostileTexts } from '../../support/replies/replies.ts';

const now = Date.parse('2026-11-22T12:00:12Z');
const asOf = '2026-11-22T12:00:00.000Z';

function lines(...shown: string[]): string {
  return shown.join('\n');
}

/** The sequences that colour may add. */
const OWN_COLOUR = new RegExp(`${'\u001b'}\\[\\d+m`, 'gu');

describe('renderPlain()', () => {
  it('shows notice, title, blocks and sources in this order', () => {
    expect(renderPlain({ reply: everyBlock.reply, now })).toBe(
      lines(
        'Noticefirst',
        '',
        'Titleline',
        '',
        'Textblock earns $12,345/day',
        '',
        'Margin  −$678/day',
        '',
        'Tabletitle',
        'Machine       Margin',
        'Tablecell  $9.87/day',
        '',
        '! Warningnote',
        '',
        'Infonote',
        '',
        'fleet.csv (text/csv):',
        'model,count',
        'S21 XP,20000',
        '',
        '[Image chart.png: Chartdescription]',
        '',
        'Formtitle',
        'name  Name, required',
        '→ site add name="…"',
        '',
        '→ Actionlabel: explain',
        '',
        'Sources: price from Sourcename, 12 s ago',
      ),
    );
  });

  it('says how far each source can be trusted', () => {
    const line = (state: 'confirmed' | 'unconfirmed' | 'stale' | 'reference', asOf: string) => ({
      what: state,
      source: 'A',
      asOf,
      state,
    });
    const sources = [
      line('confirmed', asOf),
      line('unconfirmed', asOf),
      line('stale', '2026-11-22T11:00:00Z'),
      line('reference', '2026-01-31T23:57:31Z'),
    ];
    expect(renderPlain({ reply: reply({ title: 'T', sources }), now, width: 200 })).toContain(
      'Sources: confirmed from A, 12 s ago · unconfirmed from A, 12 s ago (unconfirmed) · stale from A, 1 h ago (stale) · reference from A, as of 31 Jan 2026',
    );
  });

  it('wraps the text of a table and keeps its numbers whole', () => {
    const table: Block = {
      kind: 'table',
      columns: [
        { label: 'Machine', align: 'left' },
        { label: 'Remark', align: 'left' },
        { label: 'Margin', align: 'right' },
      ],
      rows: [['S21 XP', 'A remark that is too long for one line', figureOf(1, '$1,234,567/day')]],
    };
    expect(renderPlain({ reply: reply({ title: 'T', blocks: [table] }), now, width: 44 })).toBe(
      lines(
        'T',
        '',
        'Machine  Remark                       Margin',
        'S21 XP   A remark that is     $1,234,567/day',
        '         too long for one',
        '         line',
      ),
    );
  });

  it('shows a table that cannot fit as records', () => {
    const names = ['Alpha', 'Beta', 'Gamma'];
    const table: Block = {
      kind: 'table',
      columns: names.map((label) => ({ label, align: 'right' })),
      rows: [names.map((_, at) => figureOf(at, `$${at},000,000/day`)), ['x', 'y', 'z']],
    };
    expect(renderPlain({ reply: reply({ title: 'T', blocks: [table] }), now, width: 30 })).toBe(
      lines(
        'T',
        '',
        'Alpha  $0,000,000/day',
        'Beta   $1,000,000/day',
        'Gamma  $2,000,000/day',
        '',
        'Alpha  x',
        'Beta   y',
        'Gamma  z',
      ),
    );
  });

  it('breaks a word of a table only where neither columns close together nor records hold it', () => {
    const margin = (name: string): Block => ({
      kind: 'table',
      columns: ['', 'Now', 'What if'].map((label, at) => ({ label, align: at === 0 ? 'left' : 'right' })),
      rows: [[name, figureOf(1, '$35.05/PH/day'), figureOf(2, '$40.21/PH/day')]],
    });
    const shown = (name: string) =>
      renderPlain({ reply: reply({ title: 'T', blocks: [margin(name)] }), now, width: 38 });
    expect(shown('Difficulty')).toContain('Difficulty $35.05/PH/day $40.21/PH/day');
    expect(shown('Supercalifragilistic')).toContain('         Supercalifragilistic\nNow      $35.05/PH/day');
    expect(shown('x'.repeat(40))).toContain('xxxxxxxx  $35.05/PH/day  $40.21/PH/day');
  });

  it('keeps numbers whole beside long labels on a narrow page', () => {
    const figure = { ...figureOf(1_050_000, '1,050,000'), label: 'Halving at block' };
    const blocks: Block[] = [{ kind: 'figures', figures: [figure] }];
    expect(renderPlain({ reply: reply({ title: 'T', blocks }), now, width: 20 })).toBe(
      lines('T', '', 'Halving', 'at block   1,050,000'),
    );
  });

  it('shows cells beyond the columns of a table', () => {
    const table: Block = { kind: 'table', columns: [], rows: [['one', 'two']] };
    expect(renderPlain({ reply: reply({ title: 'T', blocks: [table] }), now })).toBe(
      lines('T', '', '', 'one  two'),
    );
  });

  it('colours with its own sequences only', () => {
    const shown = renderPlain({ reply: reply({ title: 'T\u001b[2J', tone: 'bad' }), now, colour: true });
    expect(shown).toBe('\u001b[31mT␛[2J\u001b[0m');
  });

  it('keeps every line within the width, files apart, and emits no control character', () => {
    fc.assert(
      fc.property(
        arbitraryReply(),
        fc.integer({ min: 20, max: 120 }),
        fc.boolean(),
        (reply, width, colour) => {
          const shown = renderPlain({ reply, now, width, colour }).replaceAll(OWN_COLOUR, colour ? '' : '$&');
          expect(shown).not.toMatch(/[\p{Cs}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}|(?!\u200d)\p{Cf}/u);
          for (const line of shown.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('shows every character of a text that it wraps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 40 }), (text, width) => {
        const shown = renderPlain({ reply: reply({ title: text }), now, width });
        const letters = (of: string) => safeText(of).replaceAll(/\s/gu, '');
        expect(letters(shown)).toBe(letters(text));
      }),
    );
  });
});

function arbitraryReply(): fc.Arbitrary<Reply> {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(...hostileTexts),
    fc.string({ unit: 'grapheme' }),
  );
  // A number is a few digits with its unit: it is never broken, so it must be narrower than any page.
  const figure = fc
    .record({ value: fc.integer(), label: text, subject: text })
    .map(({ value, label, subject }) => ({
      ...figureOf(value, `$${value % 1000}`),
      label,
      subject,
    }));
  const part = fc.oneof(text, figure);
  const align = fc.constantFrom('left' as const, 'right' as const);
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), parts: fc.array(part) }),
    fc.record({
      kind: fc.constant('note' as const),
      tone: fc.constantFrom('info' as const, 'warning' as const),
      parts: fc.array(part),
    }),
    fc.record({ kind: fc.constant('figures' as const), figures: fc.array(figure) }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(fc.record({ label: text, align }), { maxLength: 8 }),
      rows: fc.array(fc.array(part, { maxLength: 8 })),
    }),
    fc.record({
      kind: fc.constant('actions' as const),
      actions: fc.array(fc.record({ label: text, command: text, style: fc.constant('plain' as const) })),
    }),
    fc.record({
      kind: fc.constant('form' as const),
      title: text,
      command: text,
      fields: fc.array(
        fc.record({ name: text, label: text, hint: text, required: fc.boolean(), multiline: fc.boolean() }),
      ),
    }),
    fc.record({ kind: fc.constant('image' as const), name: text, alt: text, mediaType: text, base64: text }),
    anyChart.map((chart) => ({ kind: 'chart' as const, chart })),
  );
  return fc
    .record({ title: text, notice: text, blocks: fc.array(block, { maxLength: 5 }), source: text })
    .map(({ source, ...parts }) =>
      reply({ ...parts, sources: [{ what: source, source, asOf, state: 'confirmed' }] }),
    );
}

describe('showAge()', () => {
  it.each([
    ['2026-11-22T12:00:00Z', '12 s ago'],
    ['2026-11-22T12:00:12Z', '0 s ago'],
    ['2026-11-22T12:04:00Z', '0 s ago'],
    ['2026-11-22T13:00:00Z', 'as of 22 Nov 2026 13:00 UTC, ahead of this clock'],
    ['2026-11-22T11:57:00Z', '3 min ago'],
    ['2026-11-22T07:00:00Z', '5 h ago'],
    ['2026-11-20T12:00:13Z', '47 h ago'],
    ['2026-11-20T12:00:12Z', 'as of 20 Nov 2026'],
    ['2026-01-31T23:57:31Z', 'as of 31 Jan 2026'],
    ['yesterday', 'of unknown age'],
  ])('of %s is %j', (asOf, shown) => {
    expect(showAge({ asOf, now })).toBe(shown);
  });
});

describe('replyJson()', () => {
  const figures = ['Rockdale', 'Prairie', 'Rockdale'].map((subject, at) => ({
    ...figureOf(at === 1 ? -678 : 12345, at === 1 ? '−$678/day' : '$12,345/day'),
    subject,
  }));

  it('lists every figure flat, in reading order, what is said twice once', () => {
    const blocks: Block[] = [
      { kind: 'text', parts: ['Earns ', ...figures.slice(0, 1)] },
      { kind: 'figures', figures: figures.slice(1) },
    ];
    const json = replyJson(reply({ title: 'T', notice: 'N', blocks }));
    expect(json).toMatchObject({ title: 'T', notice: 'N', blocks });
    expect(json.figures).toHaveLength(2);
    expect(json.figures[0]).toEqual({
      metric: 'marginUsdPerDay',
      subject: 'Rockdale',
      value: 12345,
      unit: 'USD/day',
      text: '$12,345/day',
      source: 'Coinbase, Kraken',
      asOf,
    });
    expect(json.figures[1]).toMatchObject({ subject: 'Prairie', value: -678 });
  });
});
