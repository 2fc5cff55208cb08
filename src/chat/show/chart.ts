import type { Chart } from '../../charts/chart.ts';
import type { Block, Figure } from '../reply.ts';

/** The block of a chart; none where there is nothing to draw. */
export const chartBlock = (chart: Chart | undefined): Block[] =>
  chart === undefined ? [] : [{ kind: 'chart', chart }];

/** A figure's text without its unit, which a picture says once: `$35.28` of `$35.28/PH/day`. */
export function bare({ text, unit }: Figure): string {
  const slash = unit.indexOf('/');
  const per = slash < 0 ? '' : unit.slice(slash);
  return per !== '' && text.endsWith(per) ? text.slice(0, -per.length) : text;
}

const MOST_NAMED = 12;

/** Names in a sentence: the first twelve, the others counted. */
export function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}
