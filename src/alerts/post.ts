import { type Reply, reply } from '../chat/reply.ts';
import type { Database } from '../database.ts';
import { insertDelivery } from '../outbox.ts';
import { alertMessage, headline, type Said } from './message.ts';
import { quietChannels } from './quiet.ts';
import type { Rule } from './rule.ts';
import type { Scene } from './scene.ts';

/** Something to say in a channel, under the key that makes it one message however often it is tried. */
export interface Spoken {
  said: Said;
  /** The rule's id in the database, and the epoch that this message begins. */
  id: number;
  epoch: number;
}

type Address = Rule['address'];

/** A conversation as a key: rules of one conversation are one message. */
export function destinationOf({ adapter, tenant, channel, thread }: Address): string {
  return [adapter, tenant, channel, ...(thread === undefined ? [] : [thread])].join('/');
}

/** No alert is worth reading a day late: by then it has been said again, or has resolved. */
const EXPIRES_MS = 24 * 60 * 60_000;

/**
 * Writes down what was said and puts one message for each conversation into the outbox, or holds it back where
 * the channel is quiet. Part of the caller's transaction.
 */
export function post(asked: {
  database: Database;
  spoken: readonly Spoken[];
  scene(tenant: string): Scene;
  now: number;
}): void {
  const { database, spoken, now } = asked;
  const audible = new Set(spoken.filter(({ said }) => !isMuted(said, now)));
  const quiet = quietChannels({ database, now });
  for (const one of spoken) {
    const { address } = one.said.rule;
    const held = audible.has(one) && quiet(address);
    record({
      database,
      one,
      now,
      held,
      text: headline({ one: one.said, scene: asked.scene(address.tenant) }),
    });
  }
  for (const group of Map.groupBy(audible, ({ said }) => destinationOf(said.rule.address)).values()) {
    const [first] = group;
    const { address } = first!.said.rule;
    if (quiet(address)) continue;
    insertDelivery(database, {
      key: `${first!.id}:${first!.epoch}:${destinationOf(address)}`,
      tenant: address.tenant,
      address,
      reply: alertMessage({ said: group.map(({ said }) => said), scene: asked.scene(address.tenant) }),
      dueAt: now,
      expiresAt: now + EXPIRES_MS,
      rule: String(first!.id),
    });
  }
}

/** A mute until the recovery ends with it, and the recovery is told. */
function isMuted({ kind, rule: { mutedUntil } }: Said, now: number): boolean {
  if (mutedUntil === 'recovered') return kind !== 'resolved';
  return mutedUntil !== undefined && mutedUntil > now;
}

function record(asked: { database: Database; one: Spoken; now: number; held: boolean; text: string }): void {
  const { said, id } = asked.one;
  asked.database.run(
    `INSERT INTO alert_events (tenant, rule, number, address, at, kind, since, text, held)
     VALUES (:tenant, :id, :number, :address, :at, :kind, :since, :text, :held)`,
    {
      tenant: said.rule.address.tenant,
      id,
      number: said.number,
      address: JSON.stringify(said.rule.address),
      at: asked.now,
      kind: said.kind,
      since: Math.round(said.since),
      text: asked.text,
      held: asked.held ? 1 : 0,
    },
  );
}

/** One summary for each channel whose quiet hours have ended. Part of the caller's transaction. */
export function releaseHeld({ database, now }: { database: Database; now: number }): void {
  const waiting = database.all(
    'SELECT address, max(id) AS last FROM alert_events WHERE held = 1 GROUP BY address',
  );
  if (waiting.length === 0) return;
  const quiet = quietChannels({ database, now });
  for (const { address: json, last } of waiting) {
    const address = JSON.parse(String(json)) as Address;
    if (quiet(address)) continue;
    const sql =
      'SELECT number, at, kind, since, text FROM alert_events WHERE held = 1 AND address = :json ORDER BY id';
    const events = database.all(sql, { json: String(json) });
    insertDelivery(database, {
      key: `quiet:${last}:${destinationOf(address)}`,
      tenant: address.tenant,
      address,
      reply: summary(events),
      dueAt: now,
    });
    database.run('UPDATE alert_events SET held = 0 WHERE held = 1 AND address = :json', {
      json: String(json),
    });
  }
}

/** What happened during the quiet hours, a line for each rule: when it fired, and whether it has recovered. */
function summary(events: readonly ReturnType<Database['all']>[number][]): Reply {
  const rows = [...Map.groupBy(events, ({ number }) => Number(number)).values()].map((group) => {
    const time = (at: unknown) => `${new Date(Number(at)).toISOString().slice(5, 16).replace('T', ' ')} UTC`;
    const words = { fired: 'fired', reminded: 'still firing', resolved: 'recovered', happened: 'happened' };
    const said = group.filter(({ kind }) => kind !== 'reminded');
    const story = (said.length > 0 ? said : group.slice(-1)).map(
      ({ kind, at }) => `${words[kind as keyof typeof words]} ${time(at)}`,
    );
    return [String(group[0]!.text), story.join(', ')];
  });
  const open = [...Map.groupBy(events, ({ number }) => Number(number)).values()].filter((group) =>
    ['fired', 'reminded'].includes(String(group.at(-1)!.kind)),
  ).length;
  return reply({
    title: `During the quiet hours: ${open === 0 ? 'all has recovered' : `${open} still firing`}`,
    tone: open === 0 ? 'neutral' : 'warning',
    blocks: [
      {
        kind: 'table',
        columns: ['Alert', 'What happened'].map((label) => ({ label, align: 'left' as const })),
        rows,
      },
    ],
  });
}
