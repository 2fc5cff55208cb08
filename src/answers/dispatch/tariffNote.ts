import type { Block } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import type { SiteQuestion } from '../site/question.ts';
import { dispatchMetrics } from './metrics.ts';

/**
 * What plans and their scores leave out where a site has a tariff on a day: they count market prices as what it pays. With
 * what one more MWh costs by the tariff, where the question was priced by it.
 */
export function tariffNote(asked: {
  question: SiteQuestion;
  tariffs: SiteTariffs | undefined;
  day: string;
}): Block[] {
  const { question, tariffs, day } = asked;
  const held = tariffs === 'damaged' ? tariffs : tariffs?.findLast(({ since }) => since <= day);
  if (held === undefined) return [];
  const { name } = question.site;
  const basis = question.priced?.basis;
  const parts = [
    `The tariff of ${name} is not in its plans: they decide and count as if market prices were what it pays`,
  ];
  if (held === 'damaged' || basis?.by !== 'tariff' || basis.setAt !== held.setAt)
    return [{ kind: 'note', tone: 'warning', parts: [...parts, '.'] }];
  const costs = figure({
    own: dispatchMetrics,
    metric: 'tariffMarginalUsdPerMwh',
    value: basis.price.volumetricUsdPerMwh,
    subject: name,
    from: { source: basis.source, observedAt: basis.setAt },
  });
  const by = ['; by the tariff one more MWh costs ', costs, `, the mean of ${basis.of}.`];
  return [{ kind: 'note', tone: 'warning', parts: [...parts, ...by] }];
}
