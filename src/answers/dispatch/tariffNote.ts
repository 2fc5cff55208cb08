import type { Block } from '../../chat/reply.ts';
import type { DispatchDay } from './decided.ts';
import { andReported } from './inForce.ts';

/** How plans are made that leave the tariff of their site out. */
export const MARKET_ALONE = 'goes by market prices alone';

/** That a plan leaves the tariff of its site out, and why. */
export function tariffNote(day: DispatchDay): Block[] {
  const { notUsed, of } = day;
  if (notUsed === undefined) return [];
  const { name } = of.question.site;
  const reported = andReported(day);
  const parts = [
    `The tariff of ${name} is not in its plan, which ${reported === '' ? MARKET_ALONE : `goes by market prices${reported}`}: ${notUsed}.`,
  ];
  return [{ kind: 'note', tone: 'warning', parts }];
}
