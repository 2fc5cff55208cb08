import type { Condition, Rule } from './rule.ts';

type Placed = Pick<Rule, 'condition' | 'address' | 'forMs'>;

/** Whether two rules would say the same thing in the same place. */
export function isDuplicate(one: Placed, other: Placed): boolean {
  return samePlace(one, other) && one.forMs === other.forMs && sameCondition(one.condition, other.condition);
}

function samePlace({ address: one }: Placed, { address: other }: Placed): boolean {
  return one.adapter === other.adapter && one.channel === other.channel;
}

const sameCondition = (one: Condition, other: Condition): boolean => canonical(one) === canonical(other);

/** Fields in one order, the names of sites as they are compared. */
function canonical(condition: Condition): string {
  return JSON.stringify(Object.entries(condition).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether one of the two fires whatever the value is: below 50 and above 45. */
export function isContradiction(one: Placed, other: Placed): boolean {
  const [a, b] = [levelOf(one.condition), levelOf(other.condition)];
  if (!a || !b || a.of !== b.of || a.side === b.side || !samePlace(one, other)) return false;
  const [below, above] = a.side === 'below' ? [a, b] : [b, a];
  return below.limit > above.limit;
}

function levelOf(condition: Condition) {
  if (condition.kind !== 'market' && condition.kind !== 'site') return undefined;
  const { side, limit, metric } = condition;
  const site = condition.kind === 'site' ? (condition.site ?? '') : undefined;
  return { side, limit, of: JSON.stringify([condition.kind, metric, site]) };
}
