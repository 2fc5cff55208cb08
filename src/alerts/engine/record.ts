import { type Reply, reply } from '../../chat/reply.ts';
import { insertDelivery } from '../../delivery/outbox.ts';
import type { Database } from '../../storage/database.ts';
import type { Rule } from '../rules/rule.ts';
import type { IsQuiet } from './quiet.ts';

type Address = Rule['address'];

/** A conversation as a key: rules of one conversation are one message. */
export function destinationOf({ adapter, tenant, channel, thread }: Address): string {
  return [adapter, tenant, channel, ...(thread === undefined ? [] : [thread])].join('/');
}

/** Something that was said, or would have been but for quiet hours. */
export interface AlertRecord {
  address: Address;
  /** The rule's id and number; 0 for what is about a channel's data rather than a rule. */
  rule: number;
  number: number;
  kind: 'fired' | 'reminded' | 'resolved' | 'happened' | 'lost' | 'back';
  /** Unix milliseconds. */
  at: number;
  since: number;
  text: string;
  /** To be told when the quiet hours end. */
  held: boolean;
}

/** Writes down what was said. Part of the caller's transaction. */
export function recordEvent(database: Database, { address, since, held, ...event }: AlertRecord): void {
  database.run(
    `INSERT INTO alert_events (tenant, rule, number, address, at, kind, since, text, held)
     VALUES (:tenant, :rule, :number, :address, :at, :kind, :since, :text, :held)`,
    {
      ...event,
      tenant: address.tenant,
      address: JSON.stringify(address),
      since: Math.round(since),
      held: held ? 1 : 0,
    },
  );
}

type Row = ReturnType<Database['all']>[number];

/** One summary for each channel whose quiet hours have ended. Part of the caller's transaction. */
export function releaseHeld(asked: { database: Database; quiet: IsQuiet; now: number }): void {
  const { database, quiet, now } = asked;
  const waiting = database.all(
    'SELECT address, max(id) AS last FROM alert_events WHERE held = 1 GROUP BY address',
  );
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

const WORDS = {
  fired: 'fired',
  reminded: 'still firing',
  resolved: 'recovered',
  happened: 'happened',
  lost: 'no data since',
  back: 'data again',
};

/** What happened during the quiet hours, a line for each rule: when it fired, and whether it has recovered. */
function summary(events: readonly Row[]): Reply {
  const groups = [...Map.groupBy(events, ({ number, text }) => Number(number) || text).values()];
  const last = groups.map((group) => String(group.at(-1)!.kind));
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
        rows: groups.map((group) => [String(group[0]!.text), story(group)]),
      },
    ],
  });
}

function story(group: readonly Row[]): string {
  const time = (at: unknown) => `${new Date(Number(at)).toISOString().slice(5, 16).replace('T', ' ')} UTC`;
  const said = group.filter(({ kind }) => kind !== 'reminded');
  return (said.length > 0 ? said : group.slice(-1))
    .map(({ kind, at }) => `${WORDS[kind as keyof typeof WORDS]} ${time(at)}`)
    .join(', ');
}
