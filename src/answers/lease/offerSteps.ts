import type { Step } from '../../chat/reply.ts';
import { exact } from '../../chat/show/numerals.ts';
import type { OfferValue } from '../../economics/index.ts';
import type { Pen } from './figures.ts';

/** The arithmetic behind the figures of an offer. */
export function offerSteps({ pen, value }: { pen: Pen; value: OfferValue }): Step[] {
  const rent = pen.assumed('rentUsdPerKwMonth');
  const perMw = pen.of({ metric: 'rentUsdPerMwYear', value: value.rentUsdPerMwYear });
  const average = pen.of({ metric: 'averageRentUsdPerMwYear', value: value.averageRentUsdPerMwYear });
  const term = pen.assumed('leaseTermYears');
  const critical = pen.of({ metric: 'criticalMw', value: value.criticalMw });
  const npvUsd = value.lease.conversionValue?.npvUsd ?? 0;
  const npv = pen.of({ metric: 'npvUsd', value: npvUsd, subject: 'the offer' });
  const gross = pen.of({ metric: 'grossMw', value: value.grossMw });
  return [
    {
      result: perMw,
      formula: 'rent of year 1 per critical MW = $/kW-month × 1,000 × 12',
      inputs: [rent],
      arithmetic: `${exact(rent.value)} × 1,000 × 12 = ${exact(perMw.value)}`,
    },
    {
      result: pen.of({ metric: 'contractUsd', value: value.contractUsd }),
      formula: 'rent over the term = average rent per critical MW × critical MW × years',
      inputs: [average, critical, term],
      arithmetic: `${exact(average.value)} × ${exact(critical.value)} × ${exact(term.value)} = ${exact(value.contractUsd)}`,
    },
    {
      result: pen.of({ metric: 'npvUsdPerGrossMw', value: value.npvUsdPerGrossMw }),
      formula: 'NPV per gross MW = NPV of the lease ÷ gross MW',
      inputs: [npv, gross],
      arithmetic: `${exact(npvUsd)} ÷ ${exact(value.grossMw)} = ${exact(value.npvUsdPerGrossMw)}`,
    },
  ];
}
