import { SourceError } from '../net/http.ts';
import { readHeader } from './truth/header.ts';
import { type HeaderAt, provingHeights } from './truth/proof.ts';

/** How one source is asked for headers. */
interface HeaderQuestions {
  /** The hash of the block at a height. */
  hashAt(height: number): Promise<string>;
  /** The header of the block with a hash, 160 hex digits. */
  headerOf(hash: string): Promise<string>;
}

/** A chain's tip by height and hash. */
export interface Tip {
  height: number;
  hash: string;
}

const MOST_KEPT = 50;

/** Reads the headers that prove a tip; what has been read is kept by its hash, so that a new block costs one question. */
export function headerReader(): (tip: Tip, questions: HeaderQuestions) => Promise<HeaderAt[]> {
  const kept = new Map<string, string>();
  return async ({ height: tipHeight, hash: tipHash }, { hashAt, headerOf }) => {
    const known = new Map([[tipHeight, tipHash]]);
    const found: HeaderAt[] = [];
    for (const height of provingHeights(tipHeight)) {
      const hash = known.get(height) ?? (await hashAt(height));
      const hex = kept.get(hash) ?? (await headerOf(hash));
      const read = readHeader(hex);
      // What is not the header that was asked for proves nothing, and is asked for again.
      if (read.hash === hash) kept.set(hash, hex);
      found.push({ height, hex });
      known.set(height - 1, read.previousHash);
    }
    for (const hash of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(hash);
    return found;
  };
}

/** @throws SourceError where the source has not been asked for its tip yet. */
export function tipOf(tip: Tip | undefined): Tip {
  if (tip) return tip;
  throw new SourceError('has not told its tip yet');
}
