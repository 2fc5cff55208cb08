import fc from 'fast-check';
import { type Reply, reply } from 'hashdesk';
import { pieces } from 'hashdesk/chat';
import { describe, expect, test } from 'vitest';
import { render } from '../../../adapters/discord/render.ts';
import { fenced, inert } from '../../../adapters/discord/text.ts';
import { messageBody } from '../../../adapters/discord/transport/api.ts';
import { limits } from '../../support/discord/limits.ts';
import { liveMarkup, readable } from '../../support/discord/markup.ts';
import { live, read } from '../../support/discord/screen.ts';
import { validMessage } from '../../support/discord/validate.ts';
import type { Posted } from '../../support/discord/world.ts';
import { anyReply, hostileText } from '../../support/replies/anyReply.ts';
import { everyBlock, longReply } from '../../support/replies/replies.ts';

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

/** Without what rendering may add or break: spaces, and characters that take no room. */
const bare = (text: string) => readable(text).replace(/[\s\u200b]+/gu, '');

describe('render', () => {
  test('render() keeps within every limit and makes nothing live, whatever the reply holds', () => {
    fc.assert(
      fc.property(anyReply(hostileText), (said) => {
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
      fc.property(anyReply(words), (said) => {
        const shown = bare(read(posted(said)));
        for (const wanted of textsOf(said)) expect(shown).toContain(bare(wanted));
      }),
      { numRuns: 60 },
    );
  });

  test('render() shows an answer as one embed with figures, sources and buttons', () => {
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
      fc.property(hostileText, (typed) => {
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
      fc.property(hostileText, (typed) => {
        expect(liveMarkup(`${fenced(typed)}after`)).toEqual([]);
      }),
    );
  });

  test('pieces() loses nothing and keeps every piece within the limit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~\n]{0,300}$/), fc.integer({ min: 4, max: 60 }), (typed, limit) => {
        const found = pieces({ text: typed, limit, show: inert });
        expect(found.every((piece) => piece.length <= limit && liveMarkup(piece).length === 0)).toBe(true);
        expect(bare(found.join(''))).toBe(bare(inert(typed)));
      }),
    );
  });
});
