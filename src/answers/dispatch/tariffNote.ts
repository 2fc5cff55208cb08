import type { Block } from '../../chat/reply.ts';
import type { DispatchDay } from './decided.ts';

/** How plans are made that leave the tariff of their site out. */
export const MARKET_ALONE = 'goes by market prices alone';

/** That a plan leaves the tariff of its site out, and why. */
export function tariffNote({
  of,
  notUsed,
  inForce,
}: Pick<DispatchDay, 'of' | 'notUsed' | 'inForce'>): Block[] {
  if (notUsed === undefined) return [];
  const { name } = of.question.site;
  const parts = [
    `The tariff of ${name} is not in its plan, which ${inForce ? 'goes by market prices and the price in force' : MARKET_ALONE}: ${notUsed}.`,
  ];
  return [{ kind: 'note', tone: 'warning', parts }];
}
