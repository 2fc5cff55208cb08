import * as parameters from '../../chat/parameters/index.ts';
import { type Reply, reply } from '../../chat/reply.ts';
import { HOLD_RANGE } from './rule.ts';
import type { Asked } from './words.ts';

const ACCEPTED = 'a duration such as 30m, 6h or 2 days, or 0m for none';

/** How a rule behaves, as options beside its text: for platforms that offer each by itself. */
export const policyParameters = {
  for: parameters.duration({
    description: 'How long it has to hold before it fires',
    what: 'The time that it has to hold',
    range: HOLD_RANGE,
    accepted: ACCEPTED,
    aliases: ['hold'],
  }),
  cooldown: parameters.duration({
    description: 'How long after a recovery it does not fire again',
    what: 'A cooldown',
    range: HOLD_RANGE,
    accepted: ACCEPTED,
  }),
  remind: parameters.duration({
    description: 'How often it is said again while it lasts',
    what: 'The time between reminders',
    range: HOLD_RANGE,
    accepted: ACCEPTED,
  }),
  once: parameters.flag({ description: 'Fires a single time' }),
};

type Given = {
  for?: number | undefined;
  cooldown?: number | undefined;
  remind?: number | undefined;
  once?: boolean | undefined;
};

/** Options that were given beside the text; where both say something, the option counts. */
export function withPolicy<T extends Partial<Asked>>(asked: T, given: Given): T & Partial<Asked> {
  return {
    ...asked,
    ...(given.for === undefined ? {} : { forMs: given.for }),
    ...(given.cooldown === undefined ? {} : { cooldownMs: given.cooldown }),
    ...(given.remind === undefined ? {} : { remindMs: given.remind || undefined }),
    ...(given.once === undefined ? {} : { once: given.once }),
  };
}

/** The fields of a rule as a person would type them. */
export function ruleForm({ title, command }: { title: string; command: string }): Reply {
  const field = (name: string, label: string, hint: string, required = false) => ({
    name,
    label,
    hint,
    required,
    multiline: false,
  });
  return reply({
    title,
    visibility: 'private',
    blocks: [
      {
        kind: 'form',
        title,
        command,
        fields: [
          field('rule', 'What to watch', 'hashprice < 45, price moves 5% in 1h, rockdale margin < 0', true),
          field('for', 'How long it has to hold', '30m'),
          field('cooldown', 'Cooldown after a recovery', '1h'),
          field('remind', 'Reminder while it lasts', '6h'),
        ],
      },
    ],
  });
}
