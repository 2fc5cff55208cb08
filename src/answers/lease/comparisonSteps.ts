import type { Step } from '../../chat/reply.ts';
import { metrics } from '../../chat/show/metrics.ts';
import { exact } from '../../chat/show/numerals.ts';
import type { DelayValue, Sensitivity, SplitPoint } from '../../economics/index.ts';
import type { Pen } from './figures.ts';

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
  const subject = metrics[input].label;
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
