import type { Block, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import { averageRentFactor, KW_MONTHS, type MatchedRent } from '../../economics/index.ts';
import type { PivotQuestion } from './asked.ts';
import type { Pen } from './figures.ts';

/** Says what the rent of year 1 was read or taken from. */
export function rentNote({ pen, pivot }: { pen: Pen; pivot: PivotQuestion }): Block[] {
  const { rent, given } = pivot;
  if (rent.matched !== undefined) return [matchedNote({ pen, pivot, matched: rent.matched })];
  if (rent.said === undefined || rent.said.basis === 'year 1') return [];
  const { rentUsdPerKwMonth, leaseTermYears: termYears, escalatorPercentPerYear } = given.assumptions;
  const average = rentUsdPerKwMonth * averageRentFactor({ termYears, escalatorPercentPerYear });
  const read = pen.of({ metric: 'averageRentUsdPerMwYear', value: average * KW_MONTHS });
  const parts: Part[] = [
    rent.said.basis === 'total' ? 'The total is read as an average of ' : 'The average is read as ',
    read,
    ' over ',
    pen.assumed('leaseTermYears'),
    ' rising ',
    pen.assumed('escalatorPercentPerYear'),
    rent.escalatorAssumed ? ' (assumed): year 1 is ' : ': year 1 is ',
    pen.assumed('rentUsdPerKwMonth'),
    '.',
  ];
  return [{ kind: 'note', tone: 'info', parts }];
}

function matchedNote(asked: { pen: Pen; pivot: PivotQuestion; matched: MatchedRent }): Block {
  const { pen, pivot, matched } = asked;
  const kind = `${matched.retrofit ? 'retrofit' : 'new'}${matched.widened ? '' : `, ${pivot.given.leaseForm}`}`;
  const count = figure({
    own: leaseMetrics,
    metric: 'dealCount',
    value: matched.count,
    subject: kind,
    from: pivot.from,
  });
  const parts: Part[] = [
    'No rent was given: ',
    pen.assumed('rentUsdPerKwMonth'),
    ' in year 1 is the median of ',
    count,
    ` signed ${matched.count === 1 ? 'deal' : 'deals'} (${kind})`,
    ...(matched.widened
      ? [`, of every lease structure because fewer than three are ${pivot.given.leaseForm}`]
      : []),
    ...(matched.few ? ['; so few say little'] : []),
    ...(matched.escalatorAssumedOf > 0
      ? [`; the escalator is assumed for ${matched.escalatorAssumedOf} of them`]
      : []),
    '.',
  ];
  return { kind: 'note', tone: matched.few ? 'warning' : 'info', parts };
}
