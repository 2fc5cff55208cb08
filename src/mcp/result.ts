import type { CallToolResult, ContentBlock, Tool } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { type Block, figuresOf, inFull, type Reply, textOf } from '../chat/reply.ts';
import { showAge } from '../chat/show/age.ts';
import { replyJson } from '../chat/show/json.ts';
import { renderPlain } from '../chat/show/plain.ts';

const dated = { asOf: z.string().describe('ISO time of the oldest input'), age: z.string() };

/** An answer as a program reads it: whatever number its text shows stands here as well. */
const answerSchema = z.object({
  id: z.string().optional().describe('Names the answer, for explain and more'),
  notice: z.string().optional().describe('Must be told before anything else'),
  title: z.string(),
  figures: z.array(
    z.object({
      ...{ metric: z.string(), subject: z.string().optional(), label: z.string() },
      ...{ value: z.number(), unit: z.string(), text: z.string(), source: z.string(), ...dated },
    }),
  ),
  /** Sentences, notes and the rows of tables, in reading order. */
  text: z.array(z.string()),
  sources: z.array(z.object({ what: z.string(), source: z.string(), ...dated, state: z.string() })),
});

type Answer = z.infer<typeof answerSchema>;

/** What every tool answers with. */
export const outputSchema: NonNullable<Tool['outputSchema']> = (() => {
  const { $schema: _, ...schema } = z.toJSONSchema(answerSchema);
  return { ...schema, type: 'object' };
})();

/** The whole answer, with what stands behind it. `now`: Unix milliseconds. */
export function answerOf({ reply, now }: { reply: Reply; now: number }): Answer {
  const { id, notice, title, sources } = reply;
  const aged = <T extends { asOf: string }>(one: T) => ({ ...one, age: showAge({ asOf: one.asOf, now }) });
  const labels = new Map(figuresOf(reply).map((one) => [one.metric + (one.subject ?? ''), one.label]));
  return {
    ...(id !== undefined && { id }),
    ...(notice !== undefined && { notice }),
    title,
    figures: replyJson(reply).figures.map((one) => ({
      ...aged(one),
      label: labels.get(one.metric + (one.subject ?? '')) ?? one.metric,
    })),
    text: [...inFull(reply).blocks.flatMap(linesOf), ...leftOut(reply)],
    sources: sources.map(aged),
  };
}

/** How many rows the text of the answer leaves to its details: `… 69 more`. */
const leftOut = ({ blocks }: Reply): string[] =>
  blocks.flatMap((block) => {
    const last = block.kind === 'table' && block.inDetails ? block.rows.at(-1) : undefined;
    return last?.length === 1 ? [textOf(last)] : [];
  });

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [textOf(block.parts)];
    case 'table': {
      const title = block.title === undefined ? [] : [block.title];
      const head = block.columns.map(({ label }) => label).join(' | ');
      return [...title, head, ...block.rows.map((row) => row.map((cell) => textOf([cell])).join(' | '))];
    }
    case 'figures':
      return block.figures.map(({ label, text }) => `${label}: ${text}`);
    case 'chart':
      return [block.chart.alt];
    case 'form':
      return [
        `${block.title}: ${block.command}`,
        ...block.fields.map(({ name, label, hint = '' }) => `${name}: ${label} ${hint}`.trim()),
      ];
    case 'image':
      return [block.alt];
    default:
      return [];
  }
}

/** The answer as text, as data, and its files. A refusal is text. */
export function toolResult({ reply, now }: { reply: Reply; now: number }): CallToolResult {
  const { files, rest } = Object.groupBy(reply.blocks, ({ kind }) => (kind === 'file' ? 'files' : 'rest'));
  // A page is for a browser, and buttons are pressed by people.
  const blocks = (rest ?? []).filter(({ kind }) => kind !== 'actions');
  const text = renderPlain({ reply: { ...reply, blocks }, now });
  if (reply.tone === 'error') return refusal(text);
  return {
    content: [{ type: 'text', text }, ...(files ?? []).flatMap(fileContent)],
    structuredContent: answerOf({ reply, now }),
  };
}

/** What a program is told where nothing was done. */
export const refusal = (text: string): CallToolResult => ({
  content: [{ type: 'text', text }],
  isError: true,
});

function fileContent(block: Block): ContentBlock[] {
  if (block.kind !== 'file') return [];
  const { name, mediaType, content } = block;
  if (mediaType === 'text/html')
    return [{ type: 'text', text: `The file ${name} is for a browser: ask in the chat.` }];
  const uri = `hashdesk://files/${encodeURIComponent(name)}`;
  return [{ type: 'resource', resource: { uri, mimeType: mediaType, text: content } }];
}
