import type { Block, Part } from '../../chat/reply.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { PathName } from '../../economics/index.ts';
import { BEST_MONTH } from './comparisonSteps.ts';
import type { Judgement } from './judgement.ts';

const PATHS: Record<PathName, string> = {
  network:
    'hashprice on the network’s path: hashrate leaves below the marginal machine’s energy cost and comes above a new machine’s payback',
  constant: 'hashprice held constant',
  falling: 'hashprice falling with difficulty growth and halvings, whatever machines earn',
  forward: 'hashprice on the forwards given, then on the network’s path',
};

/** How hashprice moves under the verdict. */
export const pathWords = ({ pivot }: Pick<Judgement, 'pivot'>): string =>
  PATHS[pivot.given.path ?? 'network'];

/** The path under the verdict, to be checked by whoever knows the network. */
export function pathTable({ pen, compared }: Judgement): Block {
  return tableOf({
    title: 'The path under the verdict',
    columns: ['', 'Hashprice', 'Difficulty', 'BTC price'],
    rows: compared.path.map(({ years, ...point }): Part[] => {
      const subject = years === 0 ? 'now' : `+${years} years`;
      return [
        subject,
        pen.of({ metric: 'hashpriceOnPathUsdPerPhDay', value: point.hashpriceUsdPerPhDay, subject }),
        pen.of({ metric: 'difficulty', value: point.difficulty, subject }),
        pen.of({ metric: 'btcPriceOnPathUsd', value: point.btcPriceUsd, subject }),
      ];
    }),
  });
}

/** What mining may do on this path, and what that is worth. */
export function optionParts({ pen, compared }: Judgement): Part[] {
  const { options, closesAfterMonths, months, renews } = compared;
  const worth = (subject: string, value: number) => pen.of({ metric: 'optionValueUsd', value, subject });
  return [
    'Never leasing, on this path, before tax: switching machines off while they lose money is worth ',
    worth('switching off', options.idlingUsd),
    ', closing for good and selling ',
    worth('closing', options.closingUsd),
    ', renewing the fleet ',
    worth('renewal', options.renewalUsd),
    closesAfterMonths < months
      ? `; it closes after ${monthCount(closesAfterMonths)}`
      : '; it mines to the end',
    renews ? ', with machines bought on the way.' : ', without buying machines.',
  ];
}

const monthCount = (months: number): string => (months === 1 ? '1 month' : `${months} months`);

/** When a lease begins best, against beginning now and never. */
export function whenParts({ pen, when, pivot }: Judgement): Part[] {
  const { best, now, neverUsd, oneMoreYearUsd, curve } = when;
  const npv = (subject: string, value: number) => pen.of({ metric: 'siteNpvUsd', value, subject });
  const last = best.waitMonths === curve.at(-1)!.waitMonths ? ', the last that was looked at' : '';
  return [
    'When: never lease ',
    npv('mining', neverUsd),
    ', colocation begun now ',
    npv('colocation', now.npvUsd),
    best.waitMonths === 0 ? ', which no later month beats' : ', mine now and lease at the best month ',
    ...(best.waitMonths === 0 ? [] : [npv(BEST_MONTH, best.npvUsd)]),
    '. Best month to begin: ',
    pen.of({ metric: 'bestStartMonths', value: best.waitMonths }),
    `${last}. A year of mining first `,
    oneMoreYearUsd > 0 ? 'adds ' : 'costs ',
    pen.of({ metric: 'oneMoreYearUsd', value: Math.abs(oneMoreYearUsd) }),
    '; the tenant waits, and the rent of year 1 is then ',
    ...rentThen({ pen, pivot }),
    '. All of it for colocation on all that can be leased.',
  ];
}

/** What a lease that begins later is let at: what is signed stays, else the rent grows as the market's does. */
function rentThen({ pen, pivot }: Pick<Judgement, 'pen' | 'pivot'>): Part[] {
  const rent = pen.assumed('rentUsdPerKwMonth');
  const growth = pen.assumed('marketRentGrowthPercentPerYear');
  return pivot.given.signed || growth.value === 0 ? ['still ', rent] : [rent, ', grown at ', growth];
}
