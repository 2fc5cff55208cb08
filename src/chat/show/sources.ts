import type { SourceLine } from '../reply.ts';
import { showAge, showDate } from './age.ts';

/** The closing line of an answer: what was read, from where, how old it is. Empty without sources. */
export function showSources({ sources, now }: { sources: readonly SourceLine[]; now: number }): string {
  if (sources.length === 0) return '';
  const shown = sources.map((line) => `${line.what} from ${line.source}, ${provenance(line, now)}`);
  return `Sources: ${shown.join(' · ')}`;
}

/** How far and how long ago a source was confirmed. */
function provenance({ asOf, state }: SourceLine, now: number): string {
  switch (state) {
    case 'confirmed':
      return showAge({ asOf, now });
    case 'unconfirmed':
    case 'stale':
      return `${showAge({ asOf, now })} (${state})`;
    case 'reference':
      return `as of ${showDate(asOf)}`;
  }
}
