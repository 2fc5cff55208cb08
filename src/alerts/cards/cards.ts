import { showDuration } from '../../chat/parameters/duration.ts';
import type { Address } from '../../chat/people.ts';
import { type Action, type Block, type Reply, reply } from '../../chat/reply.ts';
import { damagedBlocks } from '../../chat/show/damaged.ts';
import { isContradiction } from '../rules/conflict.ts';
import { describeCondition, describeRule } from '../rules/describe.ts';
import type { Condition, Rule } from '../rules/rule.ts';
import type { StoredRule } from '../rules/storedRule.ts';
import { measurementFigures, nameOf } from './measurementFigures.ts';
import { nowParts, type ValueNow } from './valueNow.ts';

/** Replies about rules, as opposed to what the rules say. */

/** Where a rule stands, in words. */
function standing({ rule, state }: Pick<StoredRule, 'rule' | 'state'>, now: number): string {
  if (rule.paused !== undefined) return `paused: ${rule.paused}`;
  const muted = mutedWords(rule, now);
  switch (state.is) {
    case 'inactive':
      return `${state.done ? 'over: it was for once' : 'waiting'}${muted}`;
    case 'pending':
      return `holds for ${showDuration(now - state.since.at)}${muted}`;
    case 'firing':
      return `${state.recovering ? 'recovering' : 'firing'} for ${showDuration(now - state.since.at)}${muted}`;
  }
}

function mutedWords({ mutedUntil }: Rule, now: number): string {
  if (mutedUntil === 'recovered') return ', muted until it has recovered';
  return mutedUntil !== undefined && mutedUntil > now ? `, muted for ${showDuration(mutedUntil - now)}` : '';
}

/** What it watches, as it is now: `: hashprice $42.61/PH/day now`; empty without data. */
function titleNow({
  condition,
  value: { measurement, from },
}: {
  condition: Condition;
  value: ValueNow;
}): string {
  if (!measurement || condition.kind === 'chainEvent') return '';
  const { value } = measurementFigures({ condition, measurement, from });
  return `: ${nameOf({ condition, measurement })} ${value.text} now`;
}

/** The confirmation of a rule that was added or changed. */
export function savedCard(asked: {
  stored: StoredRule;
  was: 'added' | 'changed';
  value: ValueNow;
  others: readonly StoredRule[];
  here: Pick<Address, 'adapter' | 'channel'>;
}): Reply {
  const { stored, was, value, others, here } = asked;
  const { rule, number } = stored;
  const { adapter, channel } = rule.address;
  const place = adapter === here.adapter && channel === here.channel ? 'here' : `to ${channel}`;
  const opposed = others.filter((one) => one.id !== stored.id && isContradiction(one.rule, rule));
  return reply({
    title: `Alert #${number} was ${was}${titleNow({ condition: rule.condition, value })}`,
    tone: 'good',
    sources: value.sources,
    blocks: [
      { kind: 'text', parts: [`${describeRule(rule)}. It posts ${place}.`] },
      { kind: 'text', parts: nowParts({ condition: rule.condition, value }) },
      ...opposed.map(
        (one): Block => ({
          kind: 'note',
          tone: 'warning',
          parts: [
            `With alert #${one.number} (${describeCondition(one.rule.condition)}) one of the two always fires.`,
          ],
        }),
      ),
      { kind: 'actions', actions: actions(number) },
    ],
  });
}

function actions(number: number): Action[] {
  const plain = (label: string, command: string): Action => ({ label, command, style: 'plain' });
  return [
    plain('Show', `alert show ${number}`),
    plain('Preview', `alert preview ${number}`),
    plain('Test', `alert test ${number}`),
  ];
}

/** What was done to some rules, and where each stands now; of the others, why nothing was done. */
export function changedCard(asked: {
  changed: readonly StoredRule[];
  words: string;
  left?: { rules: readonly StoredRule[]; why: string };
  now: number;
}): Reply {
  const { changed, words, left = { rules: [], why: '' }, now } = asked;
  const line = (stored: StoredRule, remark = ''): Block => ({
    kind: 'text',
    parts: [`#${stored.number} ${describeRule(stored.rule)}: ${standing(stored, now)}${remark}.`],
  });
  return reply({
    title:
      changed.length > 0
        ? `Alert ${numbersOf(changed)}: ${words}`
        : `Alert ${numbersOf(left.rules)} ${left.why}`,
    blocks: [
      ...changed.map((stored) => line(stored)),
      ...left.rules.map((stored) => line(stored, changed.length > 0 ? `; it ${left.why}` : '')),
    ],
  });
}

const numbersOf = (rules: readonly StoredRule[]): string =>
  rules.map(({ number }) => `#${number}`).join(', ');

export function listCard(asked: {
  rules: readonly StoredRule[];
  damaged: readonly number[];
  now: number;
}): Reply {
  const { rules, damaged, now } = asked;
  if (rules.length === 0 && damaged.length === 0) {
    const parts = [
      'Add one: alert add hashprice < 45 for 30m. Or say it: alert add tell me when price drops 5% in 1h.',
    ];
    return reply({ title: 'There are no alerts yet', blocks: [{ kind: 'text', parts }] });
  }
  return reply({
    title: rules.length === 1 ? 'One alert' : `${rules.length} alerts`,
    blocks: [
      ...(rules.length > 0 ? [ruleTable(rules, now)] : []),
      ...damagedBlocks({ what: 'alert', damaged, does: 'It watches nothing' }),
    ],
  });
}

const ruleTable = (rules: readonly StoredRule[], now: number): Block => ({
  kind: 'table',
  columns: ['Alert', 'Condition', 'State'].map((label) => ({ label, align: 'left' as const })),
  rows: rules.map((one) => [`#${one.number}`, describeRule(one.rule), standing(one, now)]),
});

export function showCard(asked: { stored: StoredRule; value: ValueNow; now: number }): Reply {
  const { stored, value, now } = asked;
  const { number, rule } = stored;
  return reply({
    title: `Alert #${number}: ${describeCondition(rule.condition)}`,
    sources: value.sources,
    blocks: [
      { kind: 'text', parts: [describeRule(rule)] },
      {
        kind: 'text',
        parts: [
          `State: ${standing(stored, now)}. Set by ${rule.owner.name}, posts to ${rule.address.channel}.`,
        ],
      },
      { kind: 'text', parts: nowParts({ condition: rule.condition, value }) },
      {
        kind: 'actions',
        actions: [
          ...(stored.state.is === 'firing'
            ? [{ label: 'Acknowledge', command: `alert ack ${number}`, style: 'plain' as const }]
            : []),
          { label: 'Mute 24 h', command: `alert mute ${number} 24h`, style: 'plain' },
          { label: 'Remove', command: `alert remove ${number}`, style: 'danger' },
        ],
      },
    ],
  });
}

/** A sample of what a rule will post: it says that it is one. */
export function sampleCard(asked: { stored: StoredRule; value: ValueNow }): Reply {
  const { stored, value } = asked;
  const { pings } = stored.rule;
  return {
    ...reply({
      title: `A test of alert #${stored.number}: ${describeCondition(stored.rule.condition)}`,
      sources: value.sources,
      blocks: [
        { kind: 'text', parts: ['Nothing has happened. This is where the alert posts.'] },
        { kind: 'text', parts: nowParts({ condition: stored.rule.condition, value }) },
      ],
    }),
    ...(pings.length > 0 ? { mentions: pings } : {}),
  };
}
