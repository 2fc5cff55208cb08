import { showDuration } from '../../chat/parameters/duration.ts';
import { quote } from '../../chat/read/quote.ts';
import { type Action, type Block, type Part, type Reply, reply } from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import type { Provenance } from '../../chat/show/figures.ts';
import { type Measurement, payoutsOf } from '../reading/measure.ts';
import type { Payouts } from '../reading/siteLine.ts';
import type { LevelCondition } from '../rules/rule.ts';
import { chainEventParts, chainEventTitle } from './chainEvent.ts';
import { crossingChart } from './crossing.ts';
import { impactBlocks } from './impact.ts';
import { measurementFigures, nameOf } from './measurementFigures.ts';
import type { MessageContext } from './messageContext.ts';
import type { Notification } from './notification.ts';

/** Everything that the rules of one channel have to say at one moment, as one message. */
export function alertMessage({
  notifications,
  context,
}: {
  notifications: readonly Notification[];
  context: MessageContext;
}): Reply {
  const [first] = notifications;
  if (first === undefined) throw new RangeError('A message needs something to say');
  const mentions = [
    ...new Set(notifications.flatMap(({ kind, rule }) => (kind === 'resolved' ? [] : rule.pings))),
  ];
  return reply({
    title: notifications.length === 1 ? titleOf({ one: first, context }) : groupTitle(notifications),
    tone: toneOf(notifications),
    blocks: [
      ...notifications.map((one): Block => ({ kind: 'text', parts: sentence({ one, context }) })),
      ...chartBlock(crossingChart({ notifications, context })),
      ...explained({ notifications, context }),
      { kind: 'actions', actions: actionsFor(notifications) },
    ],
    sources: context.sources,
    ...(mentions.length > 0 ? { mentions } : {}),
  });
}

function toneOf(notifications: readonly Notification[]): Reply['tone'] {
  if (notifications.every(({ kind }) => kind === 'resolved')) return 'good';
  return notifications.every(({ kind }) => kind === 'happened') ? 'neutral' : 'bad';
}

function groupTitle(notifications: readonly Notification[]): string {
  const count = (kinds: Notification['kind'][]) =>
    notifications.filter(({ kind }) => kinds.includes(kind)).length;
  const parts = [
    [count(['fired', 'reminded']), 'firing'],
    [count(['resolved']), 'resolved'],
    [count(['happened']), 'to know'],
  ] as const;
  const shown = parts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : []));
  return `Alerts: ${shown.join(', ')}`;
}

/** `Firing: hashprice $43.10/PH/day < $45.00/PH/day for 30 min` */
function titleOf({ one, context }: { one: Notification; context: MessageContext }): string {
  if (!isMeasured(one)) return chainEventTitle({ rule: one.rule, context });
  const words = { fired: 'Firing', reminded: 'Still firing', resolved: 'Resolved', happened: '' }[one.kind];
  return `${words}: ${plainText(comparison(one, context.from))}`;
}

/** What a rule says, in one line of plain text: `#3 hashprice $43.10/PH/day < $45.00/PH/day`. */
export function headline({ one, context }: { one: Notification; context: MessageContext }): string {
  const { rule, number } = one;
  const says = isMeasured(one)
    ? plainText(comparison(one, context.from))
    : chainEventTitle({ rule, context });
  return `#${number} ${says}`;
}

/** Something notifications about a value and its limit. */
type Compared = Notification & { measurement: Measurement };

const isMeasured = (one: Notification): one is Compared => one.measurement !== undefined;

const plainText = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

/** The sentence, the title and the record say the same. */
const compared = new WeakMap<Compared, Part[]>();

function comparison(one: Compared, from: Provenance): Part[] {
  const parts = compared.get(one) ?? compare(one, from);
  compared.set(one, parts);
  return parts;
}

const SIGNS = { below: { beyond: '<', back: '≥' }, above: { beyond: '>', back: '≤' } } as const;

