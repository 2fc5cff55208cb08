import { type Actor, recordChange } from '../../access/audit.ts';
import type { Address } from '../../chat/people.ts';
import { reply } from '../../chat/reply.ts';
import type { Log } from '../../common/log.ts';
import { directTo, insertDelivery } from '../../delivery/outbox.ts';
import type { Database } from '../../storage/database.ts';
import { describeCondition } from '../rules/describe.ts';
import { INITIAL } from '../rules/state.ts';
import type { StoredRule } from '../rules/storedRule.ts';
import { destinationOf } from './destination.ts';
import { readableRules } from './rows.ts';
import { ruleTable } from './ruleTable.ts';

const HASHDESK: Actor = { id: 'hashdesk', name: 'Hashdesk' };

/**
 * Puts the rules of a conversation that cannot be reached to rest, and tells each owner once in private. Part of
 * the caller's transaction.
 */
export async function pauseRules(asked: {
  database: Database;
  log: Log;
  address: Address;
  reason: string;
  now: number;
}): Promise<void> {
  const { database, log, address, reason, now } = asked;
  const { tenant } = address;
  const table = ruleTable(database);
  await table.hold(await table.of(tenant));
  const here = readableRules(await table.of(tenant), log).filter(
    ({ rule }) =>
      rule.paused === undefined &&
      rule.address.adapter === address.adapter &&
      rule.address.channel === address.channel,
  );
  for (const stored of here) {
    const rule = { ...stored.rule, paused: reason.slice(0, 200) };
    await table.replace({ id: stored.id, forget: false, rule, state: INITIAL });
    const object = `alert #${stored.number}`;
    await recordChange(database, { tenant, at: now, by: HASHDESK, verb: 'paused', object, detail: reason });
  }
  for (const [person, rules] of Map.groupBy(here, ({ rule }) => rule.owner.id)) {
    await insertDelivery(database, {
      key: `paused:${rules[0]!.id}:${rules[0]!.messageNumber + 1}:${destinationOf(address)}`,
      tenant,
      address: directTo({ adapter: address.adapter, tenant, person }),
      reply: notice({ rules, reason }),
      dueAt: now,
    });
  }
}

function notice({ rules, reason }: { rules: readonly StoredRule[]; reason: string }) {
  return reply({
    title: 'Alerts of yours are paused: their channel cannot be reached',
    tone: 'warning',
    visibility: 'private',
    blocks: [
      { kind: 'text', parts: [reason] },
      ...rules.map(({ number, rule }) => ({
        kind: 'text' as const,
        parts: [`#${number} ${describeCondition(rule.condition)}`],
      })),
      { kind: 'text', parts: ['Resume one in a channel that works with alert resume and its number.'] },
    ],
  });
}
