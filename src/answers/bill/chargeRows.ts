import type { Part } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import type { Charge, CoincidentCharge, DemandCharge } from '../../economics/index.ts';
import { billMetrics } from './metrics.ts';

/** A row for each price of a charge. */
export function chargeRows({ charge, from }: { charge: Charge; from: Provenance }): Part[][] {
  const { name } = charge;
  const price = (metric: keyof typeof billMetrics, value: number, subject = name): Part[] => [
    subject,
    figure({ own: billMetrics, metric, value, subject, from }),
  ];
  switch (charge.kind) {
    case 'energy':
    case 'demand':
      return [
        ...charge.periods.flatMap(({ name: period, tiers }) =>
          tiers.map(({ usdPerUnit, upTo }) => {
            const ofPeriod = charge.periods.length > 1 ? `, ${period}` : '';
            const step =
              upTo === undefined
                ? tiers.length > 1
                  ? ', above'
                  : ''
                : `, up to ${upTo.toLocaleString('en-US')}`;
            return price(
              charge.kind === 'energy' ? 'tariffUsdPerMwh' : 'tariffUsdPerKw',
              charge.kind === 'energy' ? Number((usdPerUnit * 1000).toPrecision(12)) : usdPerUnit,
              `${name}${ofPeriod}${step}`,
            );
          }),
        ),
        ...(charge.kind === 'demand' ? demandRows(charge, price) : []),
      ];
    case 'coincident':
      return [
        price(`tariffUsdPerKw`, charge.usdPerKw, `${name}, per ${charge.per}`),
        ...(charge.stated ? [price('billedKw', charge.stated.kw, `${name}, ${statedPeaks(charge)}`)] : []),
      ];
    case 'fixed':
    case 'minimum':
      return [
        price(
          ({ month: 'tariffUsdPerMonth', day: 'tariffUsdPerDay', year: 'tariffUsdPerYear' } as const)[
            charge.per
          ],
          charge.usd,
        ),
      ];
    case 'block':
      return [
        price('tariffUsdPerMwh', charge.blockUsdPerMwh, `${name}, block of ${charge.blockMw} MW`),
        price('tariffUsdPerMwh', charge.adderUsdPerMwh, `${name}, adder on all`),
      ];
    case 'percent':
    case 'hosting':
      return [price('tariffSharePercent', charge.share * 100)];
  }
}

/** `mean of 4 peaks of 2025`: a mean is charged for in the year after its peaks. */
function statedPeaks({ stated, of, months }: CoincidentCharge): string {
  const peaks = `${stated!.peaks} peaks`;
  return of === 'mean' ? `mean of ${peaks} of ${Number(months[0]!.slice(0, 4)) - 1}` : `highest of ${peaks}`;
}

function demandRows(
  { name, ratchet, minimumKw }: DemandCharge,
  price: (metric: keyof typeof billMetrics, value: number, subject: string) => Part[],
): Part[][] {
  const back =
    ratchet &&
    ('monthsBack' in ratchet.lookBack ? `${ratchet.lookBack.monthsBack} months` : 'flagged months');
  return [
    ...(ratchet ? [price('tariffSharePercent', ratchet.share * 100, `${name}, ratchet of ${back}`)] : []),
    ...(minimumKw === undefined ? [] : [price('billedKw', minimumKw, `${name}, at least`)]),
  ];
}
