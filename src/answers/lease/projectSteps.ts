import type { Step } from '../../chat/reply.ts';
import { exact } from '../../chat/show/numerals.ts';
import {
  type Loan,
  type LoanYear,
  mirrEnds,
  npv,
  presentByYear,
  type ReturnRate,
  type UseValue,
} from '../../economics/index.ts';
import type { Pen } from './figures.ts';

interface Project {
  pen: Pen;
  /** What the use is called as the subject of a figure. */
  subject: string;
  value: UseValue;
  /** Before or after which tax. */
  tax: string;
}

/** From the flows of a stand-alone project to its NPV, IRR, debt, cover and value of equity. */
export function projectSteps(of: Project): Step[] {
  const { value } = of;
  const { flowsUsd, equityFlowsUsd, irr, equityIrr } = value;
  return [
    npvStep(of),
    ...rateSteps({ ...of, metric: 'irrPercent', rate: irr, flowsUsd }),
    ...debtSteps(of),
    equityStep(of),
    ...rateSteps({ ...of, metric: 'equityIrrPercent', rate: equityIrr, flowsUsd: equityFlowsUsd }),
  ];
}

export const sum = (values: readonly number[]): string => values.map(exact).join(' + ') || '0';

function npvStep({ pen, subject, value, tax }: Project): Step {
  const { npvUsd, flowsUsd, discountPercent } = value;
  const years = presentByYear({ flowsUsd, discountPercent });
  return {
    result: pen.of({ metric: 'npvUsd', value: npvUsd, subject }),
    formula: `NPV of the project = the present values of its years by itself, ${tax}, at ${discountPercent}% a year`,
    inputs: yearFigures({ pen, years, subject: `${subject} alone` }),
    arithmetic: `${sum(years)} = ${exact(npvUsd)}`,
  };
}

export function yearFigures({
  pen,
  years,
  subject,
}: {
  pen: Pen;
  years: readonly number[];
  subject: string;
}) {
  return years.map((value, year) =>
    pen.of({ metric: 'presentValueUsd', value, subject: `${subject}, year ${year + 1}` }),
  );
}

interface Rated extends Pick<Project, 'pen' | 'subject'> {
  metric: keyof typeof WHOSE;
  rate: ReturnRate;
  flowsUsd: Float64Array;
}

const WHOSE = {
  irrPercent: 'project',
  equityIrrPercent: 'equity',
  incrementalIrrPercent: 'difference from never leasing',
} as const;

/** An IRR from the values on either side of it, a MIRR from its two ends; none where there is neither. */
export function rateSteps({ pen, subject, metric, rate, flowsUsd }: Rated): Step[] {
  const whose = WHOSE[metric];
  const result = pen.rate({ metric, irr: rate, subject });
  if (typeof result === 'string' || 'none' in rate) return [];
  if ('mirrPercent' in rate) {
    const { incomeUsd, outlayUsd, months } = mirrEnds({ flowsUsd, ratePercent: rate.ratePercent });
    const end = (name: string, value: number) =>
      pen.of({ metric: 'presentValueUsd', value, subject: `${subject}, ${whose}, ${name}` });
    return [
      {
        result,
        formula: `MIRR = (income as of the last month ÷ outlays as of the first)^(12 ÷ months) − 1, both at ${rate.ratePercent}% a year`,
        inputs: [end('income', incomeUsd), end('outlays', outlayUsd)],
        arithmetic: `((${exact(incomeUsd)} ÷ ${exact(outlayUsd)})^(12 ÷ ${months}) − 1) × 100 = ${exact(rate.mirrPercent)}`,
      },
    ];
  }
  const { irrPercent } = rate;
  const low = Math.floor(irrPercent / BRACKET) * BRACKET;
  const high = low + BRACKET;
  const [above, below] = [low, high].map((discountPercent) => npv({ flowsUsd, discountPercent })) as [
    number,
    number,
  ];
  const at = (percent: number, value: number) =>
    pen.of({ metric: 'npvUsd', value, subject: `${subject}, ${whose}, at ${percent.toFixed(2)}%` });
  return [
    {
      result,
      formula: `IRR = the yearly rate at which the ${whose} has an NPV of 0, on the straight line between ${low.toFixed(2)}% and ${high.toFixed(2)}%`,
      inputs: [at(low, above), at(high, below)],
      arithmetic: `${exact(low)} + ${exact(BRACKET)} × ${exact(above)} ÷ (${exact(above)} − ${exact(below)}) = ${exact(irrPercent)}`,
    },
  ];
}

/** Percentage points within which the value is as good as straight. */
const BRACKET = 0.01;

function debtSteps({ pen, subject, value }: Project): Step[] {
  const { debt } = value;
  if (debt === undefined) return [];
  const { loans, minimumDscr, averageDscr, leastYear, allYears } = debt;
  const total = pen.of({ metric: 'loanUsd', value: debt.sourcesAndUses.sources.debtUsd, subject });
  const parts = loans.map((loan) => loanFigure({ pen, subject, loan }));
  return [
    ...loans.flatMap((loan) => loanSteps({ pen, subject, loan })),
    {
      result: total,
      formula: 'debt = the loans on its assets',
      inputs: parts,
      arithmetic: `${sum(loans.map(({ debtUsd }) => debtUsd))} = ${exact(total.value)}`,
    },
    ...coverStep({ pen, subject, metric: 'minimumDscr', cover: minimumDscr, year: leastYear }),
    ...coverStep({ pen, subject, metric: 'averageDscr', cover: averageDscr, year: allYears }),
  ];
}

