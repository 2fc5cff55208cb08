import { showDuration } from '../../chat/parameters/duration.ts';
import type { Address } from '../../chat/people.ts';
import { type Action, type Block, type Part, type Reply, reply } from '../../chat/reply.ts';
import type { StoredRule } from '../engine/rows.ts';
import type { LevelCondition } from '../reading/measure.ts';
import { isContradiction } from '../rules/conflict.ts';
import { describeCondition, describeRule } from '../rules/describe.ts';
import type { Condition, Rule } from '../rules/rule.ts';
import { holds } from '../rules/state.ts';
import { readingFigures } from './readingFigures.ts';
import type { ValueNow } from './valueNow.ts';

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

/** The value now beside the limit, or that there is none. */
export function nowParts(asked: { condition: Condition; value: ValueNow }): Part[] {
  const { condition, value: found } = asked;
  const { reading, from } = found;
  if (condition.kind === 'happening') return ['It posts when it happens.'];
  if (!reading && condition.kind === 'change')
    return [
      `It compares now with ${showDuration(condition.windowMs)} ago, and there is no confirmed data of both yet.`,
    ];
  if (!reading) return ['There is no confirmed data for it now.'];
  const { value } = readingFigures({ condition: condition as LevelCondition, reading, from });
  const holding = holds({ ...reading, dataMs: 0 });
  return ['Now: ', value, holding ? ', so that it holds already.' : ', so that it does not hold.'];
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
    title: `Alert #${number} was ${was}`,
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

/** What was done to some rules, and where each stands now. */
export function changedCard(asked: { changed: readonly StoredRule[]; words: string; now: number }): Reply {
  const { changed, words, now } = asked;
  return reply({
    title: `Alert ${changed.map(({ number }) => `#${number}`).join(', ')}: ${words}`,
    blocks: changed.map((stored) => ({
      kind: 'text',
      parts: [`#${stored.number} ${describeRule(stored.rule)}: ${standing(stored, now)}.`],
    })),
  });
}

export function listCard({ all, now }: { all: readonly StoredRule[]; now: number }): Reply {
  if (all.length === 0) {
    const parts = [
      'Add one: alert add hashprice < 45 for 30m. Or say it: alert add tell me when price drops 5% in 1h.',
    ];
    return reply({ title: 'There are no alerts yet', blocks: [{ kind: 'text', parts }] });
  }
  return reply({
    title: all.length === 1 ? 'One alert' : `${all.length} alerts`,
    blocks: [
      {
        kind: 'table',
        columns: ['Alert', 'Condition', 'State'].map((label) => ({ label, align: 'left' as const })),
        rows: all.map((one) => [`#${one.number}`, describeRule(one.rule), standing(one, now)]),
      },
    ],
  });
}

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
