import { reply } from '../../chat/reply.ts';
import type { Delivery } from '../../delivery/outbox.ts';
import { WEBHOOK } from '../../delivery/table.ts';
import { hasIndex } from '../../economics/index.ts';
import type { DispatchedPlan, KeptPlan } from '../plan.ts';
import type { Webhook } from './table.ts';

/** A plan on its way to a webhook: of a day of a site it is one, for ever. Given up when its day is over. */
export function planDelivery({ hook, kept }: { hook: Webhook; kept: KeptPlan }): Delivery {
  const { tenant, site, name } = hook;
  const { day, plan } = kept;
  const content = JSON.stringify(payloadOf({ name, kept }));
  return {
    key: `webhook:${tenant}:${site}:${day}`,
    tenant,
    address: { adapter: WEBHOOK, tenant, channel: site },
    reply: reply({
      title: `The plan of ${name} for ${day}, to its webhook`,
      blocks: [{ kind: 'file', name: `${day}.json`, mediaType: 'application/json', content }],
    }),
    dueAt: plan.madeAt,
    expiresAt: plan.to,
  };
}

const iso = (time: number): string => new Date(time).toISOString();

/** The plan as JSON; the README names its fields. */
function payloadOf({ name, kept: { day, plan } }: { name: string; kept: KeptPlan }) {
  return {
    type: 'dispatch.plan',
    site: name,
    day,
    start: iso(plan.from),
    end: iso(plan.to),
    madeAt: iso(plan.madeAt),
    hashpriceUsdPerPhDay: plan.hashpriceUsdPerPhDay,
    market: plan.basis,
    ...(plan.tariff && { tariff: tariffOf(plan.tariff) }),
    ...(plan.inForce && { inForce: inForceOf(plan.inForce) }),
    ...(isOnMarket(plan) && {
      prices: { market: 'dayAhead', source: plan.source, asOf: iso(plan.pricesAsOf) },
    }),
    ...(plan.notUsed !== undefined && { tariffNotUsed: plan.notUsed }),
    classes: plan.classes.map(({ label, strikeUsdPerMwh, meanLoadMw, savedUsd, off }) => ({
      ...{ label, strikePriceUsdPerMwh: strikeUsdPerMwh, meanLoadMw },
      // What markets say is none of what its site saves.
      ...(plan.notUsed === undefined && { savedUsd }),
      off: off.map(({ start, end }) => ({ start: iso(start), end: iso(end) })),
    })),
  };
}

const isOnMarket = ({ tariff }: DispatchedPlan): boolean => tariff === undefined || hasIndex(tariff.prices);

/** The volumetric price at the meter: `usdPerMwh + timesDayAhead × the day-ahead price`. */
const tariffOf = ({ name, since, prices }: NonNullable<DispatchedPlan['tariff']>) => ({
  ...{ name, since },
  prices: prices.map(({ start, end, usdPerMwh, ofIndex: timesDayAhead }) => ({
    ...{ start: iso(start), end: iso(end), usdPerMwh, timesDayAhead },
  })),
});

/** What was reported, and is among the prices of the tariff until then. */
const inForceOf = ({ usdPerMwh, end, source }: NonNullable<DispatchedPlan['inForce']>) => ({
  ...{ usdPerMwh, source, until: iso(end) },
});
