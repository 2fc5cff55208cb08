import type { Step } from '../../chat/reply.ts';
import { leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import { exact } from '../../chat/show/numerals.ts';
import {
  type Alternative,
  type DelayValue,
  presentByYear,
  type Sensitivity,
  type SplitPoint,
} from '../../economics/index.ts';
import { taxWords } from './basis.ts';
import type { Pen } from './figures.ts';
import type { Judgement } from './judgement.ts';
import { rateSteps, sum, yearFigures } from './projectSteps.ts';

interface Gained {
  of: Judgement;
  /** What the plan is called as the subject of a figure. */
  plan: string;
  valued: Alternative;
}

/** From the NPVs of a plan and of never leasing to its gain, its stress, and what the signed term alone is worth. */
export function gainSteps(gained: Gained): Step[] {
  return [gainStep(gained), ...incrementalSteps(gained), ...contractSteps(gained)];
}

function gainStep({ of, plan, valued }: Gained): Step {
  return lessStep({
    of,
    subject: plan,
    formula: 'gain = NPV of the site with the conversion − NPV of never leasing',
    more: [plan, valued.npvUsd],
    less: ['mining', of.compared.mining.npvUsd],
  });
}

/** The gain of one NPV of the site over another. */
function lessStep(asked: {
  of: Judgement;
  subject: string;
  formula: string;
  more: [subject: string, npvUsd: number];
  less: [subject: string, npvUsd: number];
}): Step {
  const { of, subject, formula, more, less } = asked;
  const [[, moreUsd], [, lessUsd]] = [more, less];
  return {
    result: of.pen.of({ metric: 'gainUsd', value: moreUsd - lessUsd, subject }),
    formula,
    inputs: [more, less].map(([whose, value]) => of.pen.of({ metric: 'siteNpvUsd', value, subject: whose })),
    arithmetic: `${exact(moreUsd)} − ${exact(lessUsd)} = ${exact(moreUsd - lessUsd)}`,
  };
}

/** The difference of the flows, all of it at the rate of the conversion. */
function incrementalSteps({ of, plan, valued }: Gained): Step[] {
  const { pen, compared, pivot } = of;
  const own = valued.use === 'gpuCloud' ? 'gpuCloudDiscountPercent' : 'colocationDiscountPercent';
  const discountPercent = pivot.given.assumptions[own];
  const flowsUsd = valued.flowsUsd.map((usd, month) => usd - compared.mining.flowsUsd[month]!);
  const years = presentByYear({ flowsUsd, discountPercent });
  const subject = `${plan} less never leasing`;
  return [
    {
      result: pen.of({ metric: 'incrementalNpvUsd', value: valued.incrementalNpvUsd, subject: plan }),
      formula: `incremental NPV = the present values of the years of the difference from never leasing, ${taxWords(pivot)}, mining too at ${discountPercent}% a year`,
      inputs: yearFigures({ pen, years, subject }),
      arithmetic: `${sum(years)} = ${exact(valued.incrementalNpvUsd)}`,
    },
    ...rateSteps({
      pen,
      subject: plan,
      metric: 'incrementalIrrPercent',
      rate: valued.incrementalIrr,
      flowsUsd,
    }),
  ];
}

function contractSteps({ of, plan, valued }: Gained): Step[] {
  const { pen, compared, pivot } = of;
  const subject = `${plan}, contract only`;
  const minedUsd = compared.mining.npvUsd;
  const contractUsd = valued.contractOnlyGainUsd + minedUsd;
  const afterUsd = valued.npvUsd - contractUsd;
  return [
    {
      result: pen.of({ metric: 'siteNpvUsd', value: contractUsd, subject }),
      formula: `NPV, contract only = NPV of the site − present value, ${taxWords(pivot)}, of what comes after the signed term`,
      inputs: [
        pen.of({ metric: 'siteNpvUsd', value: valued.npvUsd, subject: plan }),
        pen.of({ metric: 'presentValueUsd', value: afterUsd, subject: `${plan}, after the signed term` }),
      ],
      arithmetic: `${exact(valued.npvUsd)} − ${exact(afterUsd)} = ${exact(contractUsd)}`,
    },
    lessStep({
      of,
      subject,
      formula: 'gain, contract only = NPV of the site, contract only − NPV of never leasing',
      more: [subject, contractUsd],
      less: ['mining', minedUsd],
    }),
  ];
}

/** What never leasing is ahead by, and what waiting for the best month adds, where these are said. */
export function otherGainSteps(of: Judgement): Step[] {
  const { compared, judged, subject, when } = of;
  const mined: [string, number] = ['mining', compared.mining.npvUsd];
  const converted: [string, number] = [subject, judged.npvUsd];
  const better = judged.gainUsd > 0 ? converted : mined;
  return [
    ...(judged.gainUsd > 0
      ? []
      : [
          lessStep({
            of,
            subject: `mining above ${subject}`,
            formula: 'mining ahead by = NPV of never leasing − NPV of the site with the conversion',
            more: mined,
            less: converted,
          }),
        ]),
    lessStep({
      of,
      subject: 'waiting for the best month',
      formula:
        'waiting adds = NPV of the site when colocation begins in the best month − the better of the conversion now and never leasing',
      more: [BEST_MONTH, when.best.npvUsd],
      less: better,
    }),
  ];
}

/** What mining until the best month to lease is called. */
export const BEST_MONTH = 'mine now, lease at the best month';

/** The arithmetic behind what waiting costs. */
export function delaySteps({ pen, value }: { pen: Pen; value: DelayValue }): Step[] {
  const { months, npvUsd, waiting, tenant } = value;
  const rate = pen.assumed('colocationDiscountPercent');
  const onTime = pen.of({ metric: 'npvUsd', value: npvUsd, subject: 'on time' });
  const later = pen.of({ metric: 'npvUsd', value: waiting.npvUsd, subject: 'waiting' });
  const perMonth = { metric: 'delayLossUsdPerMonth', value: waiting.lostUsdPerMonth } as const;
  const lost: Step = {
    result: pen.of({ ...perMonth, subject: 'waiting' }),
    formula: 'lost per month = (NPV on time − NPV when everything waits) ÷ months',
    inputs: [onTime, later],
    arithmetic: `(${exact(npvUsd)} − ${exact(waiting.npvUsd)}) ÷ ${months} = ${exact(perMonth.value)}`,
  };
  // Another tenant is another lease: its NPV is no multiple of the first one's.
  if (tenant === 'leaves') return [lost];
  return [
    {
      result: later,
      formula: 'NPV when everything waits = NPV on time ÷ (1 + discount rate)^(months ÷ 12)',
      inputs: [onTime, rate],
      arithmetic: `${exact(npvUsd)} ÷ ${exact(1 + rate.value / 100)}^(${months} ÷ 12) = ${exact(waiting.npvUsd)}`,
    },
    lost,
  ];
}

/** The arithmetic behind the gain of the best split. */
export function splitSteps(asked: { pen: Pen; best: SplitPoint; miningUsd: number }): Step[] {
  const { pen, best, miningUsd } = asked;
  const gainUsd = best.npvUsd - miningUsd;
  return [
    {
      result: pen.of({ metric: 'gainUsd', value: gainUsd, subject: 'best split' }),
      formula: 'above mining = NPV of the site at the best split − NPV of going on mining',
      inputs: [
        pen.of({ metric: 'siteNpvUsd', value: best.npvUsd, subject: 'best split' }),
        pen.of({ metric: 'siteNpvUsd', value: miningUsd, subject: 'mining' }),
      ],
      arithmetic: `${exact(best.npvUsd)} − ${exact(miningUsd)} = ${exact(gainUsd)}`,
    },
  ];
}

/** The arithmetic behind what moving an input does. */
export function sensitivitySteps({ pen, moved }: { pen: Pen; moved: Sensitivity }): Step[] {
  const { input, low, high, swingUsd } = moved;
  const subject = leaseMetrics[input].label;
  const [worse, better] = [low.gainUsd, high.gainUsd].sort((a, b) => a - b) as [number, number];
  return [
    {
      result: pen.of({ metric: 'swingUsd', value: swingUsd, subject }),
      formula: 'swing = leasing above mining at the better end of the input − at the worse end',
      inputs: [
        pen.of({ metric: 'highGainUsd', value: high.gainUsd, subject }),
        pen.of({ metric: 'lowGainUsd', value: low.gainUsd, subject }),
      ],
      arithmetic: `${exact(better)} − ${exact(worse)} = ${exact(swingUsd)}`,
    },
  ];
}
