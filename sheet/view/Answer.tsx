import {
  type Block,
  type BlockOf,
  type Figure,
  type Part,
  type Reply,
  withoutRepeats,
} from '../../src/chat/reply.ts';
import { showSources } from '../../src/chat/show/sources.ts';
import { shownText } from '../units.ts';
import { Formulas } from './Formulas.tsx';
import { Pictures } from './Pictures.tsx';
import { Units } from './Units.tsx';

/** An answer as a chat would show it, with all of its numbers, formulas and sources. */
export function AnswerView({ reply, dimmed }: { reply: Reply; dimmed: boolean }) {
  const { title, notice, blocks, details = [], sources, explanation } = reply;
  return (
    <article class={dimmed ? 'dimmed' : undefined} data-tone={reply.tone}>
      <h1>{title.split(/(−\S+)/).map(whole)}</h1>
      {notice && <p class="notice">{notice}</p>}
      <Units reply={reply} />
      {withoutRepeats(blocks).map((block, index) => (
        <BlockView key={`first ${index}`} block={block} />
      ))}
      <Pictures reply={reply} />
      {details.map((block, index) => (
        <BlockView key={`behind ${index}`} block={block} />
      ))}
      <Formulas steps={explanation} />
      {sources.length > 0 && <p class="sources">{showSources({ sources, now: Date.now() })}</p>}
    </article>
  );
}

/** Every second stretch is a negative number: a loss whose sign ends a line reads as a gain. */
const whole = (words: string, index: number) =>
  index % 2 === 0 ? (
    words
  ) : (
    <span key={index} class="whole">
      {words}
    </span>
  );

/** Buttons and forms are of a chat, and the page has its own; pictures stand together. */
function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'text':
      return <p>{block.parts.map(part)}</p>;
    case 'note':
      return <p class={block.tone === 'warning' ? 'warning' : 'note'}>{block.parts.map(part)}</p>;
    case 'figures':
      return <Figures figures={block.figures} />;
    case 'table':
      return <Table block={block} />;
    case 'file':
      return <FileLink file={block} />;
    default:
      return null;
  }
}

function part(it: Part, index: number) {
  return typeof it === 'string' ? it : <Amount key={index} figure={it} />;
}

function Amount({ figure }: { figure: Figure }) {
  const { metric, subject, value, source } = figure;
  return (
    <b data-metric={metric} data-subject={subject} data-value={value} title={`from ${source}`}>
      {shownText(figure)}
    </b>
  );
}

function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="figures">
      {figures.map((figure, index) => (
        <div key={index}>
          <dt>{figure.label}</dt>
          <dd>
            <Amount figure={figure} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Table({ block }: { block: BlockOf<'table'> }) {
  const { title, columns, rows } = block;
  return (
    // A table wider than a phone is scrolled by itself, by keys as well.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll it
    <section class="scroll" tabIndex={0} aria-label={title ?? 'Table'}>
      <table>
        {title && <caption>{title}</caption>}
        <thead>
          <tr>
            {columns.map(({ label, align }, index) => (
              <th key={index} scope="col" class={align}>
                {label || <span class="hidden">What</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={at} scope="row" class="left">
                    {part(cell, at)}
                  </th>
                ) : (
                  <td key={at} class={columns[at]?.align}>
                    {part(cell, at)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FileLink({ file: { name, mediaType, content } }: { file: BlockOf<'file'> }) {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  return (
    <p>
      <a href={url} download={name}>
        {name}
      </a>
    </p>
  );
}
