import type { Figure } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { networkHashrateFromDifficulty } from '../../economics/index.ts';
import type { MarketView } from './view.ts';

/** Network hashrate as observed, with its window, and as the difficulty implies it. */
export function networkHashrates({ snapshot, from }: MarketView): Figure[] {
  const { hashrate, chain } = snapshot;
  const implied = figure({
    metric: 'networkHashrateEhPerS',
    value: networkHashrateFromDifficulty({ difficulty: chain.value.difficulty }),
    subject: 'from difficulty',
    label: 'Network hashrate, from difficulty',
    from: from.chain,
  });
  if (hashrate === undefined) return [implied];
  const { ehPerS, window } = hashrate.value;
  const label = `Network hashrate, ${window}`;
  return [
    figure({ metric: 'networkHashrateEhPerS', value: ehPerS, subject: window, label, from: hashrate }),
    implied,
  ];
}
