import type { Part } from '../../chat/reply.ts';
import type { Alternative, Comparison, PivotCase } from '../../economics/index.ts';
import type { Pen } from './figures.ts';

/** Which use is worth most, by how much, why, what would overturn it, and on which rates it stands. */
export const pivotVerdict = (asked: Asked): Part[] => [...judged(asked), ...rates(asked)];

interface Asked {
  pen: Pen;
  compared: Comparison;
  given: PivotCase;
}

function judged({ pen, compared, given }: Asked): Part[] {
  const { split, best } = compared;
  if (split === undefined || best.use === 'mining') return miningWins({ pen, compared });
  const what = best.use === 'gpuCloud' ? 'GPU cloud on ' : 'Leasing ';
  return [
    what,
    pen.of({ metric: 'convertedMw', value: split.convertedMw, subject: 'best split' }),
    ' of ',
    pen.of({ metric: 'grossMw', value: compared.leasable.grossMw }),
    ' beats mining by ',
    pen.of({ metric: 'gainUsd', value: split.gainUsd, subject: 'best split' }),
    ' NPV: ',
    ...reason({ pen, compared, split }),
    ...(compared.colocation.gainUsd > 0 ? overturn({ pen, compared, given }) : leaseRent({ pen, compared })),
  ];
}

function reason({ pen, compared, split }: { pen: Pen; compared: Comparison; split: Alternative }): Part[] {
  const { mining } = compared;
  return [
    'it earns ',
    pen.of({
      metric: 'noiUsdPerGrossMwYear',
      value: split.conversionValue?.noiUsdPerGrossMwYear ?? 0,
      subject: 'best split',
    }),
    ' of NOI against ',
    pen.of({
      metric: 'noiUsdPerGrossMwYear',
      value: mining.miningValue.noiUsdPerGrossMwYear,
      subject: 'mining',
    }),
    ' from mining. ',
  ];
}

/** The hashprice at which mining would be worth as much as the lease. */
function overturn({ pen, compared, given }: Asked): Part[] {
  const { constant: value } = compared.breakevenHashprices;
  if (value === undefined)
    return ['No hashprice up to 20 times today’s, held constant, makes mining worth more than a lease.'];
  const times = (value / given.hashprice.usdPerPhDay) * 100;
  return [
    'Held constant, hashprice makes mining worth more than a lease only above ',
    pen.of({ metric: 'breakevenHashpriceConstantUsdPerPhDay', value }),
    ', ',
    pen.of({ metric: 'hashpriceOfTodayPercent', value: times }),
    ' today’s.',
  ];
}

function miningWins({ pen, compared }: { pen: Pen; compared: Comparison }): Part[] {
  const { colocation, leasable } = compared;
  return [
    'Mining beats leasing ',
    pen.of({ metric: 'leasableMw', value: leasable.leasableMw }),
    ' by ',
    pen.of({ metric: 'gainUsd', value: -colocation.gainUsd, subject: 'mining above colocation' }),
    ' NPV. ',
    ...leaseRent({ pen, compared }),
  ];
}

/** The rent from which on a lease would be worth more. */
function leaseRent({ pen, compared }: { pen: Pen; compared: Comparison }): Part[] {
  const value = compared.breakevenRentUsdPerKwMonth;
  if (value === undefined) return ['No rent up to $1,000/kW-month makes a lease worth more than mining.'];
  return [
    'A lease is worth more than mining only from a rent of ',
    pen.of({ metric: 'breakevenRentUsdPerKwMonth', value }),
    ' on.',
  ];
}

function rates({ pen }: Asked): Part[] {
  return [
    ' Discounted at ',
    pen.assumed('miningDiscountPercent'),
    ' (mining), ',
    pen.assumed('colocationDiscountPercent'),
    ' (colocation), ',
    pen.assumed('gpuCloudDiscountPercent'),
    ' (GPU cloud); difficulty grows ',
    pen.assumed('difficultyGrowthPercentPerYear'),
    '.',
  ];
}
