import { type Figure, figuresOf, type Reply } from '../reply.ts';

/** A Reply with every figure it shows in one flat list, in reading order, for programs that read numbers only. */
export type FlatReply = Reply & { figures: Omit<Figure, 'label'>[] };

/** The Reply as data for JSON: title and notice first, then the flat `figures`, each metric of a subject once. */
export function replyJson(reply: Reply): FlatReply {
  const { title, notice, ...rest } = reply;
  const figures = figuresOf(reply).map(({ label: _, ...figure }) => figure);
  const once = new Map(figures.map((it) => [JSON.stringify([it.metric, it.subject]), it]));
  return { title, ...(notice === undefined ? {} : { notice }), figures: [...once.values()], ...rest };
}
