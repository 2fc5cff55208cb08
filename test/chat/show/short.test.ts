import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, inFull, type Reply, reply } from '../../../src/chat/reply.ts';
import { replySchema } from '../../../src/chat/replySchema.ts';
import { heightOf, renderPlain } from '../../../src/chat/show/plain.ts';
import { pagesOf, shorten, withMore } from '../../../src/chat/show/short.ts';
import { anyReply } from '../../support/replies/anyReply.ts';

/** Blocks that cost lines; what must be read, files, forms and buttons are shown in any case. */
const costs = (block: Block): boolean =>
  (block.kind === 'note' && block.tone === 'info') || ['text', 'figures', 'table'].includes(block.kind);

const linesOf = ({ title, blocks }: Reply): number =>
  renderPlain({ reply: reply({ title, blocks: blocks.filter(costs) }), now: 0, width: 80 }).split('\n')
    .length;

const rows = (count: number): Block => ({
  kind: 'table',
  columns: [
    { label: 'Site', align: 'left' },
    { label: 'Margin', align: 'right' },
  ],
  rows: Array.from({ length: count }, (_, at) => [`Site ${at}`, `$${at}/day`]),
});

describe('shorten()', () => {
  it('takes at most twelve lines and loses no block, whatever the answer holds', () => {
    const short = fc.string({ maxLength: 60 });
    fc.assert(
      fc.property(anyReply(short), (said) => {
        const shown = shorten(said);
        const titleLines = renderPlain({ reply: reply({ title: said.title }), now: 0 }).split('\n').length;
        expect(linesOf(shown)).toBeLessThanOrEqual(Math.max(12, titleLines));
        const all = [...shown.blocks, ...(shown.details ?? [])];
        for (const block of said.blocks) expect(all).toContainEqual(block);
        expect(replySchema.parse(JSON.parse(JSON.stringify(shown)))).toEqual(
          JSON.parse(JSON.stringify(shown)),
        );
      }),
    );
  });

  it('shows the first rows of a long table, says how many more there are, and keeps the whole behind', () => {
    const shown = shorten(reply({ title: 'All sites', blocks: [rows(40)] }));
    expect(renderPlain({ reply: shown, now: 0 })).toMatch(/Site 0 +\$0\/day[\s\S]*… 3\d more$/u);
    expect(shown.details).toEqual([rows(40)]);
  });

  it('does not repeat in the details what stands there already', () => {
    const table = { ...rows(40), inDetails: true } as Block;
    const shown = shorten(reply({ title: 'T', blocks: [table], details: [rows(40)] }));
    expect(shown.blocks).toHaveLength(1);
    expect(shown.details).toEqual([rows(40)]);
  });

  it('shows what follows no more once something did not fit, so that the order stays', () => {
    const last: Block = { kind: 'text', parts: ['the end'] };
    const shown = shorten(reply({ title: 'T', blocks: [rows(40), last], details: [rows(1)] }));
    expect(shown.details).toEqual([rows(40), last, rows(1)]);
  });

  it('leaves a short answer as it is', () => {
    const said = reply({ title: 'T', blocks: [rows(3)] });
    expect(shorten(said)).toEqual(said);
  });
});

describe('inFull()', () => {
  it('puts the details before the buttons', () => {
    const actions: Block = { kind: 'actions', actions: [{ label: 'A', command: 'a', style: 'plain' }] };
    const said = reply({ title: 'T', blocks: [rows(2), actions], details: [rows(1)] });
    expect(inFull(said).blocks).toEqual([rows(2), rows(1), actions]);
  });
});

describe('withMore()', () => {
  it('offers what stands behind an answer that is kept, and nothing where nothing does', () => {
    const kept = withMore(reply({ id: 'a1', title: 'T', details: [rows(1)] }));
    expect(kept.blocks).toEqual([
      { kind: 'actions', actions: [{ label: 'More', command: 'more a1', style: 'plain' }] },
    ]);
    expect(withMore(reply({ id: 'a1', title: 'T' })).blocks).toEqual([]);
  });
});

describe('pagesOf()', () => {
  it('holds every block once, in order, within two screens a page', () => {
    const blocks = Array.from({ length: 9 }, (_, at) => rows(at + 5));
    const pages = pagesOf(blocks);
    expect(pages.flat()).toEqual(blocks);
    expect(pages.length).toBeGreaterThan(1);
  });

  it('splits a table longer than a page by rows, with its header on each page', () => {
    const long = rows(200);
    const tables = pagesOf([rows(3), long, rows(2)])
      .flat()
      .slice(1, -1);
    for (const table of tables) {
      expect(table).toMatchObject({ columns: long.kind === 'table' && long.columns });
      expect(heightOf({ block: table, width: 38 })).toBeLessThanOrEqual(39);
    }
    expect(tables.flatMap((table) => (table.kind === 'table' ? table.rows : []))).toEqual(
      long.kind === 'table' && long.rows,
    );
    expect(tables.length).toBeLessThan(8);
  });
});
