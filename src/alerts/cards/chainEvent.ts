import { viewMarket } from '../../answers/market/view.ts';
import type { Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { chainCounters, isHalving } from '../reading/chainEvents.ts';
import type { Rule } from '../rules/rule.ts';
import type { MessageContext } from './messageContext.ts';

/** Whether the halving is what has just happened, rather than a milestone on the way. */
const halved = ({ snapshot }: MessageContext): boolean => isHalving(chainCounters(snapshot).halving ?? 1);

export function chainEventTitle({ rule, context }: { rule: Rule; context: MessageContext }): string {
  const { condition } = rule;
  if (condition.kind === 'chainEvent' && condition.what === 'retarget') {
    const { previousRetargetPercent: percent } = context.snapshot.chain.value;
    return `Difficulty adjusted by ${show(percent, context)}`;
  }
  if (halved(context)) return 'The subsidy has halved';
  const { blocksLeft } = viewMarket({ snapshot: context.snapshot }).halving;
  return `Halving in ${blocksLeft.toLocaleString('en-US')} blocks`;
}

function show(percent: number, { snapshot }: MessageContext): string {
  return figure({ metric: 'pastRetargetChangePercent', value: percent, from: snapshot.chain }).text;
}

/** What happened, in a sentence: a retarget against its estimate, or how far the halving is. */
export function chainEventParts({ rule, context }: { rule: Rule; context: MessageContext }): Part[] {
  return rule.condition.kind === 'chainEvent' && rule.condition.what === 'retarget'
    ? retargetParts(context)
    : halvingParts(context);
}

function retargetParts({ snapshot, predictedRetargetPercent: predicted }: MessageContext): Part[] {
  const { chain } = snapshot;
  const { previousRetargetPercent, difficulty, periodStartHeight } = chain.value;
  return [
    'difficulty adjusted by ',
    figure({ metric: 'pastRetargetChangePercent', value: previousRetargetPercent, from: chain }),
    ' to ',
    figure({ metric: 'difficulty', value: difficulty, from: chain }),
    ` at block ${periodStartHeight.toLocaleString('en-US')}`,
    ...(predicted === undefined
      ? ['.']
      : [
          '; the last estimate was ',
          figure({ metric: 'nextRetargetChangePercent', value: predicted, from: chain }),
          '.',
        ]),
  ];
}

function halvingParts(context: MessageContext): Part[] {
  const { snapshot } = context;
  const { chain } = snapshot;
  const { blocksLeft, daysLeft, time, subsidyBtcAfter } = viewMarket({ snapshot }).halving;
  if (halved(context))
    return ['the subsidy has halved: each block pays half of what it paid before, and fees.'];
  return [
    'the halving is ',
    figure({ metric: 'halvingBlocksLeft', value: blocksLeft, from: chain }),
    ' blocks away, about ',
    figure({ metric: 'halvingDaysLeft', value: daysLeft, from: chain }),
    ', on ',
    figure({ metric: 'halvingTimeUnix', value: time / 1000, from: chain }),
    '. The subsidy will be ',
    figure({ metric: 'subsidyAfterHalvingBtc', value: subsidyBtcAfter, from: chain }),
    '.',
  ];
}