/** The value beside the condition that it is or is not beyond. */
function compare({ rule, kind, measurement }: Compared, from: Provenance): Part[] {
  const condition = rule.condition as LevelCondition;
  const { value, limit } = measurementFigures({ condition, measurement, from });
  const sign = SIGNS[measurement.side][kind === 'resolved' ? 'back' : 'beyond'];
  const held = rule.forMs > 0 ? ` for ${showDuration(rule.forMs)}` : '';
  return [`${nameOf({ condition, measurement })} `, value, ` ${sign} `, limit, held];
}

function sentence({ one, context }: { one: Notification; context: MessageContext }): Part[] {
  const { number, rule } = one;
  const { from } = context;
  if (!isMeasured(one)) return [`#${number} `, ...chainEventParts({ rule, context })];
  const lasted = showDuration(context.now - one.since);
  return [`#${number} `, ...comparison(one, from), ...after({ one, from, lasted })];
}

function after({ one, from, lasted }: { one: Compared; from: Provenance; lasted: string }): Part[] {
  const since = new Date(one.since).toISOString().slice(11, 16);
  switch (one.kind) {
    case 'resolved':
      return [`. It lasted ${lasted}`, ...extremeParts({ one, from }), '.'];
    case 'reminded':
      return [`, for ${lasted} now.`];
    default:
      return [`, since ${since} UTC.`];
  }
}

function extremeParts({ one, from }: { one: Compared; from: Provenance }): Part[] {
  const { rule, measurement, extreme } = one;
  if (extreme === undefined) return [];
  const condition = rule.condition as LevelCondition;
  const { value } = measurementFigures({ condition, measurement: { ...measurement, value: extreme }, from });
  return [
    measurement.side === 'below' ? ', at its lowest ' : ', at its highest ',
    { ...value, label: 'Furthest' },
  ];
}

/** What moved and what it means, where any of the rules is about the hashprice or a site. */
function explained({
  notifications,
  context,
}: {
  notifications: readonly Notification[];
  context: MessageContext;
}): Block[] {
  if (notifications.every(({ rule: { condition } }) => condition.kind === 'sources')) return [];
  const { moved, lines, payouts, from } = context;
  return [
    ...(moved.length > 0 ? [{ kind: 'text' as const, parts: moved }] : []),
    ...impactBlocks({ lines, payouts, before: before({ notifications, context }), from }),
  ];
}

/** What was paid before the retarget that is told of: the difficulty alone has changed. */
function before({
  notifications,
  context,
}: {
  notifications: readonly Notification[];
  context: MessageContext;
}): Payouts | undefined {
  const retarget = notifications.some(
    ({ rule: { condition: it } }) => it.kind === 'chainEvent' && it.what === 'retarget',
  );
  const { difficulty } = context.sample;
  if (!retarget || difficulty === undefined) return undefined;
  const { previousRetargetPercent } = context.snapshot.chain.value;
  return payoutsOf({ ...context.sample, difficulty: difficulty / (1 + previousRetargetPercent / 100) });
}

/** The buttons: what can be done about the rules that fire, and where to read on. */
function actionsFor(notifications: readonly Notification[]): Action[] {
  const plain = (label: string, command: string): Action => ({ label, command, style: 'plain' });
  const firing = notifications.filter(({ kind }) => kind === 'fired' || kind === 'reminded');
  const numbers = firing.map(({ number }) => number).join(',');
  const sites = notifications.flatMap(({ measurement }) =>
    measurement?.site ? [measurement.site.line.name] : [],
  );
  const profit = sites[0] === undefined ? 'profit all' : `profit ${quote(sites[0])}`;
  return [
    ...(firing.length === 0
      ? []
      : [
          plain('Acknowledge', `alert ack ${numbers}`),
          plain('Mute 1 h', `alert mute ${numbers} 1h`),
          plain('Mute 24 h', `alert mute ${numbers} 24h`),
          plain('Mute until recovered', `alert mute ${numbers} until=recovered`),
        ]),
    plain('Show profit', profit),
    plain('Explain', `alert show ${notifications[0]?.number}`),
  ];
}
