import { quote } from '../../chat/read/quote.ts';
import { type Action, type Block, type Part, type Reply, reply } from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import { shorten } from '../../chat/show/short.ts';
import { payoutsOf } from '../reading/measure.ts';
import type { Payouts } from '../reading/siteLine.ts';
import { chainEventParts, chainEventTitle } from './chainEvent.ts';
import { type Compared, comparison, durationOf, isMeasured, lastedParts, sinceOf } from './comparison.ts';
import { crossingChart } from './crossing.ts';
import { impactBlocks } from './impact.ts';
import type { MessageContext } from './messageContext.ts';
import type { Notification } from './notification.ts';
import { stopParts } from './stop.ts';

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
  const { blocks, ...said } = shorten(
    reply({
      title:
        notifications.length === 1
          ? titleOf({ one: first, context })
          : `${groupTitle(notifications)}; ${sayOf({ one: first, context })}`,
      tone: toneOf(notifications),
      blocks: [
        { kind: 'text', parts: sentences({ notifications, context }) },
        ...chartBlock(crossingChart({ notifications, context })),
        ...impact({ notifications, context }),
        { kind: 'actions', actions: actionsFor(notifications) },
      ],
      sources: context.sources,
      ...(mentions.length > 0 ? { mentions } : {}),
    }),
  );
  // What did not fit is what the button to the sites shows.
  const { details: _, ...short } = said;
  return { ...short, blocks };
}

/** What a message says in sentences: more rules than this are counted. */
const MOST_SENTENCES = 4;

/** A line for each rule, and what moved the hashprice, where any of them is about more than sources. */
function sentences(asked: { notifications: readonly Notification[]; context: MessageContext }): Part[] {
  const { notifications, context } = asked;
  const alone = notifications.length === 1;
  const lines = notifications
    .slice(0, MOST_SENTENCES)
    .map((one) => (alone ? soleSentence({ one, context }) : sentence({ one, context })));
  const more = notifications.length - MOST_SENTENCES;
  if (more > 0) lines.push([`… and ${more} more: alert list`]);
  if (isAboutSources(notifications)) return joined(lines, '\n');
  return joined([joined(lines, '\n'), context.moved], alone ? ' ' : '\n');
}

/** Sentences that say something, with `between` between them. */
const joined = (lines: readonly Part[][], between: string): Part[] =>
  lines.filter(({ length }) => length > 0).flatMap((line, at) => (at === 0 ? line : [between, ...line]));

const isAboutSources = (notifications: readonly Notification[]): boolean =>
  notifications.every(({ rule: { condition } }) => condition.kind === 'sources');

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

/** What a rule says, in plain text: `hashprice $43.10/PH/day < $45.00/PH/day`. */
const sayOf = ({ one, context }: { one: Notification; context: MessageContext }): string =>
  isMeasured(one) ? plainText(comparison(one, context.from)) : chainEventTitle({ rule: one.rule, context });

/** What a rule says, in one line of plain text: `#3 hashprice $43.10/PH/day < $45.00/PH/day`. */
export function headline({ one, context }: { one: Notification; context: MessageContext }): string {
  return `#${one.number} ${sayOf({ one, context })}`;
}

const plainText = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

/** After a title that says value and limit already. */
function soleSentence({ one, context }: { one: Notification; context: MessageContext }): Part[] {
  if (!isMeasured(one)) return sentence({ one, context });
  switch (one.kind) {
    case 'resolved':
      return [`Alert #${one.number} lasted `, ...lastedParts({ one, context })];
    case 'reminded':
      return [
        `Alert #${one.number} has lasted ${durationOf({ one, context })} now.`,
        ...stopParts(one.measurement),
      ];
    default:
      return [
        `Alert #${one.number} has held since ${sinceOf({ one, context })}.`,
        ...stopParts(one.measurement),
      ];
  }
}

function sentence({ one, context }: { one: Notification; context: MessageContext }): Part[] {
  const { number, rule } = one;
  if (!isMeasured(one)) return [`#${number} `, ...chainEventParts({ rule, context })];
  return [`#${number} `, ...comparison(one, context.from), ...after({ one, context })];
}

function after({ one, context }: { one: Compared; context: MessageContext }): Part[] {
  switch (one.kind) {
    case 'resolved':
      return ['. It lasted ', ...lastedParts({ one, context })];
    case 'reminded':
      return [`, for ${durationOf({ one, context })} now.`];
    default:
      return [`, since ${sinceOf({ one, context })}.`, ...stopParts(one.measurement)];
  }
}

/** What it means for the sites, where any of the rules is about the hashprice or a site. */
function impact({
  notifications,
  context,
}: {
  notifications: readonly Notification[];
  context: MessageContext;
}): Block[] {
  if (isAboutSources(notifications)) return [];
  const { lines, payouts, from } = context;
  return impactBlocks({ lines, payouts, before: before({ notifications, context }), from });
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
