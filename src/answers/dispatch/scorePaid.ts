import type { Block } from '../../chat/reply.ts';
import type { KeptPlan } from '../../plans/index.ts';
import type { SiteTariffs } from '../../tariffs/index.ts';
import { heldOn } from '../bill/planned.ts';
import { MARKET_ALONE } from './tariffNote.ts';

/** A plan whose day is over, and how it did. */
export type Scored = KeptPlan & Required<Pick<KeptPlan, 'score'>>;

const PAID = {
  realTime: 'prices as they were reported',
  dayAhead: 'day-ahead prices as paid',
  tariff: 'its tariff, which has no index',
};
export const PAID_AT: Record<Scored['score']['paid'], string> = {
  realTime: 'reported',
  dayAhead: 'day ahead',
  tariff: 'tariff',
};

/** After `saved … against always on, `. */
export function paidParts({ plan: { tariff, inForce }, score: { paid } }: Scored): string {
  const isHeld = inForce !== undefined && paid !== 'realTime';
  const reported = isHeld ? ' and the price that was in force as it was posted' : '';
  if (tariff === undefined) return `at ${PAID[paid]}${reported}`;
  const by = `at the volumetric price of the tariff ${tariff.name}${reported}`;
  return paid === 'tariff' ? by : `${by} with ${PAID[paid]} as its index`;
}

/** `Scored on prices as they were reported: 12; on day-ahead prices as paid, since too few others were reported: 2.` */
export function paidSentence(scored: readonly Scored[]): string {
  const count = (paid: Scored['score']['paid']) => scored.filter(({ score }) => score.paid === paid).length;
  const [realTime, dayAhead, tariff] = [count('realTime'), count('dayAhead'), count('tariff')];
  const told = [
    ...(realTime > 0 ? [`on ${PAID.realTime}: ${realTime}`] : []),
    ...(dayAhead > 0 ? [`on ${PAID.dayAhead}, since too few others were reported: ${dayAhead}`] : []),
    ...(tariff > 0 ? [`on ${PAID.tariff}: ${tariff}`] : []),
  ];
  return `Scored ${told.join('; ')}.`;
}

export const BY_TARIFF =
  'Of a plan that was decided by a tariff these prices are its index, and its volumetric price, as it was then, is what was paid; without an index the tariff itself is.';

export const isByTariff = ({ plan }: KeptPlan): boolean => plan.tariff !== undefined;

/** Whether a plan leaves the tariff of its site out: then it is not known what it saved. */
export const leavesOut =
  (tariffs: SiteTariffs | undefined) =>
  ({ plan, day }: KeptPlan): boolean =>
    plan.notUsed !== undefined ||
    (plan.tariff === undefined &&
      (tariffs === 'damaged' || heldOn({ tariffs: tariffs ?? [], day }) !== undefined));

/** That plans of days with a tariff leave it out, and so are not counted. */
export function leftOutNote({ name, days }: { name: string; days: readonly string[] }): Block[] {
  if (days.length === 0) return [];
  const parts = [
    `The tariff of ${name} is not in ${days.length === 1 ? 'the plan' : 'the plans'} of ${days.join(', ')}, which ${days.length === 1 ? MARKET_ALONE : 'go by market prices alone'}: what that saved by it is not known, and not in any sum.`,
  ];
  return [{ kind: 'note', tone: 'warning', parts }];
}
