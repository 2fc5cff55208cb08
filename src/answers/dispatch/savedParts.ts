import type { Figure, Part } from '../../chat/reply.ts';

/** `saved $1,234`, or `lost $29.09`: the figure keeps its sign, and the words say it. */
export function savedParts(of: { figure: Figure; saved: string; lost: string }): Part[] {
  const { figure, saved, lost } = of;
  const { text } = figure;
  return text.startsWith('−') ? [`${lost} `, { ...figure, text: text.slice(1) }] : [`${saved} `, figure];
}
