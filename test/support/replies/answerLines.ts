import { render as renderDiscord } from '../../../adapters/discord/render.ts';
import { render as renderSlack, type SlackMessage } from '../../../adapters/slack/render.ts';
import { render as renderTelegram } from '../../../adapters/telegram/render.ts';
import type { Block, Reply } from '../../../src/chat/reply.ts';
import { renderPlain } from '../../../src/chat/show/plain.ts';
import { displayWidth, wrap } from '../../../src/chat/show/width.ts';
import { shownText } from '../slack/blocks.ts';

/** What a screen holds of a sentence before it goes on in the next line. */
const WIDTH = 80;

/** An answer as each platform lays it out. */
interface Laid {
  /** Lines that hold something, those of sentences as wide as a screen. */
  lines: string[];
  /** Lines of monospaced text, which a phone cannot wrap. */
  fixed: string[];
}

/** What counts towards the twelve lines: not what must be read, the sources and what is pressed or opened. */
const counts = (block: Block): boolean =>
  block.kind === 'note' ? block.tone === 'info' : !['actions', 'form', 'file'].includes(block.kind);

/** The answer without what stands aside. */
function saidOf({ notice: _, ...said }: Reply): Reply {
  return { ...said, sources: [], blocks: said.blocks.filter(counts) };
}

const wrapped = (text: string): string[] =>
  text.split('\n').flatMap((line) => wrap(line, WIDTH).filter((piece) => piece.trim() !== ''));

function onConsole(reply: Reply): Laid {
  const lines = renderPlain({ reply, now: 0, width: WIDTH }).split('\n');
  return { lines, fixed: [] };
}

const FENCE = /```\n?([\s\S]*?)\n?```/gu;

function onDiscord(reply: Reply): Laid {
  const texts = renderDiscord({ reply, now: 0 })
    .posts.flatMap(({ embeds }) => embeds)
    .flatMap(({ title = '', description = '' }) => [title, description]);
  const fixed = texts.flatMap((text) =>
    [...text.matchAll(FENCE)].flatMap(([, inner = '']) => inner.split('\n')),
  );
  return { lines: [...texts.flatMap((text) => wrapped(text.replace(FENCE, ''))), ...fixed], fixed };
}

function onTelegram(reply: Reply): Laid {
  const { posts } = renderTelegram({ reply, now: 0 });
  const fixed = posts.flatMap(({ text, entities }) =>
    entities
      .filter(({ type }) => type === 'pre')
      .flatMap(({ offset, length }) => text.slice(offset, offset + length).split('\n')),
  );
  return { lines: posts.flatMap(({ text }) => wrapped(text)), fixed };
}

type SlackBlock = SlackMessage['blocks'][number];

/** Fields stand in two columns, a name over its value; a row of a table in one line. */
function slackLines(block: SlackBlock): string[] {
  if (block.type === 'table') return block.rows.map((row) => shownText(row).join('  '));
  // A page of rows, the header and the line that turns pages.
  if (block.type === 'data_table')
    return block.rows.slice(0, (block.page_size ?? 5) + 2).map((row) => shownText(row).join('  '));
  if (block.type === 'section' && block.fields)
    return block.fields.filter((_, at) => at % 2 === 0).flatMap((field) => field.text.split('\n'));
  return shownText(block).flatMap(wrapped);
}

function onSlack(reply: Reply): Laid {
  const { messages } = renderSlack({ reply, now: 0, dataTables: true });
  return { lines: messages.flatMap(({ blocks }) => blocks.flatMap(slackLines)), fixed: [] };
}

const platforms = { console: onConsole, discord: onDiscord, telegram: onTelegram, slack: onSlack };

/** How many lines an answer takes on each platform, and how wide what cannot be wrapped is. */
export function sizesOf(reply: Reply): { platform: string; lines: number; columns: number }[] {
  const said = saidOf(reply);
  return Object.entries(platforms).map(([platform, lay]) => {
    const { lines, fixed } = lay(said);
    return { platform, lines: lines.length, columns: Math.max(0, ...fixed.map(displayWidth)) };
  });
}
