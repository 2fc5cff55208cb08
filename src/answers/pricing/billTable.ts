import type { Block } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { BillLine } from '../../economics/index.ts';
import { period } from '../site/priced.ts';
import { hoursLessMonth, type TariffBasis } from './hours.ts';

/** The charges of a bill by kind, as money of a day, in the order of the bill. */
export function billTable(asked: { subject: string; energyMwhPerDay: number; basis: TariffBasis }): Block {
  const { subject, energyMwhPerDay, basis } = asked;
  const from = { source: basis.source, observedAt: basis.setAt };
  return tableOf({
    title: `Power of a day by its tariff: the bill of ${period(basis)} by the site’s own model${basis.today ? ', and by how much the hours of today differ from their mean' : ''}`,
    columns: ['Charge', 'A day'],
    rows: billParts(basis).map(({ name, usdPerMwh }) => {
      const value = usdPerMwh * energyMwhPerDay;
      return [name, figure({ metric: 'powerCostUsdPerDay', value, subject: `${subject}, ${name}`, from })];
    }),
  });
}

/** What a day's power is made of: the month's bill, and what the hours of the day differ by from the month's mean. */
const billParts = (basis: TariffBasis): { name: string; usdPerMwh: number }[] => [
  ...basis.parts.map(({ kind, usdPerMwh }) => ({ name: KINDS[kind], usdPerMwh })),
  ...(basis.today
    ? [{ name: 'Today’s hours', usdPerMwh: hoursLessMonth({ basis, today: basis.today }) }]
    : []),
];

const KINDS: Record<BillLine['kind'], string> = {
  energy: 'Energy',
  demand: 'Demand',
  coincident: 'Coincident peaks',
  fixed: 'Fixed',
  block: 'Block and index',
  percent: 'Riders and taxes',
  minimum: 'Minimum',
  hosting: 'Host',
};
