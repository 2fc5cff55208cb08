import fc from 'fast-check';
import { type Reply, reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { render } from '../../../adapters/telegram/render.ts';
import { inert } from '../../../adapters/telegram/text.ts';
import { anyReply, hostileText } from '../../support/replies/anyReply.ts';
import { everyBlock, figureOf, hostileTexts, longReply } from '../../support/replies/replies.ts';
import { limits } from '../../support/telegram/limits.ts';
import { live, read } from '../../support/telegram/screen.ts';
import { validMessage } from '../../support/telegram/validate.ts';
import type { Posted } from '../../support/telegram/world.ts';

const NOW = Date.parse('2026-11-22T12:00:12.000Z');
const GROUP = { chat: -42, title: 'The desk', open: false };

/** The messages as the stand-in takes them; it throws at whatever passes a limit. */
function posted(said: Reply, origin?: typeof GROUP): Posted[] {
  return render({ reply: said, now: NOW, origin }).posts.flatMap(({ text, entities, rows, files }, at) => {
    const markup = rows.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {};
    const sent = validMessage(JSON.parse(JSON.stringify({ chat_id: 1, text, entities, ...markup })));
    const message: Posted = {
      message_id: at,
      chat: 1,
      text,
      entities: sent.entities ?? [],
      ...(sent.reply_markup && { markup: sent.reply_markup }),
    };
    const withFiles = files.map((file): Posted => {
      expect(file.bytes.length).toBeGreaterThan(0);
      expect(file.bytes.length).toBeLessThanOrEqual(limits.fileBytes);
      expect(file.caption?.length ?? 0).toBeLessThanOrEqual(limits.caption);
      return { message_id: at, chat: 1, text: file.caption ?? '', entities: [], file };
    });
    return [message, ...withFiles];
  });
}

/** Without what rendering may add or break: spaces, and characters that take no room. */
const bare = (text: string) => text.replace(/[\s\u200b]+/gu, '');

describe('render', () => {
  test('render() keeps within every limit and makes nothing live, whatever the reply holds', () => {
    fc.assert(
      fc.property(anyReply(hostileText), fc.constantFrom(undefined, GROUP), (said, origin) => {
        expect(live(posted(said, origin))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('render() leaves out no text and no figure, however long the reply is', () => {
    const word = fc.constantFrom('Rockdale', 'S21 XP', '$12,345/day', '−4.5%', 'a_b', '(x)', 'Fjord 2', '💥');
    const words = fc.array(word, { minLength: 1, maxLength: 400 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), words, (texts, title) => {
        const blocks = texts.map((text) => ({ kind: 'text' as const, parts: [text] }));
        const shown = bare(read(posted(reply({ title, blocks }))));
        for (const text of [title, ...texts]) expect(shown).toContain(bare(text));
      }),
      { numRuns: 100 },
    );
  });

  test('render() shows every kind of block', () => {
    const shown = read(posted(everyBlock.reply));
    for (const text of everyBlock.visible) expect(shown).toContain(text);
  });

  test('render() puts into a file what needs too many messages, and says so', () => {
    const { reply: long, marks } = longReply();
    const messages = posted(long);
    expect(messages.filter(({ file }) => !file).length).toBeLessThanOrEqual(4);
    expect(read(messages)).toContain('the whole answer is in answer.txt');
    for (const mark of marks) expect(read(messages)).toContain(mark);
  });

  test('render() shows a table within 38 columns, and a longer one as a file that is named', () => {
    const table = (rows: number) => ({
      kind: 'table' as const,
      title: 'Machines',
      columns: [
        { label: 'Machine', align: 'left' as const },
        { label: 'Margin', align: 'right' as const },
      ],
      rows: Array.from({ length: rows }, (_, at) => [
        `Machine ${at} of some name`,
        figureOf(at, `$${at}/day`),
      ]),
    });
    const [short] = posted(reply({ title: 'T', blocks: [table(20)] }));
    const { offset, length } = short!.entities.find(({ type }) => type === 'pre')!;
    expect(short!.text.slice(0, offset)).toMatch(/\n\nMachines\n$/);
    const lines = short!.text.slice(offset, offset + length).split('\n');
    expect(lines).toHaveLength(21);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(38);
    const long = read(posted(reply({ title: 'T', blocks: [table(200)] })));
    expect(long).toContain('The table has 200 rows: they are in Machines.txt.');
    expect(long).toContain('Machine 199 of some name');
  });

  test('render() keeps what a button of 64 bytes cannot hold, and all of an answer that belongs to a group', () => {
    const actions = ['a'.repeat(63), 'a'.repeat(64), 'ü'.repeat(32)].map((command) => ({
      label: 'Do',
      command,
      style: 'plain' as const,
    }));
    const said = reply({ title: 'T', visibility: 'private', blocks: [{ kind: 'actions', actions }] });
    expect(render({ reply: said, now: NOW }).keep).toHaveLength(2);
    const ofGroup = render({ reply: said, now: NOW, origin: GROUP });
    expect(ofGroup.keep.map(({ kind }) => kind)).toEqual(['command', 'command', 'command', 'share']);
  });
});

test.each(hostileTexts)('inert() leaves nothing live of “%s”', (text) => {
  const message = { message_id: 1, chat: 1, text: inert(text), entities: [] };
  expect(live([message])).toEqual([]);
});

test.each([
  ['$12,345/day at $45.00/MWh, 13.5 J/TH'],
  ['a margin of 25.7%. Next'],
  ['(3.125 + 0.02) × 86,400 ÷ 2^32 = 35.05'],
])('inert() leaves “%s” as it is', (text) => {
  expect(inert(text)).toBe(text);
});
