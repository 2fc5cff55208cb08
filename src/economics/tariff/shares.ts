import { line, NEXT_TO_NONE, timesAMonth, total } from './lines.ts';
import type { Bills, Scope } from './scope.ts';
import type { FixedCharge, HostingCharge, MinimumCharge, PercentCharge } from './tariff.ts';

export const fixedLines: Bills<FixedCharge> = ({ kind, name, usd, per }, { days, share }) => {
  const of = { kind, charge: name, component: name };
  return per === 'day'
    ? [line({ ...of, quantity: days * share, unit: 'day', usdPerUnit: usd })]
    : [line({ ...of, quantity: share, unit: 'month', usdPerUnit: usd * timesAMonth({ per, days }) })];
};

export const percentLines: Bills<PercentCharge> = ({ kind, name, share, of }, _, above) => {
  const quantity = total(above.lines.filter(({ charge }) => of === undefined || of.includes(charge)));
  const partial = !above.isKnown(of) && { partial: true as const };
  return [
    line({ kind, charge: name, component: name, quantity, unit: 'USD', usdPerUnit: share, ...partial }),
  ];
};

export const minimumLines: Bills<MinimumCharge> = ({ kind, name, usd, per }, scope, above) => {
  if (!above.isKnown()) {
    scope.missing(`what ${name} adds`);
    return [];
  }
  const { days, share } = scope;
  const lacking = usd * timesAMonth({ per, days }) * share - total(above.lines);
  const of = { kind, charge: name, component: name };
  return lacking <= 0 ? [] : [line({ ...of, quantity: 1, unit: 'month', usdPerUnit: lacking })];
};

export const hostingLines: Bills<HostingCharge> = (charge, scope, above) => {
  const { kind, name, share, passesPowerThrough } = charge;
  const of = { kind, charge: name, unit: 'USD' } as const;
  const powerUsd = total(above.lines);
  const revenueUsd = scope.load.revenueUsd?.[scope.name];
  const paidByHost = passesPowerThrough
    ? []
    : [line({ ...of, component: `${name}: power that the host pays`, quantity: powerUsd, usdPerUnit: -1 })];
  if (revenueUsd === undefined) {
    scope.missing(`the revenue of ${scope.name}, of which ${name} takes ${Math.round(share * 1e4) / 100}%`);
    return paidByHost;
  }
  if (charge.of === 'profit' && !above.isKnown()) {
    scope.missing(`what ${name} takes of the profit`);
    return paidByHost;
  }
  const earned = revenueUsd * usedShare(scope);
  const quantity = charge.of === 'revenue' ? earned : Math.max(0, earned - powerUsd);
  const component = `${name}: share of ${charge.of}`;
  return [...paidByHost, line({ ...of, component, quantity, usdPerUnit: share })];
};

/** What part of the month's energy was used while the tariff holds; of its days where nothing was. */
function usedShare({ energyKwh, monthKwh, share }: Scope): number {
  return monthKwh < NEXT_TO_NONE ? share : energyKwh.reduce((sum, kwh) => sum + kwh, 0) / monthKwh;
}