type Sized = Pick<Project, 'pen' | 'subject'> & { loan: Loan };

const loanFigure = ({ pen, subject, loan: { asset, debtUsd: value } }: Sized) =>
  pen.of({ metric: 'loanUsd', value, subject: `${subject}, ${asset}` });

/** By cost, by cover, and the lesser of the two. */
function loanSteps(of: Sized): Step[] {
  const { pen, subject, loan } = of;
  const { asset, tenorMonths, sizing } = loan;
  const { byCostUsd, byCoverUsd, leastCashUsdPerMonth, minimumDscr } = sizing;
  const by = (what: string, value: number) =>
    pen.of({ metric: 'loanUsd', value, subject: `${subject}, ${asset}, by ${what}` });
  const share = pen.assumed('loanToCostPercent');
  const rate = pen.assumed('debtRatePercent');
  const costUsd = share.value > 0 ? byCostUsd / (share.value / 100) : 0;
  const cost = pen.of({
    metric: 'projectCostUsd',
    value: costUsd,
    subject: `${subject}, ${asset}, as asked for`,
  });
  const cash = pen.of({
    metric: 'cashUsd',
    value: leastCashUsdPerMonth,
    subject: `${subject}, ${asset}, least month`,
  });
  const needed = pen.of({ metric: 'minimumDscr', value: minimumDscr, subject: 'what a lender needs' });
  return [
    {
      result: by('cost', byCostUsd),
      formula: 'debt by cost = loan to cost × (capex + interest while building + fee + reserve)',
      inputs: [share, cost],
      arithmetic: `${exact(share.value)} ÷ 100 × ${exact(costUsd)} = ${exact(byCostUsd)}`,
    },
    {
      result: by('cover', byCoverUsd),
      formula:
        'debt by cover = mean month of the loan year with the least cash ÷ least DSCR × present value of 1 a month over the tenor',
      inputs: [cash, needed, rate],
      arithmetic: `${exact(leastCashUsdPerMonth)} ÷ ${exact(minimumDscr)} × ${annuityWords({ ratePercent: rate.value, tenorMonths })} = ${exact(byCoverUsd)}`,
    },
    {
      result: loanFigure(of),
      formula: 'debt on the asset = the lesser of debt by cost and debt by cover',
      inputs: [by('cost', byCostUsd), by('cover', byCoverUsd)],
      arithmetic: `${exact(Math.min(byCostUsd, byCoverUsd))} = ${exact(loan.debtUsd)}`,
    },
  ];
}

/** Present value of 1 a month. */
function annuityWords({ ratePercent, tenorMonths }: { ratePercent: number; tenorMonths: number }): string {
  const monthly = `${exact(ratePercent)} ÷ 1200`;
  return ratePercent === 0 ? exact(tenorMonths) : `(1 − (1 + ${monthly})^(−${tenorMonths})) ÷ (${monthly})`;
}

function coverStep(asked: {
  pen: Pen;
  subject: string;
  metric: 'minimumDscr' | 'averageDscr';
  cover: number | undefined;
  year: LoanYear | undefined;
}): Step[] {
  const { pen, subject, metric, cover, year } = asked;
  if (cover === undefined || year === undefined) return [];
  const which = metric === 'minimumDscr' ? 'the loan year with the least cover' : 'all loan years';
  const of = (name: string, value: number) =>
    pen.of({ metric: 'cashUsd', value, subject: `${subject}, ${name}, ${which}` });
  return [
    {
      result: pen.of({ metric, value: cover, subject }),
      formula: `DSCR = cash ÷ debt service of ${which}`,
      inputs: [of('cash', year.cashUsd), of('debt service', year.dueUsd)],
      arithmetic: `${exact(year.cashUsd)} ÷ ${exact(year.dueUsd)} = ${exact(cover)}`,
    },
  ];
}

function equityStep({ pen, subject, value }: Project): Step {
  const { npvUsd, equityNpvUsd, debt } = value;
  const npv = pen.of({ metric: 'npvUsd', value: npvUsd, subject });
  const result = pen.of({ metric: 'equityNpvUsd', value: equityNpvUsd, subject });
  if (debt === undefined)
    return {
      result,
      formula: 'NPV of equity = NPV of the project, which has no debt',
      inputs: [npv],
      arithmetic: `${exact(npvUsd)} = ${exact(equityNpvUsd)}`,
    };
  const savedUsd = equityNpvUsd - npvUsd;
  return {
    result,
    formula:
      'adjusted present value = NPV of the project without debt + present value of the tax that interest and fee save, at the loan’s rate',
    inputs: [npv, pen.of({ metric: 'presentValueUsd', value: savedUsd, subject: `${subject}, tax saved` })],
    arithmetic: `${exact(npvUsd)} + ${exact(savedUsd)} = ${exact(equityNpvUsd)}`,
  };
}
