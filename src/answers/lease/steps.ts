import type { Step } from '../../chat/reply.ts';
import { exact } from '../../chat/show/numerals.ts';
import type { Alternative, UseYear, ValuedPlan } from '../../economics/index.ts';
import { taxWords } from './basis.ts';
import { BEST_MONTH, gainSteps, otherGainSteps } from './comparisonSteps.ts';
import { type Judgement, SPLIT } from './judgement.ts';
import { projectSteps } from './projectSteps.ts';

/** From the inputs to every NPV: megawatts, rent, a year's cash, each year's present value, the gain. */
export function steps(of: Judgement): Step[] {
  const { compared, judged, subject } = of;
  const tax = taxWords(of.pivot);
  const { colocation, gpuCloud, mining, miningYears } = compared;
  const others: [string, Alternative][] = [
    ['colocation', colocation],
    ['GPU cloud', gpuCloud],
    ...(subject === SPLIT ? [[SPLIT, judged] as [string, Alternative]] : []),
  ];
  return [
    ...rentSteps(of),
    ...planSteps({ of, plan: 'mining', valued: mining, years: miningYears }),
    ...projectSteps({ pen: of.pen, subject: 'mining', value: mining.miningValue, tax }),
    ...others.flatMap(([plan, valued]) => [
      ...planSteps({ of, plan, valued, years: valued.years }),
      ...gainSteps({ of, plan, valued }),
      ...(valued.conversionValue
        ? projectSteps({ pen: of.pen, subject: plan, value: valued.conversionValue, tax })
        : []),
    ]),
    npvStep({ of, plan: BEST_MONTH, valued: of.when.best, years: of.when.bestYears }),
    ...otherGainSteps(of),
  ];
}

function rentSteps({ pen, compared }: Judgement): Step[] {
  const { leasable } = compared;
  const ratio = leasable.grossToCritical;
  const rent = pen.assumed('rentUsdPerKwMonth');
  return [
    {
      result: pen.of({ metric: 'criticalMw', value: leasable.criticalMw }),
      formula: 'critical megawatts = leasable megawatts ÷ gross per critical',
      inputs: [
        pen.of({ metric: 'leasableMw', value: leasable.leasableMw }),
        pen.of({ metric: 'grossToCritical', value: ratio }),
      ],
      arithmetic: `${exact(leasable.leasableMw)} ÷ ${exact(ratio)} = ${exact(leasable.criticalMw)}`,
    },
    {
      result: pen.of({ metric: 'rentUsdPerMwYear', value: rent.value * 12_000 }),
      formula: 'rent of year 1 per critical MW = $/kW-month × 1,000 × 12',
      inputs: [rent],
      arithmetic: `${exact(rent.value)} × 1,000 × 12 = ${exact(rent.value * 12_000)}`,
    },
  ];
}

interface Plan {
  of: Judgement;
  plan: string;
  valued: Pick<ValuedPlan, 'npvUsd'>;
  years: readonly UseYear[];
}

/** One year of each use in full, then all years of all uses together. */
function planSteps(asked: Plan): Step[] {
  const uses = [...new Set(asked.years.map(({ use }) => use))];
  const busiest = uses.flatMap((use) => {
    const own = asked.years.filter((year) => year.use === use && year.noiUsd !== 0);
    return own.length === 0 ? [] : [own[Math.min(2, own.length - 1)]!];
  });
  return [...busiest.map((year) => cashStep({ ...asked, year })), npvStep(asked)];
}

function cashStep({ of: { pen }, plan, year }: Plan & { year: UseYear }): Step {
  const subject = yearSubject({ plan, year });
  const { noiUsd, capexUsd, proceedsUsd, taxUsd, cashUsd } = year;
  return {
    result: pen.of({ metric: 'cashUsd', value: cashUsd, subject }),
    formula: 'cash of a year = NOI − capex + proceeds − tax',
    inputs: [
      pen.of({ metric: 'noiUsd', value: noiUsd, subject }),
      pen.of({ metric: 'capexUsd', value: capexUsd, subject }),
      pen.of({ metric: 'proceedsUsd', value: proceedsUsd, subject }),
      pen.of({ metric: 'taxUsd', value: taxUsd, subject }),
    ],
    arithmetic: `${exact(noiUsd)} − ${exact(capexUsd)} + ${exact(proceedsUsd)} − ${exact(taxUsd)} = ${exact(cashUsd)}`,
  };
}

const yearSubject = ({ plan, year }: { plan: string; year: UseYear }): string =>
  `${plan}: ${year.use === 'gpuCloud' ? 'GPU cloud' : year.use}, year ${year.year}`;

function npvStep({ of: { pen }, plan, valued, years }: Plan): Step {
  const counted = years.filter(({ presentUsd }) => presentUsd !== 0);
  return {
    result: pen.of({ metric: 'siteNpvUsd', value: valued.npvUsd, subject: plan }),
    formula:
      'NPV of the site = the present values of its years added up, month by month cash ÷ (1 + rate)^(month ÷ 12), each use at its own rate',
    inputs: counted.map((year) =>
      pen.of({ metric: 'presentValueUsd', value: year.presentUsd, subject: yearSubject({ plan, year }) }),
    ),
    arithmetic: `${counted.map(({ presentUsd }) => exact(presentUsd)).join(' + ') || '0'} = ${exact(valued.npvUsd)}`,
  };
}
