import { type Reply, reply } from '../../chat/reply.ts';
import { insertDelivery } from '../../delivery/outbox.ts';
import type { Database } from '../../storage/database.ts';
import type { Rule } from '../rules/rule.ts';
import { destinationOf } from './destination.ts';
import { type HeldEvent, heldAddresses, takeHeld } from './eventTable.ts';
import type { IsQuiet } from './quiet.ts';

/** One summary for each channel whose quiet hours have ended. Part of the caller's transaction. */
export async function releaseHeld(asked: { database: Database; quiet: IsQuiet; now: number }): Promise<void> {
  const { database, quiet, now } = asked;
  for (const { address: json, last } of await heldAddresses(database)) {
    const address = JSON.parse(json) as Rule['address'];
    if (await quiet(address)) continue;
    await insertDelivery(database, {
      key: `quiet:${last}:${destinationOf(address)}`,
      tenant: address.tenant,
      address,
      reply: summary(await takeHeld(database, json)),
      dueAt: now,
    });
  }
}

const WORDS: Record<HeldEvent['kind'], string> = {
  fired: 'fired',
  reminded: 'still firing',
  resolved: 'recovered',
  happened: 'happened',
  lost: 'no data since',
  back: 'data again',
};

/** What happened during the quiet hours, a line for each rule: when it fired, and whether it has recovered. */
function summary(events: readonly HeldEvent[]): Reply {
  const groups = [...Map.groupBy(events, ({ number, text }) => number || text).values()];
  const last = groups.map((group) => group.at(-1)!.kind);
  const firing = last.filter((kind) => kind === 'fired' || kind === 'reminded').length;
  const open = [
    ...(firing > 0 ? [`${firing} still firing`] : []),
    ...(last.includes('lost') ? ['data is missing'] : []),
  ];
  return reply({
    title: `During the quiet hours: ${open.length === 0 ? 'all has recovered' : open.join(', ')}`,
    tone: open.length === 0 ? 'neutral' : 'warning',
    blocks: [
      {
        kind: 'table',
        columns: ['Alert', 'What happened'].map((label) => ({ label, align: 'left' as const })),
        rows: groups.map((group) => [group[0]!.text, story(group)]),
      },
    ],
  });
}

function story(group: readonly HeldEvent[]): string {
  const time = (at: number) => `${new Date(at).toISOString().slice(5, 16).replace('T', ' ')} UTC`;
  const said = group.filter(({ kind }) => kind !== 'reminded');
  return (said.length > 0 ? said : group.slice(-1))
    .map(({ kind, at }) => `${WORDS[kind]} ${time(at)}`)
    .join(', ');
}
