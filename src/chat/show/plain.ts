import { hasCourse, sparkline } from '../../charts/sparkline.ts';
import { quote } from '../read/quote.ts';
import type { Block, BlockOf, Part, Reply, SourceLine, Tone } from '../reply.ts';
import { labelled } from './labelled.ts';
import { showSources } from './sources.ts';
import { measureTable, partText, tableLines } from './table.ts';
import { safeLine, safeText, wrap } from './width.ts';

/** How a terminal shows a line: the numbers of its SGR sequence. */
const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
type Style = keyof typeof STYLES;
const TONE_STYLES: Record<Tone, Style> = {
  neutral: 'bold',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  error: 'red',
};

interface Page {
  now: number;
  width: number;
  paint(lines: string[], style: Style): string[];
}

/**
 * A Reply as plain text, the reference that other renderers are held to: the notice first, then title, blocks
 * and sources. Lines keep within `width` columns, except the contents of files, which stay as they are. Nothing
 * in the text can move the cursor or change the terminal; with `colour`, only its own colour sequences do.
 */
export function renderPlain({
  reply,
  now,
  width = 80,
  colour = false,
}: {
  reply: Reply;
  now: number;
  width?: number;
  colour?: boolean;
}): string {
  const page: Page = { now, width: Math.max(20, Math.floor(width)), paint: colour ? painted : asTheyAre };
  const { notice, title, tone, blocks, sources } = reply;
  return [
    notice === undefined ? [] : page.paint(paragraph(notice, page), 'yellow'),
    page.paint(paragraph(title, page), TONE_STYLES[tone]),
    ...blocks.map((block) => blockLines(block, page)),
    page.paint(sourceLines(sources, page), 'dim'),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** How many lines a block takes on a screen of that width; 0 where it shows nothing there. */
export function heightOf({ block, width }: { block: Block; width: number }): number {
  if (block.kind !== 'chart') return blockLines(block, { now: 0, width, paint: asTheyAre }).length;
  // A course is one line whatever it shows: to draw it would be most of measuring an answer.
  return hasCourse(block.chart) ? 1 + textHeight({ text: block.chart.alt, width }) : 0;
}

/** How many lines a text takes on a screen of that width. */
export const textHeight = ({ text, width }: { text: string; width: number }): number =>
  paragraph(text, { width }).length;

const asTheyAre: Page['paint'] = (lines) => lines;
const painted: Page['paint'] = (lines, style) =>
  lines.map((line) => (line === '' ? line : `\u001b[${STYLES[style]}m${line}\u001b[0m`));

function paragraph(text: string, { width }: Pick<Page, 'width'>): string[] {
  return wrap(safeText(text), width).map((line) => line.trimEnd());
}

const sentence = (parts: readonly Part[]) => parts.map(partText).join('');

function blockLines(block: Block, page: Page): string[] {
  switch (block.kind) {
    case 'text':
      return paragraph(sentence(block.parts), page);
    case 'note':
      return noteLines(block, page);
    case 'figures':
      return figureLines(block, page);
    case 'table':
      return titledTable(block, page);
    case 'file':
      if (block.mediaType === 'text/html')
        return paragraph(`[File ${block.name}: ${kilobytes(block)}]`, page);
      return [
        ...paragraph(`${block.name} (${block.mediaType}):`, page),
        ...safeText(block.content).replace(/\n$/u, '').split('\n'),
      ];
    case 'image':
      return paragraph(`[Image ${block.name}: ${block.alt}]`, page);
    case 'chart':
      return chartLines(block, page);
    case 'form':
      return formLines(block, page);
    case 'actions':
      // An address that is wrapped cannot be opened.
      return block.actions.flatMap(({ label, command, url }) =>
        url === undefined
          ? paragraph(label === command ? `→ ${safeLine(command)}` : `→ ${label}: ${safeLine(command)}`, page)
          : [`→ ${label}: ${safeLine(url)}`],
      );
  }
}

/** A page is not for reading in a terminal. */
const kilobytes = ({ content }: BlockOf<'file'>): string =>
  `${Math.ceil(Buffer.byteLength(content) / 1000)} kB`;

function noteLines({ tone, parts }: BlockOf<'note'>, page: Page): string[] {
  if (tone === 'info') return paragraph(sentence(parts), page);
  return page.paint(paragraph(`! ${sentence(parts)}`, page), 'yellow');
}

function figureLines({ figures }: BlockOf<'figures'>, { width }: Page): string[] {
  const rows = figures.map(({ label, text }) => ({ label: safeLine(label), value: safeLine(text) }));
  return labelled({ rows, width });
}

function titledTable(table: BlockOf<'table'>, page: Page): string[] {
  const title = table.title === undefined ? [] : page.paint(paragraph(table.title, page), 'bold');
  return [...title, ...tableLines({ table: measureTable(table), width: page.width })];
}

/** A course over time, and what it shows; of another picture the answer's own words and tables say as much. */
function chartLines({ chart }: BlockOf<'chart'>, page: Page): string[] {
  const course = sparkline(chart, { columns: Math.min(40, page.width) });
  return course === undefined ? [] : [course, ...paragraph(chart.alt, page)];
}

/** A form as the command line that does the same; what may be left out and has no value is left out. */
function formLines({ title, command, fields }: BlockOf<'form'>, page: Page): string[] {
  const typed = fields
    .filter(({ required, value }) => required || value !== undefined)
    .map(({ name, value = '…' }) => `${name}=${quote(value)}`);
  const rows = fields.map(({ name, label, hint, required }) => ({
    label: safeLine(name),
    value: safeLine(`${label}${required ? ', required' : ''}${hint === undefined ? '' : ` (${hint})`}`),
  }));
  return [
    ...page.paint(paragraph(title, page), 'bold'),
    ...labelled({ rows, width: page.width }),
    ...paragraph(`→ ${safeLine([command, ...typed].join(' '))}`, page),
  ];
}

function sourceLines(sources: readonly SourceLine[], page: Page): string[] {
  return sources.length === 0 ? [] : paragraph(safeLine(showSources({ sources, now: page.now })), page);
}
