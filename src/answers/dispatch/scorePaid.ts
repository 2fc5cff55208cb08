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
export function paidParts({ plan: { tariff }, score: { paid } }: Scored): string {
  if (tariff === undefined) return `at ${PAID[paid]}`;
  const by = `at the volumetric price of the tariff ${tariff.name}`;
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

/** That plans of days with a tariff leave it out. */
export function leftOutNote(asked: {
  name: string;
  tariffs: SiteTariffs | undefined;
  scored: readonly Scored[];
}): Block[] {
  const { name, tariffs, scored } = asked;
  const held = ({ day }: Scored) =>
    tariffs === 'damaged' || heldOn({ tariffs: tariffs ?? [], day }) !== undefined;
  const { length } = scored.filter((kept) => !isByTariff(kept) && held(kept));
  if (length === 0) return [];
  const which = length === scored.length ? 'its plans' : `${length} of its plans`;
  const parts = [`The tariff of ${name} is not in ${which}: they ${MARKET_ALONE}.`];
  return [{ kind: 'note', tone: 'warning', parts }];
}
