import type { MarketSnapshot, SourceStatus } from '../../market/contract.ts';

/** A source is lost when another one has answered so much later: all are asked at the same moments. */
const LOST_MS = 10 * 60_000;

/** The price sources that are lost or disagree with the others, in words. */
export function troubledSources(asked: {
  snapshot: MarketSnapshot;
  status: readonly SourceStatus[];
}): string[] {
  const { snapshot, status } = asked;
  const priced = status.filter(({ provides }) => provides.includes('price'));
  const newest = Math.max(...priced.map(({ lastAnswerAt }) => lastAnswerAt ?? 0));
  return priced.flatMap(({ name, lastAnswerAt }) => {
    // One that has never answered was never there to be lost.
    if (lastAnswerAt !== undefined && newest - lastAnswerAt > LOST_MS) return [`${name} does not answer`];
    const dropped = snapshot.troubles.find(({ kind, source }) => kind === 'dropped' && source === name);
    return dropped === undefined ? [] : [`${name} dropped: ${dropped.reason}`];
  });
}
