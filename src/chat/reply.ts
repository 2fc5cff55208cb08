import type { Block, Figure, Part, Reply } from './replySchema.ts';

export type {
  Action,
  Block,
  BlockOf,
  Figure,
  Form,
  FormField,
  Part,
  Picture,
  Reply,
  SourceLine,
  Step,
  Tone,
} from './replySchema.ts';

/** A sentence as it is read. */
export function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** Builds a Reply; what is not named is neutral, public and empty. */
export function reply(parts: Partial<Reply> & Pick<Reply, 'title'>): Reply {
  return { tone: 'neutral', visibility: 'public', blocks: [], sources: [], explanation: [], ...parts };
}

/** Whether others may be shown a private reply: an answer, no error and no question that waits for one person. */
export function isShareable({ visibility, tone, secret, blocks }: Reply): boolean {
  const asks = tone === 'error' || blocks.some(({ kind }) => kind === 'form');
  return visibility === 'private' && !secret && !asks;
}

/** Blocks without the tables that stand in the details anyway. */
export const withoutRepeats = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block) => block.kind !== 'table' || !block.inDetails);

/** The answer with all that stands behind it, each thing once. */
export function inFull({ details = [], ...said }: Reply): Reply {
  const actions = said.blocks.filter(({ kind }) => kind === 'actions');
  const blocks = withoutRepeats(said.blocks).filter(({ kind }) => kind !== 'actions');
  return { ...said, blocks: [...blocks, ...details, ...actions] };
}

/** Every figure of an answer, in reading order, those of its details last; what stands in both, there. */
export function figuresOf({ blocks, details = [] }: Pick<Reply, 'blocks' | 'details'>): Figure[] {
  return [...withoutRepeats(blocks), ...details]
    .flatMap((block): Part[] => {
      switch (block.kind) {
        case 'text':
        case 'note':
          return block.parts;
        case 'figures':
          return block.figures;
        case 'table':
          return block.rows.flat();
        default:
          return [];
      }
    })
    .filter((part): part is Figure => typeof part !== 'string');
}
